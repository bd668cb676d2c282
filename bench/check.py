"""All of Taipei checked, 31,605 areas on five levels, beside what a database can say of them by itself.

Three ways, one after the other on the same store, the fastest of three runs each:

* reading: every area's shape out of the store and into memory, nothing looked at;
* SQL alone: `ST_Intersects` and `ST_Intersection` of the areas of each level but buildings, by the index: overlaps, and
  nothing else;
* `check`: everything that `python -m data check` looks for, buildings too, findings kept.

Promised: the check in under 60 s.
"""

import time
from collections.abc import Callable
from contextlib import closing
from zoneinfo import ZoneInfo

from bench.results import write_table
from bench.taipei import run_taipei
from data.check.reading import read_survey
from data.check.run import check
from data.clock import Clock
from data.store import Store

TITLE = "Checking Taipei"
RUNS = 3

FIND_OVERLAPS = """
SELECT a.id, b.id AS other, ST_Area(ST_Intersection(a.geom, b.geom)::geography) AS size
FROM area a JOIN area b ON b.level = a.level AND b.id > a.id AND ST_Intersects(a.geom, b.geom)
WHERE NOT ST_Touches(a.geom, b.geom)
    AND a.level <> 'building' AND a.valid_to IS NULL AND b.valid_to IS NULL
"""


def measure() -> str:
    """The table of the report."""
    with run_taipei() as cluster, closing(Store(cluster.url("app"))) as store:
        clock = Clock(ZoneInfo("Asia/Taipei"))
        found = check(store, clock, lambda step: None)[1]
        ways: dict[str, Callable[[], object]] = {
            "reading": lambda: read_survey(store),
            "SQL alone: overlaps": lambda: store.read(FIND_OVERLAPS),
            "`check`: everything": lambda: check(store, clock, lambda step: None),
        }
        seconds = {name: min(take_time(way) for _ in range(RUNS)) for name, way in ways.items()}
    rows = [[name, f"{taken:.1f} s", f"{taken / seconds['reading']:.1f}"] for name, taken in seconds.items()]
    return f"{__doc__}\n{write_table(('way', 'time', 'times the reading'), rows)}\n{len(found):,} findings."


def take_time(way: Callable[[], object]) -> float:
    """Seconds."""
    begun = time.perf_counter()
    way()
    return time.perf_counter() - begun
