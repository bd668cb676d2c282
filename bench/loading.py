"""Loading with every check, beside a bare COPY into the same table and `geopandas.to_postgis`.

One clock for all: a process of its own, from its start to its end, when everything is committed; into a fresh store
that holds Taipei's areas down to the micro-grids. Memory is the process' greatest, the database's not counted.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.results import write_table
from bench.taipei import SHARED, describe_level, run_taipei
from tests.serving import ROOT

TITLE = "Loading files"
BUILDINGS = (113_832, 500_000)
ISSUES = 1_000_000

AS_ISSUES = [
    "--source",
    "bench",
    "--map",
    "reference=id",
    "category=type",
    "reported_at=created_at",
    "area_code=lin_code",
]


@dataclass(frozen=True)
class Taken:
    """What one process took: seconds and megabytes."""

    seconds: float
    megabytes: float


def measure() -> str:
    """The tables of the report; takes some minutes and 2 GB of disk."""
    with TemporaryDirectory() as folder:
        buildings = [row for count in BUILDINGS for row in _compare_buildings(Path(folder), count)]
        issues = _compare_issues(Path(folder))
    heading = ("what", "how", "seconds", "times COPY", "peak MB")
    return f"{__doc__}\n\n{write_table(heading, [*buildings, *issues])}"


def _compare_buildings(folder: Path, count: int) -> list[Sequence[str]]:
    file, text = folder / f"{count}.gpkg", folder / f"{count}.copy"
    _run([sys.executable, str(SHARED / "make_scaled.py"), "buildings", str(count), str(file)])
    _run([sys.executable, "-m", "bench.bare_copy", "write-areas", str(file), str(text)])
    return _compare(
        f"{count:,} buildings",
        {
            "bare COPY": ["bench.bare_copy", "areas", str(text)],
            "`load areas`, every check": ["data", "load", "areas", str(file), *describe_level("building")],
            "`geopandas.to_postgis`": ["bench.bare_copy", "to-postgis", str(file)],
        },
    )


def _compare_issues(folder: Path) -> list[Sequence[str]]:
    file, text = folder / "issues.csv.gz", folder / "issues.copy"
    _run([sys.executable, str(SHARED / "make_scaled.py"), "issues", str(ISSUES), str(file)])
    _run([sys.executable, "-m", "bench.bare_copy", "write-issues", str(file), str(text)])
    return _compare(
        f"{ISSUES:,} issues",
        {
            "bare COPY, its triggers find each area": ["bench.bare_copy", "issues", str(text)],
            "`load issues`, every check": ["data", "load", "issues", str(file), *AS_ISSUES],
        },
    )


def _compare(what: str, sides: dict[str, list[str]]) -> list[Sequence[str]]:
    taken = {name: _measure_side(words) for name, words in sides.items()}
    bare = next(iter(taken.values())).seconds
    return [
        (what, name, f"{side.seconds:.1f}", f"{side.seconds / bare:.1f}", f"{side.megabytes:.0f}")
        for name, side in taken.items()
    ]


def _measure_side(words: list[str]) -> Taken:
    with run_taipei(deepest="micro_grid") as cluster:
        return _run([sys.executable, "-m", *words], cluster.url("app"))


def _run(words: Sequence[str], url: str = "") -> Taken:
    """Raises `RuntimeError` when the process fails; rejected rows are no failure."""
    start = time.monotonic()
    process = subprocess.Popen(words, cwd=ROOT, env=os.environ | {"DATABASE_URL": url}, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 3):
        raise RuntimeError(f"{' '.join(words)} ended with {process.returncode}")
    return Taken(time.monotonic() - start, usage.ru_maxrss / 1024)
