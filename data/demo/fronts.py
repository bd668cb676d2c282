"""Rows of shops along the roads, as street fronts of compounds."""

import numpy as np
import shapely

from data.demo.footprints import Polygons
from data.demo.skeleton import Points

DEPTH, LENGTH, GAP = (9.0, 13.0), (16.0, 38.0), (3.0, 12.0)  # metres
SETBACK = 1.2  # from the edge of the land, so that a straight wall stays inside a bent edge
LEFT_OUT = 0.18  # of the places stay empty
YARD = 7.0  # metres between a front and what stands behind it


def line_fronts(land: shapely.Geometry, roadside: shapely.Geometry, rng: np.random.Generator) -> Polygons:
    """Return shop footprints inside `land` along its edge `roadside` (lines), none touching another."""
    shapely.prepare(land)
    fronts: list[shapely.Polygon] = []
    for edge in shapely.get_parts(shapely.line_merge(roadside)):
        fronts.extend(front for front in _line_edge(edge, land, rng) if not _touches(front, fronts))
    return np.array(fronts, dtype=object)


def _line_edge(edge: shapely.LineString, land: shapely.Geometry, rng: np.random.Generator) -> list[shapely.Polygon]:
    fronts, start = [], float(rng.uniform(1, 8))
    while start + LENGTH[0] < edge.length:
        length = float(rng.uniform(*LENGTH))
        ends = shapely.get_coordinates(
            shapely.line_interpolate_point(edge, [start, min(start + length, edge.length - 1)])
        )
        front = _stand(ends, land, float(rng.uniform(*DEPTH)))
        if front is not None and rng.random() > LEFT_OUT:
            fronts.append(front)
        start += length + float(rng.uniform(*GAP))
    return fronts


def _stand(ends: Points, land: shapely.Geometry, depth: float) -> shapely.Polygon | None:
    """Return the box on the inner side of two points of the edge, None where it does not fit."""
    along = (ends[1] - ends[0]) / np.hypot(*(ends[1] - ends[0]))
    for inward in (np.array([-along[1], along[0]]), np.array([along[1], -along[0]])):
        near, far = ends + inward * SETBACK, ends + inward * (SETBACK + depth)
        box = shapely.Polygon([near[0], near[1], far[1], far[0]])
        if land.contains_properly(box):
            return box
    return None


def _touches(front: shapely.Polygon, others: list[shapely.Polygon]) -> bool:
    return any(shapely.dwithin(front, other, GAP[0] - 0.5) for other in others)
