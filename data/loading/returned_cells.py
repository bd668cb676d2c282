"""Cells of a CSV file of rejected rows: no spreadsheet program takes one for a formula; they come back as they were."""

import re
from collections.abc import Iterator, Sequence

REASON = "rejected_reason"
"""The column that tells a file of rejected rows: why each was rejected. No loader reads it."""

FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")
"""With these a spreadsheet program takes a text for a formula."""
NUMBER = re.compile(r"[+-]?\d+(\.\d*)?([eE][+-]?\d+)?")
QUOTE = "'"


def quote_cell(cell: str) -> str:
    """Behind an apostrophe where it begins as a formula does and is no number."""
    return QUOTE + cell if cell.lstrip(QUOTE).startswith(FORMULA_BEGINS) and not NUMBER.fullmatch(cell) else cell


def restore_rows(header: Sequence[str], rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """The rows of a file as they were before they came back; those of any other file as they are."""
    return (list(map(_restore_cell, row)) for row in rows) if REASON in header else rows


def _restore_cell(cell: str) -> str:
    is_quoted = cell.startswith(QUOTE) and cell.lstrip(QUOTE).startswith(FORMULA_BEGINS)
    return cell.removeprefix(QUOTE) if is_quoted else cell
