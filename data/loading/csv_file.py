"""CSV: UTF-8, UTF-16 or GBK, with commas, semicolons or tabs."""

import codecs
import csv
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from data.faults import FileFault
from data.loading.returned_cells import restore_rows
from data.loading.table import TableLayer
from data.loading.text_encoding import read_given, show_codec, tell_encoding

MAX_CELL = 8_000_000  # letters; a street's boundary as WKT needs some hundred thousand
MAX_HEADER = 100_000
CHUNK = 1 << 20
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
DELIMITERS = ",\t;"


def describe_csv(path: Path, encoding: str | None) -> TableLayer:
    """The table of a CSV file, its headings in the first row. Raises `FileFault` when it cannot be read."""
    codec, told = _choose_codec(path, encoding)
    open_rows = partial(_open_rows, path, codec, _find_delimiter(path, codec))
    fields = [heading.strip() for heading in next(open_rows(), [])]
    rows = partial(_open_below, open_rows, fields)
    header = tuple(next(restore_rows(fields, iter([fields]))))
    return TableLayer(path=path, name=path.stem, fields=header, text=told, open_rows=rows)


def _choose_codec(path: Path, given: str | None) -> tuple[str, str]:
    with path.open("rb") as file:
        head = file.read(4)
    marked = next((codec for mark, codec in MARKS.items() if head.startswith(mark)), None)
    if given is not None:
        codec = read_given(given)
        return ("utf-8-sig" if codec == "utf-8" else codec), f"text {show_codec(codec)} (given)"
    if marked is not None:
        return marked, f"text {marked.upper().removesuffix('-SIG')} (by its mark)"
    told = tell_encoding(_read_chunks(path))
    if told is None:
        raise FileFault(f"{path.name} is neither UTF-8 nor GBK: give --encoding")
    return told, f"text {show_codec(told)} (told by its bytes)"


def _read_chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _find_delimiter(path: Path, codec: str) -> str:
    with path.open(encoding=codec, errors="replace") as file:
        header = file.readline(MAX_HEADER)
    return max(DELIMITERS, key=header.count)


def _open_rows(path: Path, codec: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(MAX_CELL)
    with path.open(encoding=codec, newline="") as file:
        rows = csv.reader(file, delimiter=delimiter)
        try:
            yield from rows
        except UnicodeDecodeError as fault:
            place = f"{path.name}, after line {rows.line_num:,}"
            raise FileFault(f"{place}: the text is not {show_codec(codec)}, try --encoding") from fault
        except csv.Error as fault:
            raise FileFault(f"{path.name}, line {rows.line_num:,}, cannot be read: {fault}") from fault


def _open_below(open_rows: partial[Iterator[list[str]]], header: list[str]) -> Iterator[list[str]]:
    rows = open_rows()
    next(rows, None)
    return restore_rows(header, rows)
