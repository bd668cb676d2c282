"""Fill an empty store from a backup."""

import signal
import sys
from argparse import ArgumentParser, Namespace
from contextlib import closing
from pathlib import Path

from data.backup.owning import open_as_owner
from data.backup.restoring import restore_backup
from data.backup.transfer import Transfer
from data.migrations import list_migrations
from data.settings import Settings


def add_arguments(parser: ArgumentParser) -> None:
    """`FILE`, from `python -m data backup`."""
    parser.add_argument("file", metavar="FILE", type=Path)


def run(arguments: Namespace, settings: Settings) -> int:
    """Raises `FileFault`, `SchemaFault`, `SettingFault`, `StoreNotEmpty`, `StoreUnusable` and what opening raises."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # like Ctrl-C: nothing half done is left behind
    with closing(Transfer(sys.stderr)) as transfer, open_as_owner(settings, alone=True) as owner:
        number = restore_backup(owner, arguments.file, transfer)
    known = list_migrations()[-1].number
    brought = "" if number == known else f", brought from schema {number} to {known}"
    sys.stdout.write(f"the store is restored from {arguments.file}{brought}\n")
    return 0
