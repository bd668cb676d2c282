"""Issues with areas and histories: every check, beside a bare COPY, after which triggers find each area by itself."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import loading_sides
from bench.loading_sides import HEADING, Side, compare, make_file
from bench.results import write_table

TITLE = "Loading issues"
COUNT = 1_000_000
PROMISE = "Promised: under two minutes."
NAMED = ("reference=id", "category=type", "reported_at=created_at", "area_code=lin_code")


def measure() -> str:
    """The table of the report; takes some minutes and 2 GB of disk."""
    with TemporaryDirectory() as folder:
        rows = compare_issues(Path(folder), COUNT)
    return f"{__doc__}\n{loading_sides.__doc__}\n{PROMISE}\n\n{write_table(HEADING, rows)}"


def compare_issues(folder: Path, count: int) -> list[Sequence[str]]:
    """Both ways with one number of issues."""
    file, text = folder / "issues.csv.gz", folder / "issues.copy"
    make_file("issues", count, file)
    bare = Side(
        "bare COPY, triggers",
        ["bench.bare_copy", "issues", str(text)],
        ["bench.bare_copy", "write-issues", str(file), str(text)],
    )
    ours = Side(
        "`load issues`, every check", ["data", "load", "issues", str(file), "--source", "bench", "--map", *NAMED]
    )
    return compare(f"{count:,} issues", (bare, ours))
