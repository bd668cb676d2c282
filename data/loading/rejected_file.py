"""Rejected rows as a CSV file: as they came, with the reason behind them, to be mended and loaded again."""

import csv
import io
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from data.faults import FileFault
from data.loading.account import RejectedRow
from data.loading.packing import RejectedFile, pack
from data.loading.text_table import TextTable

REASON = "reason"
PAGE_ROWS = 10_000
BYTE_ORDER_MARK = "\ufeff"  # by it Excel knows that a CSV file is UTF-8

ListRejected = Callable[[int, int], list[RejectedRow]]  # at most so many, behind this row


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


def write_rejected(table: TextTable, target: Path, name: str, list_rejected: ListRejected) -> RejectedFile:
    """Write the rejected rows to the place where they wait, and pack them for the record. Raises `FileFault`."""
    part = _name_part(target)
    rows = chain.from_iterable(enumerate(batch.rows, batch.first) for batch in table.read_batches())
    lines = write_lines(table.header, rows, page_rejected(list_rejected))
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            os.chmod(part, table.path.stat().st_mode & 0o666)
            written = (line for line in lines if file.write(line))
            packed = pack(name, next(written), written)
            file.writelines(lines)  # for which the record has no room
    except OSError as fault:
        raise FileFault(f"{target} cannot be written: {fault.strerror}; name another file with --rejected") from fault
    return packed


def _name_part(target: Path) -> Path:
    return target.with_name(f"{target.name}.part")


def write_lines(
    header: Sequence[str], rows: Iterator[tuple[int, list[str]]], rejected: Iterable[RejectedRow]
) -> Iterator[str]:
    """The lines of a CSV file: header and rejected rows with their reasons, instead of those of a former load."""
    former = REASON in header
    place = header.index(REASON) if former else len(header)
    yield BYTE_ORDER_MARK + _write_line([*header[:place], REASON, *header[place + former :]])
    for row in rejected:
        cells = next(cells for number, cells in rows if number == row.row_number)
        padded = [*cells, *[""] * (place - len(cells))]
        yield _write_line([*padded[:place], f"{row.field}: {row.reason}", *padded[place + former :]])


def _write_line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def page_rejected(list_rejected: ListRejected) -> Iterator[RejectedRow]:
    """All rejected rows in the file's order."""
    after = 0
    while page := list_rejected(PAGE_ROWS, after):
        yield from page
        after = page[-1].row_number
