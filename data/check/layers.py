"""The areas of a survey, level by level."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from data.check.finding import FOOTPRINTS, GOVERNANCE
from data.check.metres import Shapes


def split_layers(areas: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """The areas of each system and level, from the top down: those that may not overlap each other."""
    for _, layer in areas.groupby(["system", "rank"], sort=True):
        yield layer


def covers_ground(layer: pd.DataFrame) -> bool:
    """Whether a layer lies seamless; footprints stand apart."""
    return str(layer["level"].iloc[0]) != FOOTPRINTS


def take_shapes(areas: pd.DataFrame) -> Shapes:
    """The shapes as shapely takes them."""
    return np.asarray(areas["shape"], dtype=object)


def find_ancestors(areas: pd.DataFrame, level: str) -> "pd.Series":
    """The area of this level that each governance area is or hangs below; 0 for none."""
    own = areas.index.to_series().where((areas["level"] == level) & (areas["system"] == GOVERNANCE), 0)
    found = dict(own.astype(int))
    for area_id, parent in areas["parent"].dropna().items():  # parents come first
        found[area_id] = found[area_id] or found.get(int(parent), 0)
    return pd.Series(found, dtype=np.int64)


def find_neighbours(places: Shapes, layer: pd.DataFrame, reach: float) -> list[tuple[int, ...]]:
    """The ids of the areas whose outline runs along each place for more than `reach` degrees, the longest way first."""
    near = shapely.buffer(places, reach)
    shapes = take_shapes(layer)
    place, area = shapely.STRtree(shapes).query(near, predicate="intersects")
    shared = shapely.length(shapely.intersection(near[place], shapely.boundary(shapes[area])))
    along = shared > 4 * reach
    order = np.lexsort([area[along], -shared[along], place[along]])
    return _group(place[along][order], layer.index.to_numpy()[area[along][order]], len(places))


def _group(owners: NDArray[np.int64], ids: NDArray[np.int64], count: int) -> list[tuple[int, ...]]:
    ends = np.searchsorted(owners, np.arange(count + 1))
    return [tuple(int(found) for found in ids[first:end]) for first, end in zip(ends, ends[1:], strict=False)]


def unite(shapes: Shapes, owners: NDArray[np.int64], count: int) -> Shapes:
    """For each of `count` owners the union of its shapes, empty without any. Owners rise."""
    ends = np.searchsorted(owners, np.arange(count + 1))
    united = [shapely.union_all(shapes[first:end]) for first, end in zip(ends, ends[1:], strict=False)]
    return np.array(united, dtype=object)


def subtract(shapes: Shapes, others: Shapes) -> Shapes:
    """What of each shape none of the others covers."""
    shape, other = shapely.STRtree(others).query(shapes, predicate="intersects")
    order = np.argsort(shape, kind="stable")
    return np.asarray(shapely.difference(shapes, unite(others[other[order]], shape[order], len(shapes))))
