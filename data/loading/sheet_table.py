"""A sheet of an Excel workbook as a table of texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import islice
from pathlib import Path
from typing import Any

from data.faults import FileFault
from data.loading.excel import describe_sheet
from data.loading.table import TableLayer
from data.loading.text_table import BATCH_ROWS, MOST_IN_CELL, Batch, TextTable
from data.loading.texts import RoundedNumber, is_blank


@dataclass(frozen=True)
class SheetTable(TextTable):
    """A sheet with its header in the first row; each cell is the text that it would be in a CSV file."""

    sheet: TableLayer

    def read_batches(self) -> Iterator[Batch]:
        """All rows below the header. Raises `FileFault` where the file breaks off."""
        first, rows = 1, filter(any, map(self._write_row, self.sheet.open_rows()))
        while batch := list(islice(rows, BATCH_ROWS)):
            yield Batch(first, batch, None)
            first += len(batch)

    def _write_row(self, row: Sequence[Any]) -> list[str]:
        """As many cells as headings, more only when they say something."""
        cells = strip_end([self._write_cell(value) for value in row])
        return cells + [""] * (len(self.header) - len(cells))

    def _write_cell(self, value: Any) -> str:
        text = write_cell(value)
        if len(text) > MOST_IN_CELL:
            raise FileFault(f"{self.path.name}, sheet {self.sheet.name}, has a cell of {len(text):,} characters")
        return text


def open_sheet(path: Path, name: str | None, headings: str | None = None) -> SheetTable:
    """The table of a sheet; `name` may be left out when there is only one. Raises `FileFault`."""
    sheet = describe_sheet(path, name, headings)
    header = strip_end(list(sheet.fields))
    if not header:
        raise FileFault(f"{path.name}, sheet {sheet.name}, is empty: it has no header")
    return SheetTable(path, header, sheet)


def strip_end(cells: list[str]) -> list[str]:
    """The cells up to the last that says something."""
    length = max((place for place, cell in enumerate(cells, 1) if cell), default=0)
    return cells[:length]


def write_cell(value: Any) -> str:
    """A value as the text that a person would write. A rounded number stays recognisable as one."""
    if is_blank(value):
        return ""
    if isinstance(value, RoundedNumber):
        return f"{value:.14E}"
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
