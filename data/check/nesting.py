"""Areas outside of the area they belong to, buildings across boundaries, and shapes that are none."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from data.check.finding import FOOTPRINTS, Finding
from data.check.layers import take_shapes
from data.check.limits import Limits
from data.check.metres import Shapes, find_places, is_wider, measure_area


def find_outsiders(areas: pd.DataFrame, limits: Limits) -> Iterator[Finding]:
    """`outside` for each place where an area leaves its parent for ground that no other area of its level claims.

    What another one claims as well is an overlap of the two, told as such.
    """
    children, outside = _leave_parents(areas[areas["level"] != FOOTPRINTS], areas)
    for _, layer in children.assign(outside=outside).groupby("rank"):
        peers = areas[(areas["rank"] == layer["rank"].iloc[0]) & (areas["system"] == layer["system"].iloc[0])]
        yield from _tell_outsiders(layer, peers, limits.tolerance)


def _tell_outsiders(layer: pd.DataFrame, peers: pd.DataFrame, tolerance: float) -> Iterator[Finding]:
    alone = _subtract_others(layer, peers)
    places, indices = find_places(alone, tolerance)
    rows = zip(layer.iloc[indices].itertuples(), places, measure_area(places), strict=True)
    for child, place, size in rows:
        yield Finding("outside", child.level, (int(child.Index), int(child.parent)), place, size, "m2")


def _subtract_others(layer: pd.DataFrame, peers: pd.DataFrame) -> Shapes:
    """What of `outside` no other peer covers."""
    outside, shapes = layer["outside"].to_numpy(dtype=object), take_shapes(peers)
    child, peer = shapely.STRtree(shapes).query(outside, predicate="intersects")
    other = layer.index.to_numpy()[child] != peers.index.to_numpy()[peer]
    rest = outside.copy()
    for index, shape in zip(child[other], shapes[peer[other]], strict=True):
        rest[index] = shapely.difference(rest[index], shape)
    return np.asarray(rest)


def find_crossings(areas: pd.DataFrame, limits: Limits) -> Iterator[Finding]:
    """`across` for each building that leaves the area it belongs to, with the others of that level that it meets."""
    buildings, outside = _leave_parents(areas[areas["level"] == FOOTPRINTS], areas)
    wide = is_wider(outside, limits.tolerance)
    buildings, outside = buildings[wide], outside[wide]
    met = _list_met(areas, buildings, outside)
    for building, place, size, others in zip(buildings.itertuples(), outside, measure_area(outside), met, strict=True):
        yield Finding("across", FOOTPRINTS, (int(building.Index), int(building.parent), *others), place, size, "m2")


def _list_met(areas: pd.DataFrame, buildings: pd.DataFrame, outside: Shapes) -> list[list[int]]:
    """For each building the areas, of its parent's level, that what lies outside of the parent meets."""
    ranks = areas["rank"].reindex(buildings["parent"]).to_numpy()
    peers = areas[areas["rank"].isin(ranks) & (areas["level"] != FOOTPRINTS)]
    building, peer = shapely.STRtree(take_shapes(peers)).query(outside, predicate="intersects")
    fits = (peers["rank"].to_numpy()[peer] == ranks[building]) & (
        peers.index.to_numpy()[peer] != buildings["parent"].to_numpy()[building]
    )
    met: list[list[int]] = [[] for _ in range(len(buildings))]
    for index, area_id in zip(building[fits], peers.index.to_numpy()[peer[fits]], strict=True):
        met[index].append(int(area_id))
    return met


def _leave_parents(children: pd.DataFrame, areas: pd.DataFrame) -> tuple[pd.DataFrame, Shapes]:
    """The children that lie not wholly in their parent, and what of each is outside."""
    children = children[children["parent"].isin(areas.index)]
    shapes, parents = take_shapes(children), take_shapes(areas.loc[children["parent"]])
    shapely.prepare(parents)
    leaves: NDArray[np.bool_] = ~shapely.covers(parents, shapes)
    return children[leaves], np.asarray(shapely.difference(shapes[leaves], parents[leaves]))


def find_invalid(areas: pd.DataFrame) -> Iterator[Finding]:
    """`invalid` for each area whose shape is none by the rules of Simple Features."""
    for area in areas[~areas["is_valid"].astype(bool)].itertuples():
        yield Finding("invalid", area.level, (int(area.Index),), area.shape)
