"""List the sources with their age, or say how often one is expected."""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from data.clock import Clock
from data.faults import UnknownSource
from data.opening import open_store
from data.settings import Settings
from data.sources import Source, expect_sync, find_source, forget_source, read_sources
from data.store import Store

UNITS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86_400}
LONGEST = 366 * UNITS["d"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`NAME`, with `--expect INTERVAL` or `--forget`."""
    parser.add_argument("name", nargs="?", metavar="NAME", help="one source; default: all of them")
    change = parser.add_mutually_exclusive_group()
    change.add_argument(
        "--expect", type=read_interval, metavar="INTERVAL", help="how often it is read: 900, 15m, 2h, 1d or none"
    )
    change.add_argument("--forget", action="store_true", help="forget its age and its interval")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Raises `UnknownSource` for a name that no source has, and for none where one is needed."""
    if not arguments.name and (arguments.expect is not None or arguments.forget):
        raise UnknownSource("which source? Its NAME stands before --expect and --forget")
    now = Clock(settings.time_zone, settings.clock).now()
    with open_store(settings) as store:
        if arguments.name:
            _change(store, find_source(read_sources(store), arguments.name), arguments)
        listed = [source for source in read_sources(store) if arguments.name in (None, source.name)]
    sys.stdout.writelines(f"{line}\n" for line in _describe(listed, now))
    return 0


def read_interval(text: str) -> int:
    """Seconds; 0 for none. Raises `ArgumentTypeError`."""
    if text == "none":
        return 0
    found = re.fullmatch(r"(\d{1,9})([smhd]?)", text)
    seconds = int(found[1]) * UNITS[found[2]] if found else 0
    if not 0 < seconds <= LONGEST:
        raise argparse.ArgumentTypeError(f"{text} is no interval such as 900, 15m, 2h, 1d (366d at most) or none")
    return seconds


def _change(store: Store, source: Source, arguments: argparse.Namespace) -> None:
    if arguments.expect is not None:
        expect_sync(store, arguments.expect or None, [source.name])
    if arguments.forget:
        forget_source(store, source.name)


def _describe(sources: Sequence[Source], now: datetime) -> Iterator[str]:
    if not sources:
        yield "nothing is known of any source here"
    width = max((len(source.name) for source in sources), default=0)
    for source in sources:
        yield "  ".join([source.name.ljust(width), *_describe_one(source, now)])


def _describe_one(source: Source, now: datetime) -> Iterator[str]:
    told = source.last_synced_at
    yield f"read {told.astimezone(now.tzinfo):%Y-%m-%d %H:%M}, {_write(now - told)} ago" if told else "never told"
    if source.expected_seconds:
        yield f"expected every {_write(timedelta(seconds=source.expected_seconds))}"
    if source.is_late(now):
        yield "LATE"


def _write(duration: timedelta) -> str:
    """The largest two units: `26m`, `1h 30m`, `3d 4h`."""
    rest, parts = max(0, int(duration.total_seconds())), []
    for unit in "dhms":
        count, rest = divmod(rest, UNITS[unit])
        parts.append((count, unit))
    first = next((place for place, (count, _) in enumerate(parts) if count), len(parts) - 1)
    return " ".join(f"{count}{unit}" for count, unit in parts[first : first + 2] if count) or "0s"
