"""Load files into the store, whole or, in case of a fault, not at all."""

import signal
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from data.code_systems import CODE_SYSTEMS
from data.commands import load_issues, load_map, load_roster
from data.commands.source_arguments import add_source_arguments, read_file
from data.loading.area_file import GOVERNANCE, AreaFile, choose_code_system
from data.loading.areas import load_areas
from data.loading.progress import LoadCancelled, Progress
from data.loading.report import LoadReport
from data.opening import open_store
from data.settings import Settings
from data.store import Store

SOME_REJECTED = 3
INTERRUPTED = 130


def add_arguments(parser: ArgumentParser) -> None:
    """What can be loaded, each with its own arguments."""
    kinds = parser.add_subparsers(dest="what", required=True)
    areas = kinds.add_parser("areas", help="the areas of one level")
    _add_area_arguments(areas)
    areas.set_defaults(load=_load_areas)
    load_map.add_line_arguments(kinds.add_parser("lines", help="roads and rivers"))
    load_map.add_place_arguments(kinds.add_parser("places", help="landmarks"))
    issues = kinds.add_parser("issues", help="the issues of one source, from a CSV file or a workbook")
    load_issues.add_arguments(issues)
    issues.set_defaults(load=load_issues.load)
    roster = kinds.add_parser("roster", help="the heads of one source by area, from a CSV file or a workbook")
    load_roster.add_arguments(roster)
    roster.set_defaults(load=load_roster.load)
    for kind in kinds.choices.values():
        kind.add_argument("--dry-run", dest="is_dry", action="store_true", help="say what would be done and do nothing")


def run(arguments: Namespace, settings: Settings) -> int:
    """Load and report on standard output; 0, or 3 when rows were rejected, or 130 when Ctrl-C stopped it.

    Raises `FileFault`, `DemoStoreFault`, `StoreBusy` and what opening the store raises.
    """
    progress = Progress(sys.stderr)
    try:
        with open_store(settings) as store, _stopping_on_interrupt(progress):
            report = arguments.load(store, arguments, settings, progress)
    except LoadCancelled as stopped:
        sys.stderr.write(f"{stopped}\n")
        return INTERRUPTED
    sys.stdout.write("\n".join([*report.lines(), ""]))
    return SOME_REJECTED if report.rejected else 0


def _load_areas(store: Store, arguments: Namespace, settings: Settings, progress: Progress) -> LoadReport:
    arguments.code_system = choose_code_system(arguments.code_system, arguments.system)
    return load_areas(store, read_file(AreaFile, arguments), progress)


def _add_area_arguments(parser: ArgumentParser) -> None:
    add_source_arguments(parser)
    parser.add_argument("--level", required=True, metavar="LEVEL", help="which level of the tree these are")
    for meaning in ("code", "name"):
        parser.add_argument(f"--{meaning}", required=True, metavar="FIELD", help=f"the field with the {meaning}")
    parser.add_argument("--parent", metavar="FIELD", help="the field with the parent's code; otherwise found by place")
    for meaning in ("households", "residents"):
        parser.add_argument(f"--{meaning}", metavar="FIELD", help=f"the field with the number of {meaning}")
    parser.add_argument(
        "--code-system",
        metavar="NAME",
        help=f"which system of codes these are from: {', '.join(CODE_SYSTEMS)} have rules; default: that of --system",
    )
    parser.add_argument(
        "--system", default=GOVERNANCE, metavar="NAME", help="another one than the tree's: drawn apart, without counts"
    )
    parser.add_argument("--replace", dest="replaces", action="store_true", help="retire areas that the file leaves out")


@contextmanager
def _stopping_on_interrupt(progress: Progress) -> Iterator[None]:
    """Ctrl-C stops the load between two steps, where the connection is in order."""
    former = signal.signal(signal.SIGINT, lambda *_: progress.cancel())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, former)
        progress.end()
