"""Ground that the areas of a level leave free: gaps between them, and parents that they do not cover."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from data.check.finding import FOOTPRINTS, GOVERNANCE, Finding
from data.check.layers import covers_ground, find_neighbours, split_layers, subtract, take_shapes
from data.check.limits import Limits
from data.check.metres import Shapes, find_places, measure_area

REACH = 2e-8
"""Degrees, two millimetres: so near to a place an outline runs along it, wherever rounding put the corners."""
NOBODY = 0


def find_gaps(areas: pd.DataFrame, limits: Limits) -> Iterator[Finding]:
    """A place between two areas is a `gap`; one at the edge of its parent, `uncovered`.

    Looked for in each divided area of the level above; on the topmost level, and in systems without a tree, in the
    holes that the areas enclose together. What no area of a level covers is told there, not once more of the levels
    below it.
    """
    upper = areas.iloc[:0]
    for layer in (layer for layer in split_layers(areas) if covers_ground(layer)):
        free, parents = _find_free(areas, layer, upper)
        places, indices = find_places(free, limits.tolerance)
        first = ~_is_repeated(places)  # two parents that overlap leave the same ground free
        yield from _describe(places[first], parents[indices][first], layer)
        upper = layer


def _find_free(areas: pd.DataFrame, layer: pd.DataFrame, upper: pd.DataFrame) -> tuple[Shapes, NDArray[np.int64]]:
    """What is free, and in which area of the level above; one that is not divided yet lacks nothing."""
    if layer["system"].iloc[0] != GOVERNANCE or layer["parent"].isna().all():
        holes = find_holes(take_shapes(layer))
        return holes, np.full(len(holes), NOBODY)
    ground = areas[areas["parent"].isin(upper.index) & (areas["level"] != FOOTPRINTS)]
    lower = ground[ground["rank"] > layer["rank"].iloc[0]]
    divided = upper[upper.index.isin(ground["parent"])]
    covers = np.concatenate([take_shapes(layer), take_shapes(lower)])
    return subtract(take_shapes(divided), covers), divided.index.to_numpy(dtype=np.int64)


def find_holes(shapes: Shapes) -> Shapes:
    """What the shapes enclose together without covering it."""
    united = shapely.union_all(shapes)
    filled = shapely.polygons(shapely.get_exterior_ring(shapely.get_parts(united)))
    return np.asarray(shapely.difference(filled, united))


def _is_repeated(places: Shapes) -> NDArray[np.bool_]:
    """Whether the middle of a place lies in an earlier one."""
    later, earlier = shapely.STRtree(places).query(shapely.point_on_surface(places), predicate="intersects")
    repeated = np.zeros(len(places), dtype=bool)
    repeated[later[later > earlier]] = True
    return repeated


def _describe(places: Shapes, parents: NDArray[np.int64], layer: pd.DataFrame) -> Iterator[Finding]:
    level = str(layer["level"].iloc[0])
    rows = zip(places, parents.tolist(), find_neighbours(places, layer, REACH), measure_area(places), strict=True)
    for place, parent, neighbours, size in rows:
        if len(neighbours) > 1:
            yield Finding("gap", level, neighbours, place, size, "m2")
        else:
            above = (parent,) if parent != NOBODY else ()
            yield Finding("uncovered", level, (*above, *neighbours), place, size, "m2")
