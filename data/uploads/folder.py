"""Where uploads lie while they are needed: a folder of this process alone, outside of all that is served."""

import fcntl
import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

OWN = "uploads"
LOCK = "lock"
NOTE = "note"


class UploadFolder:
    """A folder under `store` that nobody else uses; those that ended processes left there are removed at the start."""

    def __init__(self, store: Path) -> None:
        self._all = store / OWN
        self._path: Path | None = None

    def make_place(self) -> Path:
        """A new, empty folder with a random name. Raises `OSError` when none can be made."""
        if self._path is None:
            self._path = self._begin()
        place = self._path / secrets.token_hex(16)
        place.mkdir(mode=0o700)
        return place

    def sweep(self) -> list[str]:
        """Remove what processes left that ended without doing so themselves; the notes that they left."""
        notes = [_remove_ownerless(left) for left in self._all.glob("*/")]
        return [note for note in notes if note is not None]

    def write_note(self, text: str) -> None:
        """What the next process should know if this one does not live to remove the note."""
        assert self._path is not None
        aside = self._path / f"{NOTE}.part"
        aside.write_text(text, encoding="utf-8")
        os.replace(aside, self._path / NOTE)

    def remove_note(self) -> None:
        """Nothing is left to be known."""
        if self._path is not None:
            (self._path / NOTE).unlink(missing_ok=True)

    def leave(self) -> None:
        """Remove everything but a note; the folder is not used any more."""
        if self._path is None:
            return
        for place in self._path.glob("*/"):
            shutil.rmtree(place, ignore_errors=True)
        if not (self._path / NOTE).exists():
            shutil.rmtree(self._path, ignore_errors=True)
        os.close(self._lock)
        self._path = None

    def _begin(self) -> Path:
        self._all.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._all / secrets.token_hex(8)
        path.mkdir(mode=0o700)
        self._lock = os.open(path / LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX)  # until this process ends, however it does
        return path


def _remove_ownerless(folder: Path) -> str | None:
    try:
        lock = os.open(folder / LOCK, os.O_RDWR | os.O_NOFOLLOW)
    except OSError:
        return None  # it is just being made, or not ours
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        note = None
        with suppress(OSError, ValueError):  # there is none, or none that can be read
            note = (folder / NOTE).read_text(encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        return note
    except BlockingIOError:
        return None  # somebody uses it
    finally:
        os.close(lock)
