"""Formulas of a workbook that no program ever computed: their cells would read as empty."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element

from openpyxl.xml.functions import iterparse

from data.faults import FileFault

SHEETS = "xl/worksheets/"
NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ROW, CELL, FORMULA, VALUE = (f"{NAMESPACE}{tag}" for tag in ("row", "c", "f", "v"))

MARK = re.compile(rb"<(?:\w+:)?f\b")
LONGEST_MARK = 100
CHUNK = 1 << 20


def refuse_uncomputed(path: Path) -> None:
    """Raises `FileFault` naming the first formula without a value, and what the zip file and its XML raise."""
    with zipfile.ZipFile(path) as packed:
        for part in packed.namelist():
            if part.startswith(SHEETS) and _may_hold_formulas(packed, part):
                _refuse_first(path, packed, part)


def _may_hold_formulas(packed: zipfile.ZipFile, part: str) -> bool:
    """Parsing takes a quarter of the load's own reading, and most sheets hold no formula at all."""
    end = b""
    with packed.open(part) as xml:
        while chunk := xml.read(CHUNK):
            if MARK.search(end + chunk):
                return True
            end = chunk[-LONGEST_MARK:]
    return False


def _refuse_first(path: Path, packed: zipfile.ZipFile, part: str) -> None:
    with packed.open(part) as xml:
        for cell in filter(_is_uncomputed, _read_cells(xml)):
            place = cell.get("r", "one of its cells")
            raise FileFault(f"{path.name}: the formula in {place} was never computed: open it in Excel and save it")


def _read_cells(xml: IO[bytes]) -> Iterator[Element]:
    for _, row in iterparse(xml):
        if row.tag == ROW:
            yield from row.iterfind(CELL)
            row.clear()


def _is_uncomputed(cell: Element) -> bool:
    """Whether it has a formula and no value; one that came to an empty text says by its type that it is a text."""
    return cell.find(FORMULA) is not None and not cell.findtext(VALUE) and cell.get("t") != "str"
