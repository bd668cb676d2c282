"""`load issues`: its arguments, and what they mean."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from data.clock import Clock
from data.faults import FileFault
from data.loading.issue_file import FIELDS, IssueFile
from data.loading.issue_report import IssueReport
from data.loading.issue_status import read_words
from data.loading.issues import load_issues
from data.loading.progress import Progress
from data.settings import Settings
from data.store import Store

DEMO_PREFIX = "demo_"


def add_arguments(parser: ArgumentParser) -> None:
    """The file, its source, and where its words differ from ours."""
    parser.add_argument("file", metavar="FILE", help="CSV, plain or compressed with gzip, or Excel (.xlsx)")
    parser.add_argument("--layer", metavar="SHEET", help="the sheet, needed when a workbook holds several")
    parser.add_argument("--headings", metavar="ROWS", help="the rows of a sheet that hold its headings, as 2 or 2-3")
    parser.add_argument("--source", required=True, metavar="NAME", help="where these come from, such as hotline_12345")
    for option, pair, words in (
        ("--map", "FIELD=COLUMN", f"the column of a field, unless it has the field's name: {', '.join(FIELDS)}"),
        ("--status", "WORD=STATUS", "what a word of the status column means, such as 'Referred Out=dispatched'"),
    ):
        parser.add_argument(option, nargs="+", action="extend", default=[], metavar=pair, help=words)
    parser.add_argument("--time-zone", metavar="ZONE", help="of times without an offset; default: the street's")
    parser.add_argument("--encoding", metavar="NAME", help="UTF-8 or GBK, when the file's bytes leave it open")
    parser.add_argument("--strict", dest="is_strict", action="store_true", help="refuse the file for one wrong row")
    parser.add_argument("--rejected", type=Path, metavar="FILE", help="for rejected rows; default: beside the file")


def load(store: Store, told: Namespace, settings: Settings, progress: Progress) -> IssueReport:
    """Raises `FileFault` for arguments that mean nothing, and what `load_issues` raises."""
    file = IssueFile(
        file=told.file,
        source=read_source(told.source),
        zone=read_zone(told.time_zone, settings),
        words=read_words(told.status),
        columns=read_columns(told.map, FIELDS),
        layer=told.layer,
        headings=told.headings,
        encoding=told.encoding,
        is_strict=told.is_strict,
        rejected=told.rejected,
        is_dry=told.is_dry,
    )
    return load_issues(store, file, Clock(settings.time_zone, settings.clock).now(), progress)


def read_source(told: str) -> str:
    """The name of a source. Raises `FileFault` for one that the demo plays."""
    if not told.strip() or told.startswith(DEMO_PREFIX):
        raise FileFault(f"--source {told}: a name that does not begin with {DEMO_PREFIX}, which is the demo's")
    return told.strip()


def read_zone(told: str | None, settings: Settings) -> ZoneInfo:
    """The zone of this name, the street's for none. Raises `FileFault`."""
    try:
        return ZoneInfo(told) if told else settings.time_zone
    except (KeyError, ValueError, OSError) as fault:
        raise FileFault(f"--time-zone {told}: a name such as Asia/Shanghai is wanted") from fault


def read_columns(told: Sequence[str], fields: Sequence[str]) -> dict[str, str]:
    """By field, the column that FIELD=COLUMN names. Raises `FileFault`."""
    pairs = [text.partition("=")[::2] for text in told]
    for name, column in pairs:
        if name not in fields or not column:
            raise FileFault(f"--map {name}={column}: FIELD=COLUMN with one of {', '.join(fields)}")
    return dict(pairs)
