"""A file that somebody uploaded: kept under a name of our own, read by children alone."""

import hashlib
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from data.faults import FileFault
from data.uploads.kinds import HEAD_BYTES, choose_extension

MOST_BYTES = 512 << 20
LONGEST_NAME = 120
UNFIT = re.compile(r"[\x00-\x1f\x7f/\\]")


@dataclass(frozen=True)
class Upload:
    """`name`: what its sender calls it, for people only; `path`: where it lies; `sha256`: of its bytes."""

    id: str
    name: str
    path: Path
    size: int
    sha256: str

    def remove(self) -> None:
        """Delete it with all that was made of it."""
        shutil.rmtree(self.path.parent, ignore_errors=True)


class Incoming:
    """An upload that is still coming in."""

    def __init__(self, place: Path, name: str) -> None:
        self.name = clean_name(name)
        self._place = place
        self._size = 0
        self._head = b""
        self._digest = hashlib.sha256()
        self._file: IO[bytes] = (place / "incoming").open("wb")

    def write(self, chunk: bytes) -> None:
        """Raises `FileFault` when it is larger than is taken, or of no kind that is read."""
        self._size += len(chunk)
        if self._size > MOST_BYTES:
            raise FileFault(f"{self.name} is larger than {MOST_BYTES >> 20} MB")
        is_known = len(self._head) >= HEAD_BYTES
        self._head = (self._head + chunk)[:HEAD_BYTES]
        if not is_known and len(self._head) == HEAD_BYTES:
            choose_extension(self._head, self.name)
        self._digest.update(chunk)
        with self._explaining():
            self._file.write(chunk)

    def finish(self) -> Upload:
        """The whole upload. Raises `FileFault` when it is of no kind that is read."""
        with self._explaining():
            self._file.close()
        extension = choose_extension(self._head, self.name)
        path = self._place / f"{secrets.token_hex(12)}{extension}"
        (self._place / "incoming").rename(path)
        return Upload(self._place.name, self.name, path, self._size, self._digest.hexdigest())

    def drop(self) -> None:
        """Leave nothing of it."""
        with suppress(OSError):
            self._file.close()
        shutil.rmtree(self._place, ignore_errors=True)

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except OSError as fault:
            raise FileFault(f"{self.name} cannot be kept: {fault.strerror}") from fault


def clean_name(told: str) -> str:
    """The last part of a name that a browser sends, on one line; it never becomes a path."""
    last = re.split(r"[/\\]", told)[-1]
    return UNFIT.sub(" ", last).strip()[-LONGEST_NAME:] or "file"
