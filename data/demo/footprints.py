"""Footprints in rows on a plot, as compounds are built, clear of the roads around it."""

from collections.abc import Callable, Iterator

import numpy as np
import shapely
from numpy.typing import NDArray

from data.demo.fabric import Fabric
from data.demo.skeleton import Points

Polygons = NDArray[np.object_]
Box = tuple[float, ...]  # west, south, east, north
Outline = list[tuple[float, float]]


def fill_plot(land: shapely.Geometry, fabric: Fabric, angle: float, rng: np.random.Generator) -> Polygons:
    """Return footprints inside `land` (metres), rows turned by `angle` radians, none touching another."""
    turned = shapely.transform(land, lambda points: _turn(points, -angle))
    boxes = np.array([box for row in _rows(turned, fabric, rng) for box in row]).reshape(-1, 4)
    fits = shapely.contains_properly(turned, shapely.box(*boxes.T)) if len(boxes) else np.array([], dtype=bool)
    chosen = _thin_out(boxes[fits], fabric.most, rng)
    shapes = [SHAPES[fabric.shape](tuple(box), rng) for box in chosen]
    return np.array([shapely.Polygon(_turn(np.asarray(shape), angle)) for shape in shapes], dtype=object)


def _turn(points: Points, angle: float) -> Points:
    cos, sin = np.cos(angle), np.sin(angle)
    return np.asarray(points @ np.array([[cos, sin], [-sin, cos]]))


def _rows(land: shapely.Geometry, fabric: Fabric, rng: np.random.Generator) -> Iterator[list[Box]]:
    """Yield rows of boxes; those that leave the land in a corner are dropped later."""
    west, south, east, north = land.bounds
    shapely.prepare(land)
    low = south + rng.uniform(0, 3)
    while low + fabric.depth[0] < north:
        high = low + rng.uniform(*fabric.depth)
        for start, end in _free_stretches(land, (west, low, east, high)):
            yield [(x, low, x + width, high) for x, width in _pack(end - start, start, fabric, rng)]
        low = high + fabric.row_gap * rng.uniform(0.9, 1.15)


def _free_stretches(land: shapely.Geometry, strip: Box) -> list[tuple[float, float]]:
    """Return the stretches of x over which both long edges of the strip lie on the land."""
    west, low, east, high = strip
    edges = shapely.linestrings([[(west, low), (east, low)], [(west, high), (east, high)]])
    bottoms, tops = (_spans(edge) for edge in shapely.intersection(edges, land))
    common = [(max(a, c), min(b, d)) for a, b in bottoms for c, d in tops]
    return [(start + 0.2, end - 0.2) for start, end in common if end - start > 6]


def _spans(line: shapely.Geometry) -> list[tuple[float, float]]:
    return [(part.bounds[0], part.bounds[2]) for part in shapely.get_parts(line) if part.geom_type == "LineString"]


def _pack(room: float, start: float, fabric: Fabric, rng: np.random.Generator) -> list[tuple[float, float]]:
    """Return (x, width) of buildings that fill `room` metres with the fabric's gap between them."""
    wanted = rng.uniform(*fabric.length)
    count = max(1, round((room + fabric.gap) / (wanted + fabric.gap)))
    width = min((room + fabric.gap) / count - fabric.gap, fabric.length[1])
    if width < fabric.length[0] * 0.8:
        return []
    spare = room - count * width - (count - 1) * fabric.gap
    first = start + rng.choice([0.0, 0.5, 1.0]) * spare
    return [(first + i * (width + fabric.gap), width * _vary(fabric, rng)) for i in range(count)]


def _vary(fabric: Fabric, rng: np.random.Generator) -> float:
    return float(rng.uniform(0.8, 1)) if fabric.shape == "house" else 1.0


def _thin_out(boxes: Points, most: int, rng: np.random.Generator) -> Points:
    return boxes if len(boxes) <= most else boxes[np.sort(rng.choice(len(boxes), most, replace=False))]


def _slab(box: Box, rng: np.random.Generator) -> Outline:
    """A slab; every third stands in two halves, shifted by some metres."""
    west, south, east, north = box
    if rng.random() > 0.34:
        return [(west, south), (east, south), (east, north), (west, north)]
    middle, shift = west + (east - west) * rng.choice([0.4, 0.5, 0.6]), rng.choice([2.2, 3.2])
    return [
        (west, south),
        (middle, south),
        (middle, south + shift),
        (east, south + shift),
        (east, north),
        (middle, north),
        (middle, north - shift),
        (west, north - shift),
    ]


def _tower(box: Box, rng: np.random.Generator) -> Outline:
    """A tower with its four corners cut back."""
    west, south, east, north = box
    x, y = (east - west) * rng.uniform(0.2, 0.3), (north - south) * rng.uniform(0.16, 0.26)
    return [
        (west + x, south),
        (east - x, south),
        (east - x, south + y),
        (east, south + y),
        (east, north - y),
        (east - x, north - y),
        (east - x, north),
        (west + x, north),
        (west + x, north - y),
        (west, north - y),
        (west, south + y),
        (west + x, south + y),
    ]


def _house(box: Box, rng: np.random.Generator) -> Outline:
    """A house; every other one has a yard in a corner."""
    west, south, east, north = box
    if rng.random() > 0.45:
        return [(west, south), (east, south), (east, north), (west, north)]
    x, y = west + (east - west) * rng.uniform(0.4, 0.65), south + (north - south) * rng.uniform(0.4, 0.6)
    return [(west, south), (east, south), (east, y), (x, y), (x, north), (west, north)]


def _wing(box: Box, rng: np.random.Generator) -> Outline:
    """A long building whose southern side is open between two wings."""
    west, south, east, north = box
    arm, deep = (east - west) * rng.uniform(0.18, 0.28), (north - south) * rng.uniform(0.3, 0.45)
    return [
        (west, south),
        (west + arm, south),
        (west + arm, south + deep),
        (east - arm, south + deep),
        (east - arm, south),
        (east, south),
        (east, north),
        (west, north),
    ]


def _hall(box: Box, rng: np.random.Generator) -> Outline:
    """A plain box."""
    west, south, east, north = box
    return [(west, south), (east, south), (east, north), (west, north)]


SHAPES: dict[str, Callable[[Box, np.random.Generator], Outline]] = {
    "slab": _slab,
    "tower": _tower,
    "house": _house,
    "wing": _wing,
    "hall": _hall,
}
