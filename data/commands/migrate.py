"""Bring the database to this program's schema."""

import argparse
import sys
from contextlib import closing

from data.faults import SettingFault
from data.migrations import migrate
from data.opening import open_store
from data.settings import Settings
from data.store import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none: the database comes from the environment."""


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Apply what is missing. Raises `SettingFault` when the owner's address is not known."""
    if settings.database_url is None:
        with open_store(settings):
            sys.stdout.write("the embedded store has this program's schema\n")
        return 0
    if settings.owner_url is None:
        raise SettingFault("set GRIDBOARD_OWNER_URL: only the database's owner may change its schema")
    with closing(Store(settings.owner_url, size=1)) as owner:
        applied = migrate(owner)
    for migration in applied:
        sys.stdout.write(f"{migration.number:04} {migration.name}\n")
    sys.stdout.write(f"{len(applied)} applied\n")
    return 0
