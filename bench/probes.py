"""Grids in a tablet's view of Taipei, and places in them where a fill and a number can be told apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.affinity import affine_transform

from bench.browser import find_pixel
from bench.first_picture import CLEAR
from bench.polygons import View
from data.store import Store

VIEW: View = (121.535, 25.06, 13.8)
LEVEL = "grid"
EDGE = 5
"""Pixels that a probe keeps away from its area's outline."""
NUMBER = (30, 24)
"""Pixels that a number takes, with the room that it keeps."""


@dataclass(frozen=True)
class Probe:
    """An area; lon/lat of its number, and of a place of its fill that the number leaves free."""

    id: int
    level: str
    label: tuple[float, float]
    fill: tuple[float, float]


READ_AREAS = """
SELECT id, ST_AsBinary(geom) AS shape, ST_X(ST_PointOnSurface(geom)) AS lon, ST_Y(ST_PointOnSurface(geom)) AS lat
FROM area
WHERE level = %(level)s AND valid_to IS NULL AND geom && ST_Expand(ST_Point(%(lon)s, %(lat)s, 4326), 0.03)
ORDER BY md5(code)
"""


def find_probes(store: Store) -> list[Probe]:
    """Areas whose number no other's is near, in the part of the page that no piece of ours lies over; in any order."""
    lon, lat, _ = VIEW
    rows = store.read(READ_AREAS, {"level": LEVEL, "lon": lon, "lat": lat})
    places = np.array([find_pixel(VIEW, (row.lon, row.lat)) for row in rows])
    return [
        probe
        for row, place in zip(rows, places, strict=True)
        if _is_free(place, places)
        for probe in _probe(row, place)
    ]


def _is_free(place: Any, places: Any) -> bool:
    left, top, right, bottom = CLEAR
    near = (np.abs(places - place) < NUMBER).all(axis=1).sum()
    return bool(left < place[0] < right and top < place[1] < bottom and near == 1)


def _probe(row: Any, place: Any) -> Iterator[Probe]:
    """The probe of one area, if its fill has room beside its number."""
    scale = 512 * 2 ** VIEW[2] / 360
    steep = scale / np.cos(np.radians(row.lat))
    seen = affine_transform(
        shapely.from_wkb(bytes(row.shape)), [scale, 0, 0, steep, -row.lon * scale, -row.lat * steep]
    )
    room = seen.buffer(-EDGE).difference(shapely.box(-NUMBER[0] / 2, -NUMBER[1] / 2, NUMBER[0] / 2, NUMBER[1] / 2))
    if not room.is_empty:
        free = room.representative_point()
        yield Probe(row.id, LEVEL, (row.lon, row.lat), (row.lon + free.x / scale, row.lat + free.y / steep))
