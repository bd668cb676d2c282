"""Issues committed one by one in plain SQL as the feed's role, on a cluster that waits for the disk as a street's does.

A commit is one issue inserted, or one of those there closed or opened again. With the engine (all triggers, an app, 100
screens that follow), beside the same statements on the same table with its indexes and no triggers. Writers, server,
screens and database share the machine. After each run that screens followed, every screen has heard the last count and
the counts of all areas equal a recount, and in the end nothing is to verify; otherwise the bench ends.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import NamedTemporaryFile
from urllib.parse import urlsplit

from bench.audience import Audience
from bench.mesh import SMALL, add_issues, lay_mesh
from bench.pgbench import INSERT, Writers, Written
from bench.results import write_table
from bench.stores import run_fresh_cluster
from dashboard.serving import prepare_process
from data.embedded import Cluster
from data.store import Store
from data.verification import READ_DIFFERENCES, verify
from tests.serving import serve

TITLE = "Writing"
COUNTS = (1, 8, 32)
SCREENS = 100
ISSUES = 10_000
"""What the store holds already."""
SECONDS = 4
RUNS = 3
HEAR_SECONDS = 15.0
PART_SECONDS = 0.2
LOG_BYTES, BLOCK = 1 << 24, 1 << 13
HEADING = ("writers", "what", "commits/s", "ms a commit", "of the bare table's")

UPDATE = f"""\
\\set number random(0, {ISSUES - 1})
UPDATE :into SET status = CASE status WHEN 'closed' THEN 'rework' ELSE 'closed' END
WHERE source = 'archive' AND source_reference = :number::text;
"""

BARE = """
CREATE TABLE bare_issue (LIKE issue INCLUDING ALL);
INSERT INTO bare_issue (source, source_reference, category, status, reported_at, closed_at, updated_at, geom, area_id)
SELECT source, source_reference, category, status, reported_at, closed_at, updated_at, geom, area_id FROM issue;
ANALYZE bare_issue;
GRANT SELECT, INSERT, UPDATE ON bare_issue TO gridboard_feed
"""
DELAY = """
ALTER ROLE gridboard_feed SET commit_delay = 3000;
ALTER ROLE gridboard_feed SET commit_siblings = 0
"""
AT_ONCE = """
ALTER ROLE gridboard_feed RESET commit_delay;
ALTER ROLE gridboard_feed RESET commit_siblings
"""


@dataclass(frozen=True)
class Side:
    """What is compared: into which table, which statement, whether screens follow, whether commits wait for others."""

    name: str
    table: str
    script: str = INSERT
    followed: bool = False
    delayed: bool = False


BARE_TABLE = "bare_issue"
SIDES = (
    Side("inserts, engine, 100 screens", "issue", followed=True),
    Side("inserts, engine, no screen", "issue"),
    Side("inserts, bare table", BARE_TABLE),
    Side("updates, engine, 100 screens", "issue", UPDATE, followed=True),
    Side("updates, bare table", BARE_TABLE, UPDATE),
    Side("inserts, engine, 100 screens, `commit_delay` 3 ms", "issue", followed=True, delayed=True),
    Side("inserts, bare table, `commit_delay` 3 ms", BARE_TABLE, delayed=True),
)


@dataclass(frozen=True)
class Stage:
    """What all measurements share: the cluster, its owner's store, the port of the app, numbers of runs."""

    cluster: Cluster
    owner: Store
    port: int
    runs: Iterator[int]


def measure(seconds: int = SECONDS) -> str:
    """The table of the report; takes some six minutes. Fewer seconds a run make it shorter."""
    with run_fresh_cluster() as cluster, closing(Store(cluster.url("owner"), size=2)) as owner:
        lay_mesh(owner, SMALL)
        add_issues(owner, SMALL, ISSUES)
        owner.execute(BARE)
        with serve(cluster.url("app")) as app:
            stage = Stage(cluster, owner, urlsplit(app).port or 0, count(1))
            rows = [row for writers in COUNTS for row in compare_sides(stage, writers, seconds)]
        check(owner)
        flushes = count_flushes(owner, seconds)
    about = (
        f"Medians of {RUNS} interleaved runs of {seconds} s. This disk flushes {flushes:,.0f} times a second, each for "
        "all who wait. Promised: at least 2,000 commits a second with 8 writers while 100 screens follow."
    )
    return f"{__doc__}\n\n{about}\n\n{write_table(HEADING, rows)}"


def compare_sides(stage: Stage, writers: int, seconds: int) -> list[Sequence[str]]:
    """A row for each side, with so many writers."""
    runs = [{side: write(stage, side, writers, seconds) for side in SIDES} for _ in range(RUNS)]
    rates = {side: median(run[side].rate for run in runs) for side in SIDES}
    waits = {side: median(run[side].milliseconds for run in runs) for side in SIDES}
    bare = {(side.script, side.delayed): rates[side] for side in SIDES if side.table == BARE_TABLE}
    shares = {side: rates[side] / bare[side.script, side.delayed] for side in SIDES}
    return [
        (str(writers), side.name, f"{rates[side]:,.0f}", f"{waits[side]:.2f}", f"{shares[side]:.2f}") for side in SIDES
    ]


def write(stage: Stage, side: Side, writers: int, seconds: int) -> Written:
    """One run of a side."""
    stage.owner.execute(DELAY if side.delayed else AT_ONCE)
    feed = Writers(stage.cluster.url("feed"), side.table, writers, script=side.script)
    amount = ["-T", str(seconds)]
    if side.followed:
        return write_followed(stage, lambda meanwhile: feed.write(next(stage.runs), amount, meanwhile))
    return feed.write(next(stage.runs), amount, lambda: time.sleep(PART_SECONDS))


def write_followed(stage: Stage, writing: Callable[[Callable[[], None]], Written]) -> Written:
    """Write while screens follow. Raises `TimeoutError` when one misses the end, `ValueError` for a wrong count."""
    audience = Audience(stage.port)
    audience.open(SCREENS)
    try:
        written = writing(lambda: audience.rest(PART_SECONDS))
        audience.hear(add_last(stage.owner), HEAR_SECONDS)
    finally:
        audience.close()
    if differences := stage.owner.read(READ_DIFFERENCES):
        raise ValueError(f"counts differ from a recount: {differences}")
    return written


def check(owner: Store) -> None:
    """Recount all, and find every open issue's area again. Raises `ValueError` when anything differs."""
    found = verify(owner, datetime.now(UTC))
    if not found.is_right:
        raise ValueError(f"verify found {found}")


ADD_LAST = """
INSERT INTO issue (source, source_reference, category) SELECT 'bench', gen_random_uuid()::text, 'bench';
SELECT count(*) AS open FROM issue WHERE is_open(status)
"""


def add_last(owner: Store) -> bytes:
    """Commit one issue more; what every screen must read now."""
    with owner.transaction() as transaction:
        return b'"total":[%d,' % transaction.read_one(ADD_LAST).open


def count_flushes(owner: Store, seconds: int) -> float:
    """How often a second the cluster's disk flushes 8 KB more of a file that, as the database's log, does not grow."""
    folder = Path(owner.read_one("SHOW data_directory").data_directory).parent
    with NamedTemporaryFile(dir=folder) as file:
        file.write(bytes(LOG_BYTES))
        os.fsync(file.fileno())
        number, start = 0, time.monotonic()
        while time.monotonic() - start < seconds:
            os.pwrite(file.fileno(), bytes(BLOCK), number * BLOCK % LOG_BYTES)
            os.fdatasync(file.fileno())
            number += 1
        return number / (time.monotonic() - start)


if __name__ == "__main__":
    prepare_process()
    sys.stdout.write(measure(*map(int, sys.argv[1:])))
