"""Ground that two areas of a level both claim, and areas that are there twice."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from data.check.finding import Finding
from data.check.layers import split_layers, take_shapes
from data.check.limits import Limits
from data.check.metres import Shapes, find_places, is_wider, measure_area

Pairs = NDArray[np.int64]
"""Two columns: positions in a layer, the lower one first."""


def find_overlaps(areas: pd.DataFrame, limits: Limits) -> Iterator[Finding]:
    """An `overlap` for each place that two areas share; areas that share all of it are a `duplicate` once.

    Where the parents of two areas overlap already, the fault is theirs and told there.
    """
    told = Told(areas, limits.tolerance)
    for layer in split_layers(areas):
        shapes, ids = take_shapes(layer), layer.index.to_numpy()
        pairs = find_pairs(shapes)
        is_equal = is_same(shapes[pairs[:, 0]], shapes[pairs[:, 1]], limits.tolerance)
        heads = find_heads(pairs[is_equal], len(shapes))
        same = heads[pairs[:, 0]] == heads[pairs[:, 1]]
        yield from _tell_duplicates(layer, heads)
        overlaps = list(_tell_overlaps(layer, pairs[~same], limits.tolerance))
        yield from (overlap for overlap in overlaps if not told.explains(overlap))
        told.add(ids[pairs[same]].tolist(), shapes[pairs[same][:, 0]])
        told.add([overlap.area_ids for overlap in overlaps], [overlap.place for overlap in overlaps])


class Told:
    """Which ground two areas share, by the pair."""

    def __init__(self, areas: pd.DataFrame, tolerance: float) -> None:
        self.parents = {int(area_id): int(parent) for area_id, parent in areas["parent"].dropna().items()}
        self.tolerance = tolerance
        self.places: dict[tuple[int, ...], list[Any]] = defaultdict(list)

    def add(self, pairs: Iterable[Sequence[int]], places: Iterable[Any]) -> None:
        """Areas that share a place each."""
        for pair, place in zip(pairs, places, strict=True):
            self.places[tuple(sorted(pair))].append(place)

    def explains(self, overlap: Finding) -> bool:
        """Whether the parents of both share that ground."""
        parents = sorted(self.parents.get(area_id, 0) for area_id in overlap.area_ids)
        known = self.places.get(tuple(parents), [])
        rest = shapely.difference(overlap.place, shapely.union_all(np.array(known, dtype=object)))
        return bool(known) and not is_wider(np.array([rest]), self.tolerance)[0]


def find_pairs(shapes: Shapes) -> Pairs:
    """The pairs that may overlap: wherever two do, the edges of one of them at least are not those of a coverage."""
    edges = shapely.coverage_invalid_edges(shapes)
    suspects = np.flatnonzero(~shapely.is_empty(edges) & ~shapely.is_missing(edges))
    first, second = shapely.STRtree(shapes).query(shapes[suspects], predicate="intersects")
    pairs = np.sort(np.column_stack([suspects[first], second]), axis=1)
    return np.unique(pairs[pairs[:, 0] < pairs[:, 1]], axis=0)


def is_same(shapes: Shapes, others: Shapes, tolerance: float) -> NDArray[np.bool_]:
    """Whether two shapes differ nowhere by more than the tolerance."""
    shared = shapely.area(shapely.intersection(shapes, others))
    same = shared > np.maximum(shapely.area(shapes), shapely.area(others)) / 2
    same[same] = ~is_wider(shapely.symmetric_difference(shapes[same], others[same]), tolerance)
    return np.asarray(same)


def find_heads(pairs: Pairs, count: int) -> NDArray[np.int64]:
    """For each of so many the lowest one that it hangs together with by pairs, itself without any."""
    heads = np.arange(count)
    while not np.array_equal(heads[pairs[:, 0]], heads[pairs[:, 1]]):
        lowest = heads[pairs].min(axis=1)
        np.minimum.at(heads, pairs[:, 0], lowest)
        np.minimum.at(heads, pairs[:, 1], lowest)
    return heads


def _tell_duplicates(layer: pd.DataFrame, heads: NDArray[np.int64]) -> Iterator[Finding]:
    found, members = np.unique(heads, return_counts=True)
    for head, count in zip(found[members > 1], members[members > 1].tolist(), strict=True):
        ids = tuple(int(area_id) for area_id in layer.index[heads == head])
        yield Finding("duplicate", str(layer["level"].iloc[0]), ids, layer["shape"].iloc[head], count, "areas")


def _tell_overlaps(layer: pd.DataFrame, pairs: Pairs, tolerance: float) -> Iterator[Finding]:
    shapes, ids, level = take_shapes(layer), layer.index.to_numpy(), str(layer["level"].iloc[0])
    shared = shapely.intersection(shapes[pairs[:, 0]], shapes[pairs[:, 1]])
    places, indices = find_places(shared, tolerance)
    for place, pair, size in zip(places, ids[pairs[indices]].tolist(), measure_area(places), strict=True):
        yield Finding("overlap", level, tuple(pair), place, size, "m2")
