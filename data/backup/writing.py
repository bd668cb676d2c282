"""Writing the store into one file."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE
from tempfile import mkstemp
from typing import IO

from data.backup.clients import ProgramFailed, find_clients, open_pipe
from data.backup.transfer import Transfer
from data.faults import FileFault, StoreUnusable
from data.migrations import read_schema_number
from data.store import Store

DUMP = ("--format=custom", "--schema=gridboard", "--no-password", "--lock-wait-timeout=60s")
"""The schema with tables, data, functions and grants, as of one moment; PostGIS's own objects stay out of it."""


def write_backup(owner: Store, file: Path, transfer: Transfer, *, replaces: bool = False) -> int:
    """Write the store as it is at this moment, in pg_dump's custom format; the number of bytes.

    Others go on reading and writing meanwhile. The file appears under its name when it is whole, readable by its
    owner alone. Raises `FileFault` when it exists (unless `replaces`) or cannot be written, `StoreUnusable` when
    there is nothing to write or the database ends it.
    """
    if file.exists() and not replaces:
        raise FileFault(f"{file} exists: name another file, or replace it with --force.")
    if read_schema_number(owner) == 0:
        raise StoreUnusable("The store holds nothing yet: there is nothing to back up.")
    clients = find_clients(owner)
    try:
        with (
            _appearing(file) as target,
            clients.running("pg_dump", *DUMP, f"--dbname={clients.address}", stdout=PIPE) as dump,
        ):
            return transfer.copy(open_pipe(dump.stdout), target)
    except ProgramFailed as fault:
        raise StoreUnusable(f"The backup could not be made: {fault}") from fault
    except OSError as fault:
        raise FileFault(f"{file} cannot be written: {fault.strerror}.") from fault


@contextmanager
def _appearing(file: Path) -> Iterator[IO[bytes]]:
    """A file that gets its name when the block is done; after anything else nothing of it is left."""
    handle, name = mkstemp(prefix=f".{file.name}.", suffix=".part", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as part:
            yield part
            part.flush()
            os.fsync(part.fileno())
        os.rename(name, file)
    except BaseException:
        os.unlink(name)
        raise
    _keep_name(file.parent)


def _keep_name(folder: Path) -> None:
    """Bring a folder's new names to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
