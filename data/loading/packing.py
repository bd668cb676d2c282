"""Rejected rows as a file, compressed, as the record of loads keeps it."""

import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass

MOST_BYTES = 64 << 20


@dataclass(frozen=True)
class RejectedFile:
    """`rows`: how many are in it, which may be fewer than were rejected; `packed`: its text in UTF-8, gzip."""

    name: str
    rows: int
    packed: bytes


def pack(name: str, head: str, rows: Iterator[str], tail: str = "") -> RejectedFile:
    """As many rows as come to `MOST_BYTES`; the others are left unread."""
    packed, kept, left = io.BytesIO(), 0, MOST_BYTES
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as file:
        file.write(head.encode("utf-8", "replace"))
        for row in rows:
            left -= len(encoded := row.encode("utf-8", "replace"))
            if left < 0:
                break
            file.write(encoded)
            kept += 1
        file.write(tail.encode())
    return RejectedFile(name, kept, packed.getvalue())
