"""What one more issue costs in a large store, beside a small one.

Issues are inserted one by one in plain SQL as the feed's role; a commit does not wait for the disk, whose time would
hide everything else. A pair is a run in the small store and one in the large, taken in turns.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import count
from statistics import median
from time import sleep

from bench.mesh import LARGE, SMALL, Mesh, add_issues, lay_mesh
from bench.pgbench import Writers, run_program
from bench.results import write_table
from bench.stores import run_fresh_cluster
from dashboard.serving import prepare_process
from data.embedded import Cluster
from data.store import Store
from tests.conftest import address, fresh_database

TITLE = "The cost of a change"
PAIRS = 5
SINGLES = 3_000
"""Issues inserted in one run."""
FEW, MANY = 10_000, 2_000_000
"""Issues that a store holds already."""


def measure(many: int = MANY) -> str:
    """The table of the report; takes some six minutes and 3 GB of disk. Fewer issues make it shorter."""
    runs = count(1)
    with run_fresh_cluster() as cluster, fill_store(cluster, SMALL, FEW) as small:
        with fill_store(cluster, LARGE, FEW) as large:
            areas = describe("areas", (SMALL.areas, LARGE.areas), compare_pairs(small, large, runs))
        with fill_store(cluster, SMALL, many) as large:
            issues = describe("issues", (FEW, many), compare_pairs(small, large, runs))
    about = f"Medians of {PAIRS} pairs of {SINGLES:,} issues. Promised: at most 1.25 times the small store's time."
    heading = ("stores of", "few", "many", "ms an issue beside few", "beside many", "times")
    return f"{__doc__}\n\n{about}\n\n{write_table(heading, [areas, issues])}"


@contextmanager
def fill_store(cluster: Cluster, mesh: Mesh, issues: int) -> Iterator[str]:
    """The feed's address of a database of its own with these areas and issues, tidied up as after some days."""
    with fresh_database(cluster, "gridboard") as name:
        with closing(Store(address(cluster, "owner", name), size=1)) as owner:
            lay_mesh(owner, mesh)
            add_issues(owner, mesh, issues)
        run_program("vacuumdb", address(cluster, "owner", name), "--analyze", "--quiet")
        yield address(cluster, "feed", name)


def compare_pairs(small: str, large: str, runs: Iterator[int]) -> tuple[float, float, float]:
    """Milliseconds an issue takes in the small and in the large store, and how many times; medians of pairs."""
    insert_once(small, runs), insert_once(large, runs)
    pairs = [(insert_once(small, runs), insert_once(large, runs)) for _ in range(PAIRS)]
    times = median(mine / other for other, mine in pairs)
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs), times


def insert_once(url: str, runs: Iterator[int]) -> float:
    """Milliseconds that one issue takes."""
    feed = Writers(url, "issue", 1, asynchronous=True)
    return feed.write(next(runs), ["-t", str(SINGLES)], lambda: sleep(0.1)).milliseconds


def describe(what: str, sizes: tuple[int, int], compared: tuple[float, float, float]) -> Sequence[str]:
    """A row of the table."""
    few, many, times = compared
    return (what, *(f"{size:,}" for size in sizes), f"{few:.2f}", f"{many:.2f}", f"{times:.2f}")


if __name__ == "__main__":
    prepare_process()
    sys.stdout.write(measure(*map(int, sys.argv[1:])))
