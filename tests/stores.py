"""Embedded stores that tests make."""

import shutil
from pathlib import Path

from data import migrations
from data.embedded_folder import find_data
from data.store import Store


def remove_store(folder: Path) -> None:
    """Remove an embedded store with all that belongs to it: root's clusters stand elsewhere."""
    named = folder / "cluster"
    if named.exists():
        data = Path(named.read_text(encoding="utf-8").removesuffix("\n"))
        data.with_name(f"{data.name}.store").unlink(missing_ok=True)
        shutil.rmtree(data, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


def migrate_partly(owner: Store, number: int) -> None:
    """Bring a database to an older schema."""
    with owner.transaction() as transaction:
        transaction.execute(migrations.PREPARE)
        for migration in migrations.list_migrations()[:number]:
            transaction.execute(migration.path.read_text(encoding="utf-8"))
            transaction.execute(migrations.RECORD, {"number": migration.number, "name": migration.name})


def find_postmaster(folder: Path) -> int:
    """The process that serves an embedded store."""
    return int((find_data(folder.resolve()) / "postmaster.pid").read_text().splitlines()[0])
