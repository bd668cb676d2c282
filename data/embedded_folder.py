"""The folder of the embedded store: its locks, its password, and where the cluster's data stands."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from itertools import count
from pathlib import Path

from data.faults import StoreUnusable

STATE = Path("/var/lib/gridboard")
"""Where root keeps clusters: PostgreSQL refuses to run as root, and its own account may not enter every folder."""


@contextmanager
def explain_faults(folder: Path) -> Iterator[None]:
    """Turn a fault of the file system into one sentence about the store."""
    try:
        yield
    except OSError as error:
        raise StoreUnusable(
            f"The store {folder} cannot be used: {error.strerror} ({error.filename}). "
            "Run as the account that made it, or name another folder with GRIDBOARD_STORE."
        ) from error


@contextmanager
def hold(path: Path, how: int) -> Iterator[int]:
    """Hold a lock (`fcntl.LOCK_…`) on a file and yield its descriptor.

    The system frees it however this process ends; the programs that we start do not inherit it.
    """
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(lock, how)
        yield lock
    finally:
        os.close(lock)


def is_last(users: int) -> bool:
    """Whether nobody else holds the shared lock `users`."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def write_whole(path: Path, text: str, mode: int = 0o644) -> None:
    """Write a file that is either the old or the new one, whatever happens meanwhile."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.rename(path)


def read_secret(folder: Path, data: Path) -> str:
    """Return the password of the cluster's owner; a new store gets a random one, readable by its owner alone."""
    path = folder / "password"
    if not path.exists():
        if data.exists():
            raise StoreUnusable(f"The password of the store {folder} is gone: put {path} back, or remove the store.")
        write_whole(path, secrets.token_urlsafe(32) + "\n", 0o600)
    return path.read_text().strip()


def find_data(folder: Path) -> Path:
    """Return where the cluster's data stands or will stand: in the folder, or for root where `cluster` names it."""
    if os.geteuid() != 0 or (folder / "data").exists():
        return folder / "data"
    if (folder / "cluster").exists():
        return _follow(folder)
    return _claim(folder)


def _claim(folder: Path) -> Path:
    """Choose the place of a new cluster: named by a hash of the store's path, never one that an older store left."""
    STATE.mkdir(exist_ok=True)
    STATE.chmod(0o755)
    name = sha256(bytes(folder)).hexdigest()[:16]
    data = next(place for number in count(1) if not (place := STATE / f"{name}-{number}").exists())
    write_whole(_find_note(data), f"{folder}\n")
    write_whole(folder / "cluster", f"{data}\n")
    return data


def _follow(folder: Path) -> Path:
    """Return the place that `cluster` names. A moved store keeps its cluster; a copy would share it: StoreUnusable."""
    data = Path((folder / "cluster").read_text(encoding="utf-8").removesuffix("\n"))
    note = _find_note(data)
    first = Path(note.read_text(encoding="utf-8").removesuffix("\n")) if note.exists() else folder
    if first != folder and (first / "cluster").exists():
        raise StoreUnusable(
            f"The store {folder} is a copy of {first}, whose database it would share: "
            f"remove {folder}, or name another folder with GRIDBOARD_STORE."
        )
    write_whole(note, f"{folder}\n")
    return data


def _find_note(data: Path) -> Path:
    """Return the file beside root's cluster that says which folder it belongs to."""
    return data.with_name(f"{data.name}.store")
