"""The levels as the browser knows them, and the box around all of it."""

from functools import lru_cache
from typing import Any

from data.areas import Bounds, read_bounds, read_levels
from data.boundaries import read_version
from data.preferences import read_people_rule
from data.store import Store


def describe_levels(store: Store) -> list[dict[str, Any]]:
    """From the top down: name, rank, min_zoom, count of areas, has_others, and `hides`: the measures not shown there.

    The live stream leaves out areas without anything to show: at a level that hides a measure that is not a zero.
    """
    rule = read_people_rule(store)
    levels = count_levels(store, read_version(store))
    return [level._asdict() | {"hides": rule.hidden_measures(level.rank)} for level in levels]


def find_bounds(store: Store, area_id: int | None = None) -> Bounds | None:
    """The box of one area, or of the topmost level that has areas; None without any."""
    return read_bounds(store, area_id) if area_id else _find_whole(store, read_version(store))


@lru_cache(maxsize=4)
def count_levels(store: Store, version: int) -> list[Any]:
    """The level table in this version of the boundaries: counting a hundred thousand areas takes its time."""
    return read_levels(store)


@lru_cache(maxsize=4)
def _find_whole(store: Store, version: int) -> Bounds | None:
    return read_bounds(store)
