"""Write the store into one file, while others read and write."""

import signal
import sys
from argparse import ArgumentParser, Namespace
from contextlib import closing
from pathlib import Path

from data.backup.owning import open_as_owner
from data.backup.transfer import Transfer, write_size
from data.backup.writing import write_backup
from data.settings import Settings


def add_arguments(parser: ArgumentParser) -> None:
    """`FILE`, and `--force` to replace an existing one."""
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--force", dest="replaces", action="store_true", help="replace the file when it exists")


def run(arguments: Namespace, settings: Settings) -> int:
    """Raises `FileFault`, `SettingFault`, `StoreUnusable` and what opening the store raises."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # like Ctrl-C: nothing half done is left behind
    with closing(Transfer(sys.stderr)) as transfer, open_as_owner(settings) as owner:
        size = write_backup(owner, arguments.file, transfer, replaces=arguments.replaces)
    sys.stdout.write(f"{arguments.file} holds the store, {write_size(size)}\n")
    return 0
