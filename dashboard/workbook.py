"""The list of issues as an Excel workbook, written row by row."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from dashboard.text import text
from dashboard.text.words import name_source
from data.loading.returned_cells import FORMULA_BEGINS

MOMENT = "yyyy-mm-dd hh:mm"
LONGEST = 32_767
COLUMNS = {
    "Category": 22,
    "Status": 12,
    "Urgent": 8,
    "Overdue": 8,
    "Area": 40,
    "Source": 16,
    "Reported": 18,
    "Deadline": 18,
}
"""Heading → width."""


def write_workbook(rows: Iterable[dict[str, Any]], note: str, zone: ZoneInfo, language: str) -> Workbook:
    """One sheet: headings, a row an issue, moments as dates of the street's zone; in the end a note, if any."""
    words = text(language)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(words["Issues"])
    sheet.freeze_panes = "A2"
    for column, width in zip("ABCDEFGH", COLUMNS.values(), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.append([write_heading(sheet, words[name]) for name in COLUMNS])
    for row in rows:
        sheet.append(list(write_row(sheet, row, zone, language)))
    if note:
        sheet.append([write_text(sheet, note)])
    return book


def write_row(sheet: Any, row: dict[str, Any], zone: ZoneInfo, language: str) -> Iterator[WriteOnlyCell]:
    """The cells of an issue in the order of `COLUMNS`: no title, no address."""
    words = text(language)
    yield write_text(sheet, row["category"])
    yield write_text(sheet, words[row["status"]])
    yield write_text(sheet, words["Urgent"] if row["is_urgent"] else "")
    yield write_text(sheet, words["Overdue"] if row["is_overdue"] else "")
    yield write_text(sheet, row["place"] or words["Unlocated"])
    yield write_text(sheet, name_source(language, row["source"]))
    yield write_moment(sheet, row["reported_at"], zone)
    yield write_moment(sheet, row["due_at"], zone)


def write_heading(sheet: Any, name: str) -> WriteOnlyCell:
    """A bold text."""
    cell = write_text(sheet, name)
    cell.font = Font(bold=True)
    return cell


def write_text(sheet: Any, words: str) -> WriteOnlyCell:
    """A text that stays one, whatever it begins with: marked as Excel marks what was typed behind an apostrophe."""
    fit = ILLEGAL_CHARACTERS_RE.sub("", words)[:LONGEST]
    cell = WriteOnlyCell(sheet, fit)
    cell.data_type = "s"
    cell.quotePrefix = fit.startswith(FORMULA_BEGINS)
    return cell


def write_moment(sheet: Any, moment: datetime | None, zone: ZoneInfo) -> WriteOnlyCell:
    """A date that a spreadsheet program can sort and count with: these know no zones."""
    cell = WriteOnlyCell(sheet, moment and moment.astimezone(zone).replace(tzinfo=None, microsecond=0))
    cell.number_format = MOMENT
    return cell
