"""Rejected rows as a CSV file: as they came, with the reason behind them, to be mended and loaded again."""

import csv
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from data.faults import FileFault
from data.loading.account import RejectedRow
from data.loading.text_table import TextTable

REASON = "reason"
PAGE_ROWS = 10_000

ListRejected = Callable[[int, int], list[RejectedRow]]  # at most so many, behind this row


@contextmanager
def returning_rejected(table: TextTable, told: Path | None) -> Iterator[Path]:
    """Where the rejected rows go, told or `NAME.rejected.csv` beside the file.

    They come there when the load is done, and are gone when it failed.
    """
    name = table.path.name.removesuffix(".gz").removesuffix(".csv").removesuffix(".xlsx")
    target = told or table.path.with_name(f"{name}.rejected.csv")
    part = _name_part(target)
    try:
        yield target
        if part.exists():
            os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)


def write_rejected(table: TextTable, target: Path, list_rejected: ListRejected) -> None:
    """Write the rejected rows to the place where they wait. Raises `FileFault`."""
    part = _name_part(target)
    try:
        with part.open("w", encoding="utf-8-sig", newline="") as file:
            os.chmod(part, table.path.stat().st_mode & 0o666)
            csv.writer(file).writerows(_mark_rows(table, list_rejected))
    except OSError as fault:
        raise FileFault(f"{target} cannot be written: {fault.strerror}; name another file with --rejected") from fault


def _name_part(target: Path) -> Path:
    return target.with_name(f"{target.name}.part")


def _mark_rows(table: TextTable, list_rejected: ListRejected) -> Iterator[list[str]]:
    """The header and the rejected rows with their reasons; those of a former load are replaced."""
    former = REASON in table.header
    place = table.header.index(REASON) if former else len(table.header)
    rows = chain.from_iterable(enumerate(batch.rows, batch.first) for batch in table.read_batches())
    yield [*table.header[:place], REASON, *table.header[place + former :]]
    for rejected in _page(list_rejected):
        cells = next(cells for number, cells in rows if number == rejected.row_number)
        padded = [*cells, *[""] * (place - len(cells))]
        yield [*padded[:place], f"{rejected.field}: {rejected.reason}", *padded[place + former :]]


def _page(list_rejected: ListRejected) -> Iterator[RejectedRow]:
    after = 0
    while page := list_rejected(PAGE_ROWS, after):
        yield from page
        after = page[-1].row_number
