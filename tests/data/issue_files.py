"""Files of issues and rosters that tests make."""

import csv
import gzip
import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from data.loading.issue_file import IssueFile
from data.loading.issue_report import IssueReport
from data.loading.issue_status import WORDS
from data.loading.issues import load_issues
from data.loading.progress import Progress
from data.loading.roster import load_roster
from data.loading.roster_file import RosterFile
from data.loading.roster_report import RosterReport
from data.store import Store

LOS_ANGELES = Path(__file__).parents[2].parent / "shared/data/losangeles"
NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def write_csv(path: Path, header: str, *rows: str) -> str:
    """A CSV file of these lines, compressed when its name ends so; its path."""
    text = "\n".join([header, *rows, ""]).encode()
    path.write_bytes(gzip.compress(text) if path.suffix == ".gz" else text)
    return str(path)


def read_csv(path: Path | None) -> list[dict[str, str]]:
    """The rows of a file that came back."""
    assert path is not None
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def load_issue_file(store: Store, file: str, progress: Progress | None = None, **given: Any) -> IssueReport:
    """Load a file whose columns have the names of the fields, unless given otherwise."""
    told = {"source": "hotline_12345", "zone": ZoneInfo("Asia/Shanghai"), "words": WORDS} | given
    return load_issues(store, IssueFile(file=file, **told), NOW, progress or Progress(io.StringIO()))


def load_los_angeles(store: Store, rejected: Path) -> IssueReport:
    """Load the sample of Los Angeles' requests."""
    return load_issue_file(
        store,
        str(LOS_ANGELES / "la311_2017-2020_sample.csv.gz"),
        source="la311",
        zone=ZoneInfo("America/Los_Angeles"),
        columns={"reference": "id", "category": "type", "reported_at": "created_at"},
        rejected=rejected,
    )


def load_roster_file(store: Store, file: str, **given: Any) -> RosterReport:
    """Load a roster whose columns have the names of the fields, unless given otherwise."""
    told = RosterFile(**{"file": file, "source": "register"} | given)
    return load_roster(store, told, NOW, Progress(io.StringIO()))
