"""Stored settings as values: each reader raises `ValueError` with the half of a sentence that says what fits."""

import json
import re
from collections.abc import Callable
from typing import Any

from data.counts import MEASURES

MAX_TITLE, MAX_COUNT, MAX_DAYS, MAX_EDGES = 60, 1_000_000, 36_500, 6

Edges = dict[str, dict[str, list[float]]]


def read_title(text: str) -> str:
    """A line that fits into the header; nothing is the name of the topmost area."""
    if len(text) > MAX_TITLE or not text.isprintable():
        raise ValueError(f"it is one line of at most {MAX_TITLE} characters")
    return text


def make_word_reader(*words: str) -> Callable[[str], str]:
    """A reader of one of these words."""

    def read_word(text: str) -> str:
        if text not in words:
            raise ValueError(f"it is {' or '.join(words)}")
        return text

    return read_word


def make_number_reader(least: int, most: int) -> Callable[[str], int]:
    """A reader of a whole number within these bounds."""

    def read_number(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise ValueError(f"it is a whole number from {least} to {most}")
        return int(text)

    return read_number


def make_metre_reader(least: float, most: float) -> Callable[[str], float]:
    """A reader of a length within these bounds."""

    def read_metres(text: str) -> float:
        if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,3})?", text) or not least <= float(text) <= most:
            raise ValueError(f"it is a number of metres from {least} to {most}")
        return float(text)

    return read_metres


def read_truth(text: str) -> bool:
    """True or false."""
    return make_word_reader("true", "false")(text) == "true"


def read_percent(text: str) -> float:
    """A share in percent."""
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,3})?", text) or not 0 < float(text) <= 100:
        raise ValueError("it is a number above 0 and up to 100, without a sign behind it")
    return float(text)


def read_edges(text: str) -> Edges:
    """The lower edges of the classes of the map, by measure and level."""
    try:
        edges = json.loads(text)
    except ValueError as fault:
        raise ValueError(f'it is JSON like {{"open_issues": {{"grid": [1, 3, 5]}}}}: {fault}') from None
    if not isinstance(edges, dict) or not all(isinstance(levels, dict) for levels in edges.values()):
        raise ValueError('it is like {"open_issues": {"grid": [1, 3, 5]}}')
    unknown = [measure for measure in edges if measure not in MEASURES]
    if unknown:
        raise ValueError(f"there is no measure {unknown[0]}; there are: {', '.join(MEASURES)}")
    for row in (row for levels in edges.values() for row in levels.values()):
        _refuse_unfit_edges(row)
    return edges


def _refuse_unfit_edges(row: Any) -> None:
    are_numbers = isinstance(row, list) and all(type(edge) in (int, float) and 0 < edge < 1e9 for edge in row)
    if not are_numbers or not 1 <= len(row) <= MAX_EDGES or row != sorted(set(row)):
        raise ValueError(f"edges are 1 to {MAX_EDGES} rising numbers above 0, not {json.dumps(row)}")
