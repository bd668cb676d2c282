"""Delete closed issues of long ago, with their history."""

import argparse
import sys
from datetime import date, datetime, time

from data.clock import Clock
from data.faults import SettingFault
from data.opening import open_store
from data.pruning import count_closed, delete_closed
from data.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--issues-before DATE`, a day of the street's; `--yes` asks nothing."""
    parser.add_argument("--issues-before", required=True, metavar="DATE", help="as 2024-12-31")
    parser.add_argument("--yes", dest="is_agreed", action="store_true", help="delete without asking")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Say how many there are, ask, delete; 0. Raises `SettingFault` for no past day, or when nobody can be asked."""
    before = _read_day(arguments.issues_before, settings)
    with open_store(settings) as store:
        found = count_closed(store, before)
        sys.stdout.write(f"{found:,} issues were closed or rejected before {before:%Y-%m-%d}; open ones stay\n")
        if found and (arguments.is_agreed or _ask()):
            sys.stdout.write(f"{delete_closed(store, before, _say):,} issues deleted\n")
        else:
            sys.stdout.write("nothing was deleted\n")
    return 0


def _read_day(told: str, settings: Settings) -> datetime:
    try:
        day = date.fromisoformat(told)
    except ValueError as fault:
        raise SettingFault(f"--issues-before {told}: a day such as 2024-12-31 is wanted") from fault
    if day > Clock(settings.time_zone, settings.clock).now().date():
        raise SettingFault(f"--issues-before {told}: this day has not come yet")
    return datetime.combine(day, time(), settings.time_zone)


def _say(deleted: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{deleted:,} deleted …\r")


def _ask() -> bool:
    if not sys.stdin.isatty():
        raise SettingFault("nobody is there to be asked: add --yes to delete them")
    sys.stdout.write("Delete them with their history? [y/N] ")
    sys.stdout.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")
