"""`load roster`: its arguments, and what they mean."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from data.clock import Clock
from data.commands.load_issues import read_columns, read_source
from data.loading.progress import Progress
from data.loading.roster import load_roster
from data.loading.roster_file import FIELDS, RosterFile
from data.loading.roster_report import RosterReport
from data.settings import Settings
from data.store import Store


def add_arguments(parser: ArgumentParser) -> None:
    """The file, its source, what it counts."""
    parser.add_argument("file", metavar="FILE", help="CSV or Excel: area_code, organization, kind and perhaps count")
    parser.add_argument("--layer", metavar="SHEET", help="the sheet, needed when a workbook holds several")
    parser.add_argument("--headings", metavar="ROWS", help="the rows of a sheet that hold its headings, as 2 or 2-3")
    parser.add_argument(
        "--source", default="roster", metavar="NAME", help="whose whole roster this is; default: roster"
    )
    parser.add_argument(
        "--kind", choices=("party_member", "volunteer"), help="what all rows count; default: the column kind says it"
    )
    parser.add_argument(
        "--map", nargs="+", action="extend", default=[], metavar="FIELD=COLUMN", help=f"of {', '.join(FIELDS)}"
    )
    parser.add_argument("--encoding", metavar="NAME", help="UTF-8 or GBK, when the file's bytes leave it open")
    parser.add_argument("--strict", dest="is_strict", action="store_true", help="refuse the file for one wrong row")
    parser.add_argument("--rejected", type=Path, metavar="FILE", help="for rejected rows; default: beside the file")


def load(store: Store, told: Namespace, settings: Settings, progress: Progress) -> RosterReport:
    """Raises `FileFault` for arguments that mean nothing, and what `load_roster` raises."""
    file = RosterFile(
        file=told.file,
        source=read_source(told.source),
        roster=told.kind,
        columns=read_columns(told.map, FIELDS),
        layer=told.layer,
        headings=told.headings,
        encoding=told.encoding,
        is_strict=told.is_strict,
        rejected=told.rejected,
        is_dry=told.is_dry,
    )
    return load_roster(store, file, Clock(settings.time_zone, settings.clock).now(), progress)
