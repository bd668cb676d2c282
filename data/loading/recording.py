"""Loads are recorded: with what they write, or, when the file is refused, by themselves."""

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from data.faults import FileFault
from data.load_records import LoadedFile, write_refusal
from data.loading.local_files import find_local_file
from data.loading.rejected_rows import File
from data.loading.shapefile import list_parts
from data.store import Store

CHUNK = 1 << 20


@contextmanager
def recording(store: Store, kind: str, target: str | None, file: File) -> Iterator[LoadedFile]:
    """What the record says of the file. Refused inside with a `FileFault`, it is recorded so; not so for a dry run."""
    begun = time.monotonic()
    path = find_local_file(file.file)
    origin = file.origin
    told = LoadedFile(kind, target, origin.way, origin.name or path.name, _hash_file(path), origin.job)
    try:
        yield told
    except FileFault as fault:
        if not file.is_dry:
            write_refusal(store, told, str(fault), time.monotonic() - begun)
        raise


def _hash_file(path: Path) -> str:
    """As `sha256sum` tells it; of a Shapefile with its companions behind it."""
    digest = hashlib.sha256()
    for chunk in chain.from_iterable(map(_read_chunks, list_parts(path))):
        digest.update(chunk)
    return digest.hexdigest()


def _read_chunks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except OSError as fault:
        raise FileFault(f"{path.name} cannot be opened: {fault.strerror}") from fault
