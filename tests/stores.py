"""Embedded stores that tests make."""

import shutil
from pathlib import Path

from data.embedded_folder import find_data


def remove_store(folder: Path) -> None:
    """Remove an embedded store with all that belongs to it: root's clusters stand elsewhere."""
    named = folder / "cluster"
    if named.exists():
        data = Path(named.read_text(encoding="utf-8").removesuffix("\n"))
        data.with_name(f"{data.name}.store").unlink(missing_ok=True)
        shutil.rmtree(data, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


def find_postmaster(folder: Path) -> int:
    """The process that serves an embedded store."""
    return int((find_data(folder.resolve()) / "postmaster.pid").read_text().splitlines()[0])
