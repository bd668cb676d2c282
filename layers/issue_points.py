"""Where the open issues are, each as a point; petitions are counted only, and an issue without a point has none."""

from datetime import datetime
from typing import NamedTuple

from data.store import Store

MOST = 5000
"""Points of one view: more than a map can show, and a second's worth of a weak network."""

READ_POINTS = """
SELECT id, ST_X(geom) AS lon, ST_Y(geom) AS lat, category, due_at, runs_clock(status) AS runs, is_urgent
FROM issue
WHERE is_open(status) AND NOT is_petition(source)
    AND geom && ST_MakeEnvelope(%(west)s, %(south)s, %(east)s, %(north)s, 4326)
ORDER BY is_overdue DESC, due_at NULLS LAST, id
LIMIT %(most)s
"""

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


class IssuePoint(NamedTuple):
    """An open issue at its place, lon/lat in degrees; `runs`: whether its clock runs, so that it can be overdue."""

    id: int
    lon: float
    lat: float
    category: str
    due_at: datetime | None
    runs: bool
    is_urgent: bool


def read_points(store: Store, box: Box, most: int = MOST) -> list[IssuePoint]:
    """The open issues in a box, at most so many: overdue ones first, then by deadline."""
    values = dict(zip(("west", "south", "east", "north"), box, strict=True))
    return [IssuePoint(*row) for row in store.read(READ_POINTS, values | {"most": most})]
