"""One exact partition of the street: every two neighbours share the very same vertices along their edge."""

import numpy as np
import shapely
from numpy.typing import NDArray

from data.demo.division import Division
from data.demo.skeleton import Points

ORIGIN = (106.63, 26.65)  # lon, lat of the point (0, 0) of the drawing
METRES_PER_DEGREE = (111_320.0 * np.cos(np.radians(ORIGIN[1])), 110_790.0)
PRECISION = 1e-7  # degrees, about a centimetre

Geometries = NDArray[np.object_]


def to_degrees(points: Points) -> Points:
    """Return lon/lat, shape (n, 2), of points in metres."""
    return np.asarray(ORIGIN) + points / METRES_PER_DEGREE


def place_on_earth(geometries: Geometries) -> Geometries:
    """Return the geometries (metres) in lon/lat on the precision grid."""
    return np.asarray(shapely.transform(geometries, lambda points: np.round(to_degrees(points), 7)))


def to_metres(geometries: Geometries) -> Geometries:
    """Return geometries in lon/lat as metres of the drawing."""
    moved = shapely.transform(geometries, lambda degrees: (degrees - np.asarray(ORIGIN)) * METRES_PER_DEGREE)
    return np.asarray(moved)


def partition(division: Division) -> Geometries:
    """Return the polygons (lon/lat) of the division's micro-grids in their order.

    All lines are noded together on the precision grid and their faces taken: there can be no gap and no overlap.
    They must come unrounded: a line's end that was rounded first may miss the line that it meets.
    Raises `ValueError` when the faces are not the micro-grids one to one.
    """
    lines = [shapely.LineString(to_degrees(line.points)) for line in division.lines]
    faces = shapely.get_parts(shapely.polygonize([shapely.union_all(lines, grid_size=PRECISION)]))
    plots = place_on_earth(np.array([plot.ring.polygon for plot in division.micro_grids]))
    face, plot = shapely.STRtree(plots).query(shapely.point_on_surface(faces), predicate="within")
    if not np.array_equal(np.sort(plot), np.arange(len(plots))):
        raise ValueError(f"{len(face)} faces for {len(plots)} micro-grids")
    return np.asarray(faces[face][np.argsort(plot)])


def merge(parts: Geometries, owners: NDArray[np.int64]) -> Geometries:
    """Return the union of the parts of each owner, 0 to n - 1: exact, as neighbours share their vertices."""
    return np.array([_merge_one(parts[owners == owner]) for owner in range(int(owners.max()) + 1)])


def _merge_one(parts: Geometries) -> shapely.Geometry:
    merged = shapely.get_parts(shapely.coverage_union_all(parts))
    return merged[0] if len(merged) == 1 else shapely.multipolygons(merged)
