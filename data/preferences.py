"""Settings kept in the store: title, mode, theme, targets, who sees how many people, class edges, retention."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from data.faults import SettingFault
from data.people import PeopleRule
from data.store import Store


@dataclass(frozen=True)
class Preferences:
    """The stored settings, typed. `class_edges` maps a measure and a level to the lower edges of its classes."""

    street_title: str
    mode: str
    theme: str
    volunteer_target_percent: float
    people_min_level: str
    min_count: int
    class_edges: dict[str, dict[str, list[float]]]
    retention_days: int
    is_demo: bool


def _parse_word(*words: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text not in words:
            raise ValueError(f"it is {' or '.join(words)}")
        return text

    return parse


def _parse_count(text: str) -> int:
    count = int(text)
    if count < 0:
        raise ValueError("it is 0 or more")
    return count


def _parse_days(text: str) -> int:
    days = int(text)
    if not 1 <= days <= 36_500:
        raise ValueError("it is 1 to 36500")
    return days


def _parse_percent(text: str) -> float:
    percent = float(text)
    if not 0 < percent <= 100:
        raise ValueError("it lies above 0 and up to 100")
    return percent


def _parse_edges(text: str) -> dict[str, dict[str, list[float]]]:
    edges = json.loads(text)
    rows = [row for levels in edges.values() for row in levels.values()]
    if any(not 1 <= len(row) <= 6 or row != sorted(set(row)) for row in rows):
        raise ValueError('it is like {"open_issues": {"grid": [1, 3, 5]}} with one to six rising edges')
    return dict(edges)


PARSERS: dict[str, Callable[[str], Any]] = {
    "street_title": str,
    "mode": _parse_word("routine", "emergency"),
    "theme": _parse_word("light", "dark"),
    "volunteer_target_percent": _parse_percent,
    "people_min_level": str,
    "min_count": _parse_count,
    "class_edges": _parse_edges,
    "retention_days": _parse_days,
    "is_demo": lambda text: text == "true",
}

READ_SETTINGS = """
SELECT name, value FROM setting
"""


def read_preferences(store: Store) -> Preferences:
    """All stored settings. Raises `SettingFault` with the name of one that cannot be read."""
    rows = {row.name: row.value for row in store.read(READ_SETTINGS)}
    return Preferences(**{name: _parse(name, rows[name]) for name in PARSERS})


READ_RANKS = """
SELECT name, rank FROM level
"""


def read_people_rule(store: Store) -> PeopleRule:
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
    if name not in PARSERS or name == "is_demo":
        raise SettingFault(f"there is no setting {name}; there are: {', '.join(n for n in PARSERS if n != 'is_demo')}")
    _parse(name, value)
    if name == "people_min_level" and value not in {row.name for row in store.read(READ_RANKS)}:
        raise SettingFault(f"people_min_level={value}: there is no such level")
    store.execute(WRITE_SETTING, {"name": name, "value": value})


def _parse(name: str, text: str) -> Any:
    try:
        return PARSERS[name](text)
    except (ValueError, AttributeError, TypeError) as fault:
        raise SettingFault(f"setting {name}={text}: {fault}") from fault
