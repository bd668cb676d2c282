"""Excel workbooks (.xlsx), read a row at a time by openpyxl, within bounds that no office's file comes near.

A workbook is a zip of XML: what it may unpack to is bounded before it is opened; openpyxl reads XML with defusedxml,
which refuses entities. A formula counts as the value that Excel computed last; one never computed refuses the file.
"""

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl

from data.faults import FileFault
from data.loading.formulas import refuse_uncomputed
from data.loading.headings import MOST_ROWS, Merge, join_headings, read_heading_rows
from data.loading.merges import list_merges
from data.loading.table import Row, TableLayer
from data.loading.texts import RoundedNumber

MAX_PARTS = 2_000
MAX_UNPACKED = 1 << 30
MAX_TEXTS = 128 << 20  # the shared texts stay in memory
SHARED_TEXTS = "xl/sharedStrings.xml"
MAX_ROWS = 1_048_576  # Excel's own limit
MAX_CELLS = 50_000_000
EXACT = 10**15  # Excel keeps 15 digits of a number
ROWS_AT_ONCE = 500

# What zipfile, the XML parser and openpyxl raise on damaged or hostile files (openpyxl has no errors of its own there).
UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, OSError, EOFError, SyntaxError, LookupError, ValueError, TypeError),
    *(AttributeError, RuntimeError, OverflowError, AssertionError),
)


def describe_sheet(path: Path, name: str | None, headings: str | None = None) -> TableLayer:
    """The table of a sheet, its headings in the first row or in those told. Raises `FileFault`."""
    first, last = read_heading_rows(headings)
    names, rows, merges = read_head(path, name)
    with _sentences(path):
        refuse_uncomputed(path)
    if name is None and len(names) > 1:
        raise FileFault(f"{path.name} holds several sheets, choose one with --layer: {', '.join(names)}")
    if name not in (None, *names) or not names:
        raise FileFault(f"{path.name} has no sheet {name or ''}; there are: {', '.join(names) or 'none'}")
    fields = join_headings(rows, merges, first, last)
    open_rows = partial(_open_rows, path, name or names[0], last)
    return TableLayer(path=path, name=name or names[0], fields=fields, open_rows=open_rows)


def read_head(path: Path, name: str | None) -> tuple[list[str], list[Row], list[Merge]]:
    """The names of all sheets; the first rows and merged cells of the one named, else of the first.

    Raises `FileFault`.
    """
    _refuse_bombs(path)
    with _sentences(path), _open_workbook(path) as workbook:
        names: list[str] = [sheet.title for sheet in workbook.worksheets]
        chosen = next((sheet for sheet in (name, *names[:1]) if sheet in names), None)
        if chosen is None:
            return names, [], []
        rows = list(islice(_iterate(workbook, chosen), MOST_ROWS))
        return names, rows, list_merges(path, workbook[chosen])


def _refuse_bombs(path: Path) -> None:
    with _sentences(path), zipfile.ZipFile(path) as packed:
        parts = {part.filename: part.file_size for part in packed.infolist()}
    if len(parts) > MAX_PARTS or sum(parts.values()) > MAX_UNPACKED or parts.get(SHARED_TEXTS, 0) > MAX_TEXTS:
        raise FileFault(f"{path.name} unpacks to more than is read from a workbook: save it as CSV")


@contextmanager
def _open_workbook(path: Path) -> Iterator[Any]:
    with path.open("rb") as file:  # not left to openpyxl, which keeps a damaged file open
        with _sentences(path):
            workbook = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        with closing(workbook):
            yield workbook


def _open_rows(path: Path, name: str, skipped: int) -> Iterator[Row]:
    with _open_workbook(path) as workbook:
        rows = islice(_iterate(workbook, name), skipped, None)
        count = cells = 0
        while several := _take_some(path, rows):
            count, cells = count + len(several), cells + sum(map(len, several))
            if count >= MAX_ROWS or cells > MAX_CELLS:
                raise FileFault(f"{path.name}, sheet {name}, holds more than is read from a sheet: save it as CSV")
            yield from several


def _iterate(workbook: Any, name: str) -> Iterator[Row]:
    sheet = workbook[name]
    sheet.reset_dimensions()  # what a sheet says of its size is often wrong
    rows: Iterator[Row] = sheet.iter_rows(values_only=True)
    return rows


def _take_some(path: Path, rows: Iterator[Row]) -> list[Row]:
    with _sentences(path):
        return [[_read_cell(value) for value in row] for row in islice(rows, ROWS_AT_ONCE)]


def _read_cell(value: Any) -> Any:
    is_rounded = isinstance(value, int | float) and abs(value) >= EXACT
    return RoundedNumber(value) if is_rounded else value


@contextmanager
def _sentences(path: Path) -> Iterator[None]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # remarks on styles and other parts that are not read
            yield
    except UNREADABLE as fault:
        raise FileFault(f"{path.name} cannot be read as a workbook: it is damaged") from fault
