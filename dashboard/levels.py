"""The levels as the browser knows them."""

from typing import Any

from data.areas import read_levels
from data.preferences import read_people_rule
from data.store import Store


def describe_levels(store: Store) -> list[dict[str, Any]]:
    """From the top down: name, rank, min_zoom, count of areas, and `hides`: the measures not shown at that level.

    The live stream leaves out areas without anything to show: at a level that hides a measure that is not a zero.
    """
    rule = read_people_rule(store)
    return [level._asdict() | {"hides": rule.hidden_measures(level.rank)} for level in read_levels(store)]
