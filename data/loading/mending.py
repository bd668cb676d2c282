"""Mending invalid polygons without moving a boundary by more than a centimetre.

The lines of a polygon divide the plane into faces, and how often a ring runs around a face tells whether the face lies
inside it: once is inside, not at all is outside. Whatever else comes out, a loop that runs the other way round as in a
bow tie, a place that is surrounded twice, a hole outside of its shell, only who drew it can tell. Where no such face is
thicker than a centimetre the others make the polygon, and no corner of theirs moves, so that neighbours keep touching.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely import MultiPolygon

TOLERANCE_METRES = 0.01
METRES_PER_DEGREE = 111_320.0
MOST_CORNERS, MOST_FACES = 200_000, 1_000
MOST_PAIRS = 5_000_000  # of a face and a corner of one ring, which are held at once
SAMPLED_LINES, MOST_CROSSED = 200, 8  # a line touches itself and its two neighbours

Shape = Any  # shapely brings no types: a polygon or several
Values = npt.NDArray[Any]


@dataclass(frozen=True)
class Flaw:
    """What is wrong with a shape, and where, in degrees."""

    reason: str
    lon: float
    lat: float

    def __str__(self) -> str:
        return f"{self.reason} at {self.lon:.7f}, {self.lat:.7f}"


def find_flaw(shape: Shape) -> Flaw:
    """The first fault of an invalid shape (OGC Simple Features, in GEOS' words) with its place."""
    reason, _, place = shapely.is_valid_reason(shape).partition("[")
    lon, lat = place.rstrip("]").split() if place else shapely.get_coordinates(shape)[0]
    return Flaw(reason.strip().lower(), float(lon), float(lat))


def mend_area(shape: Shape) -> Shape | None:
    """The valid polygon that an invalid one in degrees stands for; None when only who drew it could tell."""
    if _is_tangled(shape):
        return None
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(shapely.unary_union(shape.boundary))))
    longest = max(map(shapely.get_num_coordinates, shapely.get_rings(shapely.get_parts(shape))))
    if not 0 < len(faces) <= min(MOST_FACES, MOST_PAIRS // longest):
        return None
    is_inside, is_open = _judge_faces(shape, shapely.get_coordinates(shapely.point_on_surface(faces)))
    if not all(map(_is_thin, faces[is_open])):
        return None
    return _unite(faces[is_inside & ~is_open])


def _is_tangled(shape: Shape) -> bool:
    """Whether the lines are so many, or cross so often, that finding the faces would take minutes."""
    if shapely.get_num_coordinates(shape) > MOST_CORNERS:
        return True
    ends, rings = shapely.get_coordinates(shapely.get_parts(shape.boundary), return_index=True)
    joined = np.flatnonzero(rings[1:] == rings[:-1])
    lines = shapely.linestrings(np.stack([ends[joined], ends[joined + 1]], axis=1))
    some = lines[:: max(1, len(lines) // SAMPLED_LINES)]
    return bool(shapely.STRtree(lines).query(some, predicate="intersects").shape[1] > MOST_CROSSED * len(some))


def _judge_faces(shape: Shape, points: Values) -> tuple[Values, Values]:
    """Of each face, by a point in it: whether it is inside the shape; whether that is an open question."""
    is_inside, is_open = np.zeros(len(points), dtype=bool), np.zeros(len(points), dtype=bool)
    for polygon in shapely.get_parts(shape):
        shell, *holes = [_count_turns(ring, points) for ring in shapely.get_rings(polygon)]
        in_hole = np.any([hole != 0 for hole in holes], axis=0) if holes else np.zeros(len(points), dtype=bool)
        is_inside |= (shell == 1) & ~in_hole
        is_open |= (in_hole & (shell == 0)) | np.any([(turns != 0) & (turns != 1) for turns in (shell, *holes)], axis=0)
    return is_inside, is_open


def _count_turns(ring: Any, points: Values) -> Values:
    """How often a ring runs around each point, as most of it runs (winding numbers; Sunday 2001)."""
    corners = shapely.get_coordinates(ring)
    (x0, y0), (x1, y1) = corners[:-1].T, corners[1:].T
    x, y = points[:, :1], points[:, 1:]
    side = (x1 - x0) * (y - y0) - (x - x0) * (y1 - y0)
    turns = ((y0 <= y) & (y < y1) & (side > 0)).sum(axis=1) - ((y1 <= y) & (y < y0) & (side < 0)).sum(axis=1)
    runs_left = np.sum((x0 - x0[0]) * (y1 - y0[0]) - (x1 - x0[0]) * (y0 - y0[0])) > 0
    return np.asarray(turns if runs_left else -turns)


def _is_thin(face: Shape) -> bool:
    """Whether no circle of a centimetre's width fits in."""
    west, south, _, north = face.bounds
    scale = METRES_PER_DEGREE * np.array([np.cos(np.radians((south + north) / 2)), 1.0])
    metres = shapely.transform(face, lambda places: (places - [west, south]) * scale)
    return bool(shapely.buffer(metres, -TOLERANCE_METRES / 2).is_empty)


def _unite(faces: Values) -> Shape | None:
    united = shapely.union_all(faces)
    mended = MultiPolygon([part for part in shapely.get_parts(united) if part.geom_type == "Polygon"])
    return mended if mended.is_valid and not mended.is_empty else None
