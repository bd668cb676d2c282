"""What was loaded: when, from which file, what came of it; and the rejected rows of a load."""

import argparse
import sys
from zoneinfo import ZoneInfo

from data.load_records import LoadRecord, read_load_records, read_rejected_file
from data.opening import open_store
from data.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing: the last loads; `--rejected NUMBER`: the rejected rows of one."""
    parser.add_argument("--last", type=int, default=20, metavar="N", help="so many loads; default: 20")
    parser.add_argument(
        "--rejected", type=int, metavar="NUMBER", help="write a load's rejected rows to the standard output"
    )


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Write to the standard output; 0. Raises `UnknownLoad`."""
    with open_store(settings) as store:
        if arguments.rejected is not None:
            sys.stdout.buffer.write(read_rejected_file(store, arguments.rejected))
            return 0
        for record in read_load_records(store, max(arguments.last, 1)):
            sys.stdout.write("\n".join([*describe(record, settings.time_zone), ""]))
    return 0


def describe(record: LoadRecord, zone: ZoneInfo) -> list[str]:
    """A load on two lines, and one for its rejected rows."""
    file, told = record.file, record.outcome
    kept = f"  rejected rows: --rejected {record.id} ({record.rejected_name})" if record.rejected_name else None
    return [
        f"{record.id}  {record.at.astimezone(zone):%Y-%m-%d %H:%M:%S}  {file.kind}"
        f"{f' {file.target}' if file.target else ''}, by {file.way}, from {file.file_name} (sha256 {file.sha256[:12]})",
        f"  refused: {record.refusal}"
        if record.refusal
        else f"  read {told.read:,}: added {told.added:,}, changed {told.changed:,}, retired {told.retired:,}, "
        f"moved {told.moved:,}, unchanged {told.unchanged:,}, mended {told.mended:,}, rejected {told.rejected:,}",
        *([kept] if kept else []),
    ]
