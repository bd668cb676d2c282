"""Settings kept in the store: how a street names itself, looks, counts people, forgets, tours and is checked."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

from data.faults import SettingFault
from data.people import PeopleRule
from data.preference_values import (
    MAX_COUNT,
    MAX_DAYS,
    Edges,
    make_metre_reader,
    make_number_reader,
    make_word_reader,
    read_edges,
    read_percent,
    read_title,
    read_truth,
)
from data.store import Store, Transaction


@dataclass(frozen=True)
class Preferences:
    """The stored settings, typed. `class_edges` maps a measure and a level to the lower edges of its classes."""

    street_title: str
    mode: str
    theme: str
    volunteer_target_percent: float
    people_min_level: str
    min_count: int
    class_edges: Edges
    retention_days: int
    tour_seconds: int
    tour_order: str
    tour_only_open: bool
    check_tolerance: float
    check_sliver: float
    grid_least_households: int
    grid_most_households: int
    grid_most_residents: int
    is_demo: bool


READERS: dict[str, Callable[[str], Any]] = {
    "street_title": read_title,
    "mode": make_word_reader("routine", "emergency"),
    "theme": make_word_reader("light", "dark"),
    "volunteer_target_percent": read_percent,
    "people_min_level": str,
    "min_count": make_number_reader(0, MAX_COUNT),
    "class_edges": read_edges,
    "retention_days": make_number_reader(1, MAX_DAYS),
    "tour_seconds": make_number_reader(5, 600),
    "tour_order": make_word_reader("code", "open_issues"),
    "tour_only_open": read_truth,
    "check_tolerance": make_metre_reader(0.01, 10),
    "check_sliver": make_metre_reader(0.01, 100),
    "grid_least_households": make_number_reader(0, MAX_COUNT),
    "grid_most_households": make_number_reader(0, MAX_COUNT),
    "grid_most_residents": make_number_reader(0, MAX_COUNT),
    "is_demo": read_truth,
}

READ_SETTINGS = """
SELECT name, value FROM setting
"""


def read_preferences(store: Store | Transaction) -> Preferences:
    """All stored settings. Raises `SettingFault` with the name of one that cannot be read."""
    rows = {row.name: row.value for row in store.read(READ_SETTINGS)}
    return Preferences(**{name: _parse(name, rows[name]) for name in READERS})


def hash_drawn(preferences: Preferences) -> str:
    """A word for the settings that a wall is drawn with: another one when one of them changed."""
    drawn = [
        preferences.street_title,
        preferences.mode,
        preferences.volunteer_target_percent,
        preferences.class_edges,
        preferences.is_demo,
    ]
    return sha256(json.dumps(drawn).encode()).hexdigest()[:16]


READ_RANKS = """
SELECT name, rank FROM level ORDER BY rank
"""


def read_people_rule(store: Store | Transaction) -> PeopleRule:
    """The present rule for counts of people. An unknown `people_min_level` hides them everywhere below the top."""
    preferences = read_preferences(store)
    ranks = {row.name: row.rank for row in store.read(READ_RANKS)}
    return PeopleRule(ranks.get(preferences.people_min_level, min(ranks.values())), preferences.min_count)


def read_retention(store: Store) -> timedelta:
    """How long changes of counts are kept."""
    return timedelta(days=read_preferences(store).retention_days)


WRITE_SETTING = """
INSERT INTO setting (name, value) VALUES (%(name)s, %(value)s)
ON CONFLICT (name) DO UPDATE SET value = excluded.value
"""


def write_preference(store: Store, name: str, value: str) -> None:
    """Keep one setting. Raises `SettingFault` for an unknown name or a value that does not fit."""
    if name not in READERS or name == "is_demo":
        raise SettingFault(f"there is no setting {name}; there are: {', '.join(n for n in READERS if n != 'is_demo')}")
    _refuse_unknown_levels(store, name, _parse(name, value))
    store.execute(WRITE_SETTING, {"name": name, "value": value})


def _parse(name: str, text: str) -> Any:
    try:
        return READERS[name](text)
    except ValueError as fault:
        raise SettingFault(f"setting {name}={text[:60]!r}: {fault}") from fault


def _refuse_unknown_levels(store: Store, name: str, value: Any) -> None:
    levels = [row.name for row in store.read(READ_RANKS)]
    unknown = [level for level in _list_levels(name, value) if level not in levels]
    if unknown:
        raise SettingFault(f"setting {name}: there is no level {unknown[0]}; there are: {', '.join(levels)}")


def _list_levels(name: str, value: Any) -> list[str]:
    if name == "class_edges":
        return [level for levels in value.values() for level in levels]
    return [value] if name == "people_min_level" else []
