"""Where something is wrong: a spot for each finding of the last check, and the shape of its place."""

from typing import Any

from data.findings import MOST_PLACES, Check
from data.store import Store

READ_PLACES = """
SELECT id, severity, ST_X(spot) AS lon, ST_Y(spot) AS lat,
    CASE WHEN ST_Dimension(geom) = 2 THEN ST_AsGeoJSON(ST_CollectionExtract(geom, 3), 7)::json END AS shape
FROM finding, LATERAL ST_PointOnSurface(geom) AS spot
WHERE check_id = %(check_id)s AND geom IS NOT NULL AND (%(kind)s::text IS NULL OR kind = %(kind)s)
ORDER BY severity, id
LIMIT %(most)s
"""


def read_places(store: Store, check: Check, kind: str | None, most: int = MOST_PLACES) -> list[Any]:
    """id, severity, lon, lat, and the shape as GeoJSON where it is one; at most so many, the worst first."""
    return store.read(READ_PLACES, {"check_id": check.id, "kind": kind, "most": most})
