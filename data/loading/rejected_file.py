"""Rejected rows as a CSV file: as they came, with the reason behind them, to be mended and loaded again.

Beside the file they are whole. The store keeps what is read of them, and of that no column that tells of persons.
"""

import csv
import io
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain, tee
from pathlib import Path

from data.faults import FileFault
from data.loading.issue_file import IssueFile
from data.loading.outcome import RejectedRow
from data.loading.packing import RejectedFile, pack
from data.loading.persons import is_personal
from data.loading.returned_cells import REASON, quote_cell
from data.loading.roster_file import RosterFile
from data.loading.text_table import TextTable

PAGE_ROWS = 10_000
BYTE_ORDER_MARK = "\ufeff"  # by it Excel knows that a CSV file is UTF-8

RowsFile = IssueFile | RosterFile
ListRejected = Callable[[int, int], list[RejectedRow]]  # at most so many, behind this row
Found = tuple[list[str], RejectedRow]


def name_rejected(name: str, suffix: str = ".csv") -> str:
    """`NAME.rejected.csv` for a file of this name."""
    stem = name.removesuffix(".gz")
    return f"{stem.rpartition('.')[0] or stem}.rejected{suffix}"


@contextmanager
def returning_rejected(table: TextTable, told: Path | None) -> Iterator[Path]:
    """Where the rejected rows go, told or `NAME.rejected.csv` beside the file.

    They come there when the load is done, and are gone when it failed.
    """
    target = told or table.path.with_name(name_rejected(table.path.name))
    part = _name_part(target)
    try:
        yield target
        if part.exists():
            os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)


def _choose_kept(table: TextTable, file: RowsFile) -> set[str]:
    """The columns that the store keeps of a rejected row: those that hold a field and tell of no person."""
    named = ((name, table.header[place]) for name, place in file.find_columns(table).items())
    return {column for name, column in named if name in file.needed or not is_personal(column)}


def write_rejected(table: TextTable, file: RowsFile, target: Path, list_rejected: ListRejected) -> RejectedFile:
    """Write the rejected rows to the place where they wait, and pack them for the record. Raises `FileFault`."""
    part = _name_part(target)
    columns, name = _choose_kept(table, file), file.origin.name or table.path.name
    rows = chain.from_iterable(enumerate(batch.rows, batch.first) for batch in table.read_batches())
    found, again = tee(find_rows(rows, page_rejected(list_rejected)))
    lines = zip(_write_lines(table.header, found), write_kept_lines(table.header, columns, again), strict=True)
    try:
        with part.open("w", encoding="utf-8", newline="") as returned:
            os.chmod(part, table.path.stat().st_mode & 0o666)
            kept = (kept for whole, kept in lines if returned.write(whole))
            packed = pack(name_rejected(name), next(kept), kept)
            returned.writelines(whole for whole, _ in lines)  # for which the record has no room
    except OSError as fault:
        raise FileFault(f"{target} cannot be written: {fault.strerror}; name another file with --rejected") from fault
    return packed


def _name_part(target: Path) -> Path:
    return target.with_name(f"{target.name}.part")


def find_rows(rows: Iterator[tuple[int, list[str]]], rejected: Iterable[RejectedRow]) -> Iterator[Found]:
    """The cells of each rejected row."""
    for row in rejected:
        yield next(cells for number, cells in rows if number == row.row_number), row


def write_kept_lines(header: Sequence[str], columns: Collection[str], found: Iterator[Found]) -> Iterator[str]:
    """The lines of a CSV file that has these columns alone."""
    places = [place for place, heading in enumerate(header) if heading in columns]
    return _write_lines([header[place] for place in places], (_narrow_row(header, places, *row) for row in found))


def _narrow_row(header: Sequence[str], places: list[int], cells: list[str], row: RejectedRow) -> Found:
    """Where the cells do not stand under their headings nobody can tell which of them are kept: none is."""
    if row.field == "row" or any(cells[len(header) :]):
        return [], replace(row, field=f"row {row.row_number}")
    return [cells[place] if place < len(cells) else "" for place in places], row


def _write_lines(header: Sequence[str], found: Iterable[Found]) -> Iterator[str]:
    """Header and rejected rows with their reasons, instead of those of a former load."""
    former = REASON in header
    place = header.index(REASON) if former else len(header)
    yield BYTE_ORDER_MARK + _write_line([*header[:place], REASON, *header[place + former :]])
    for cells, row in found:
        padded = [*cells, *[""] * (place - len(cells))]
        yield _write_line([*padded[:place], f"{row.field}: {row.reason}", *padded[place + former :]])


def _write_line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(map(quote_cell, cells))
    return line.getvalue()


def page_rejected(list_rejected: ListRejected) -> Iterator[RejectedRow]:
    """All rejected rows in the file's order."""
    after = 0
    while page := list_rejected(PAGE_ROWS, after):
        yield from page
        after = page[-1].row_number
