"""What an address asks for: its parameters, typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.levels import describe_levels
from data.areas import Area, find_by_code, read_area
from data.faults import UnknownArea
from data.store import Store

THEMES = ("light", "dark")


def join_repeated(address: Mapping[str, str | list[str]]) -> dict[str, str]:
    """What is given several times is one value with commas: Dash hands on a list."""
    return {name: value if isinstance(value, str) else ",".join(value) for name, value in address.items()}


@dataclass(frozen=True)
class Parameter:
    """How a parameter is read (`ValueError` for what does not fit), and its default as an address would write it."""

    read: Callable[[str], Any]
    default: str


def read_parameters(address: Mapping[str, str], known: Mapping[str, Parameter]) -> tuple[dict[str, Any], list[str]]:
    """The value of every known parameter, and the names of those whose value is wrong: they have their default."""
    values = {name: parameter.read(parameter.default) for name, parameter in known.items()}
    wrong = []
    for name in known.keys() & address.keys():
        try:
            values[name] = known[name].read(address[name])
        except ValueError:
            wrong.append(name)
    return values, sorted(wrong)


def make_list_reader(*allowed: str) -> Callable[[str], tuple[str, ...]]:
    """A reader of some of these words, with commas."""

    def read_list(text: str) -> tuple[str, ...]:
        chosen = tuple(dict.fromkeys(text.split(",")))
        if not set(chosen) <= set(allowed):
            raise ValueError(f"it is some of {', '.join(allowed)}")
        return chosen

    return read_list


def find_area(store: Store, code: str | None) -> tuple[Area | None, str | None]:
    """The open area with this code, or the code when there is none."""
    if not code:
        return None, None
    try:
        return read_area(store, find_by_code(store, code)), None
    except UnknownArea:
        return None, code


def choose(value: str | None, allowed: tuple[str, ...], default: str) -> str:
    """The value when it is allowed, else the default."""
    return value if value in allowed else default


def show_levels(store: Store, names: str | None) -> list[dict[str, Any]]:
    """The level table, each with whether it is shown: all of them, or those that the address names."""
    levels = describe_levels(store)
    chosen = set(names.split(",")) if names else {level["name"] for level in levels}
    return [level | {"shown": level["name"] in chosen} for level in levels]
