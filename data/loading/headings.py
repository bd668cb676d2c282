"""Headings of a sheet: in its first row, or in several rows whose cells are merged."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from data.faults import FileFault

TOLD = re.compile(r"([1-9]\d?)(?:-([1-9]\d?))?")
MOST_ROWS = 30
"""Of a sheet, within which its headings stand."""

Cells = Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Merge:
    """Cells that are one: rows and columns from 1, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell is one of them."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


def read_heading_rows(told: str | None) -> tuple[int, int]:
    """First and last row from `2` or `2-3`; without that the first row. Raises `FileFault`."""
    found = TOLD.fullmatch((told or "1").strip())
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not 0 < first <= last <= MOST_ROWS:
        raise FileFault(f"--headings {told}: a row such as 1 or rows such as 2-3 of the first {MOST_ROWS} are wanted")
    return first, last


def join_headings(rows: Cells, merges: Sequence[Merge], first: int, last: int) -> tuple[str, ...]:
    """A heading a column: what stands above it in these rows, from the top, nothing twice."""
    width = max((len(row) for row in rows[first - 1 : last]), default=0)
    return tuple(_join_column(rows, merges, range(first, last + 1), column) for column in range(1, width + 1))


def find_heading_rows(rows: Cells, merges: Sequence[Merge]) -> tuple[int, int]:
    """Which of the first rows look like the headings: below a title, as deep as their merged cells reach."""
    first = next((number for number in range(1, len(rows) + 1) if len(_list_texts(rows, merges, number)) > 1), 1)
    last = first
    for merge in sorted(merges, key=lambda merge: merge.top):
        if first <= merge.top <= last:
            is_above_others = merge.right > merge.left
            last = min(max(last, merge.bottom + is_above_others), len(rows), MOST_ROWS)
    return first, last


def _join_column(rows: Cells, merges: Sequence[Merge], numbers: range, column: int) -> str:
    texts = dict.fromkeys(filter(None, (_read(rows, merges, number, column) for number in numbers)))
    return "".join(_space(list(texts)))


def _space(texts: list[str]) -> Iterator[str]:
    """Chinese words stand without a blank between them."""
    for former, text in zip(["", *texts], texts, strict=False):
        yield f" {text}" if former[-1:].isascii() and former and text[:1].isascii() else text


def _read(rows: Cells, merges: Sequence[Merge], row: int, column: int) -> str:
    """The text of a cell; of merged cells it stands in the first."""
    merge = next((merge for merge in merges if merge.holds(row, column)), None)
    top, left = (merge.top, merge.left) if merge else (row, column)
    cells = rows[top - 1] if top <= len(rows) else ()
    value = cells[left - 1] if left <= len(cells) else None
    return "" if value is None else str(value).strip()


def _list_texts(rows: Cells, merges: Sequence[Merge], number: int) -> set[str]:
    return {_read(rows, merges, number, column) for column in range(1, len(rows[number - 1]) + 1)} - {""}
