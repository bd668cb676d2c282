"""Snapshots: what a screen hears first, for streets of any size in which every area has a count.

Read, summed and written are the server's work: the first two when the boundaries change, the last for the first screen
that comes after a change. Sent is the time of one screen from before it connects to the last byte, with the writing:
the median of some openings, each a while after the one before, so that none gets what was written for another. Bare is
an asyncio process that writes the same bytes to one socket.
"""

import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from statistics import median
from typing import TypeVar

from bench.audience import SNAPSHOT, Audience
from bench.broadcasting import Trigger, run_bare
from bench.results import write_table
from bench.screens_cost import PATIENCE_SECONDS, read_memory
from bench.stores import run_fresh_cluster
from bench.web import run_web
from dashboard.events import write_counts
from dashboard.serving import prepare_process
from dashboard.sheet import Sheet
from data.count_book import CountBook
from data.counts import read_picture
from data.embedded import Cluster
from data.preferences import read_people_rule
from data.store import Store

TITLE = "Snapshots"
SIZES = (300, 3_000, 30_000, 300_000)
OPENINGS = 5
APART_SECONDS = 2.5
"""A server without screens forgets each second what it wrote."""

Made = TypeVar("Made")
HEADING = ("areas", "bytes", "read", "summed", "written", "sent", "sent bare", "times bare", "server's memory")

ADD_AREAS = """
WITH street AS (
    INSERT INTO area (level, code, name, geom)
    VALUES ('street', 'street', 'Bench', ST_Multi(ST_MakeEnvelope(106.60, 26.60, 106.64, 26.62, 4326)))
    RETURNING id, geom
)
INSERT INTO area (level, parent_id, code, name, geom)
SELECT 'micro_grid', street.id, n, 'No. ' || n, street.geom
FROM street, generate_series(2, %(count)s) AS n
"""

ADD_ISSUES = """
INSERT INTO issue (source, source_reference, category, status, area_id)
SELECT 'bench', id, 'bench', 'accepted', id FROM area WHERE level = 'micro_grid'
"""


def measure(sizes: Sequence[int] = SIZES) -> str:
    """The table of the report; takes some three minutes."""
    return f"{__doc__}\n{write_table(HEADING, [_measure_one(size) for size in sizes])}"


def _measure_one(size: int) -> Sequence[str]:
    with run_fresh_cluster() as cluster:
        words, work = _write_snapshot(cluster, size)
        sent, memory = _send_from_app(cluster)
    with run_bare(words) as (port, _), closing(Trigger(port)) as trigger:
        bare = median(_hear_bare(port, trigger) for _ in range(OPENINGS))
    times = (*work, sent, bare)
    written = [f"{1000 * seconds:,.1f} ms" for seconds in times]
    return f"{size:,}", f"{len(words):,}", *written, f"{sent / bare:.1f}", f"{memory / 1e6:.0f} MB"


def _write_snapshot(cluster: Cluster, size: int) -> tuple[bytes, list[float]]:
    """A snapshot's bytes, and the seconds of each step to it."""
    with closing(Store(cluster.url("app"))) as store:
        store.execute(ADD_AREAS, {"count": size})
        store.execute(ADD_ISSUES)
        picture, reading = _time(lambda: read_picture(store))
        rule = read_people_rule(store)
    sheet, summing = _time(lambda: Sheet(CountBook(picture), rule))
    head = {"revision": str(picture.revision), **sheet.describe_whole()}
    words, writing = _time(lambda: write_counts("snapshot", head, sheet.list_all()))
    return words, [reading, summing, writing]


def _time(make: Callable[[], Made]) -> tuple[Made, float]:
    began = time.monotonic()
    return make(), time.monotonic() - began


def _send_from_app(cluster: Cluster) -> tuple[float, int]:
    """Seconds until a screen has read its snapshot, and the server's memory after it."""
    with run_web(cluster.url("app")) as web:
        return median(_hear_app(web.port) for _ in range(OPENINGS)), read_memory(web.process.pid)


def _hear_app(port: int) -> float:
    time.sleep(APART_SECONDS)
    with closing(Audience(port)) as audience:
        began = time.monotonic()
        audience.open(1)
        return audience.hear(SNAPSHOT, PATIENCE_SECONDS)[0][0] - began


def _hear_bare(port: int, trigger: Trigger) -> float:
    with closing(Audience(port, asks=False)) as audience:
        audience.open(1)
        audience.rest(0.1)
        began, mark = trigger.send()
        return audience.hear(mark, PATIENCE_SECONDS)[0][0] - began


if __name__ == "__main__":
    prepare_process()
    sys.stdout.write(measure([int(size) for size in sys.argv[1:]] or SIZES))
