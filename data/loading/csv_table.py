"""A CSV file of any size, plain or compressed: read twice when needed, never held."""

import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from data.faults import FileFault
from data.loading.returned_cells import restore_rows
from data.loading.text_encoding import read_given, tell_encoding
from data.loading.text_table import BATCH_ROWS, MOST_IN_CELL, Batch, TextTable

GZIP_HEADER = b"\x1f\x8b"
HEAD_BYTES = 1 << 20
LONGEST_LINE = 1 << 20
BOMB_BYTES, BOMB_GROWTH = 100 << 20, 300  # a table shrinks to a tenth, not to a three-hundredth

BROKEN = (UnicodeDecodeError, csv.Error, EOFError, OSError, zlib.error)


@dataclass(frozen=True)
class CsvTable(TextTable):
    """A CSV file with a header, plain or compressed."""

    encoding: str
    delimiter: str

    def read_batches(self) -> Iterator[Batch]:
        """All rows below the header. Raises `FileFault` where the file breaks off."""
        size, first = max(self.path.stat().st_size, 1), 1
        with _open_text(self.path, self.encoding) as (raw, lines):
            csv.field_size_limit(MOST_IN_CELL)  # one for the whole process: other readers set their own
            rows = restore_rows(self.header, filter(None, csv.reader(lines, delimiter=self.delimiter)))
            next(rows)
            while batch := list(islice(rows, BATCH_ROWS)):
                share = max(raw.tell(), 1) / size
                yield Batch(first, batch, round((first - 1 + len(batch)) / share))
                first += len(batch)


def open_csv(path: Path, encoding: str | None = None) -> CsvTable:
    """The table of a CSV file; its separator is the header's most frequent of comma, semicolon and tab.

    `encoding`: what a person says; otherwise UTF-8 or GBK, by the bytes. Raises `FileFault`.
    """
    codec = read_given(encoding) if encoding else _tell_codec(path)
    with _open_text(path, codec) as (_, lines):
        line = next(filter(str.strip, lines), "")
        delimiter = max(",;\t", key=line.count)
        header = [name.strip() for name in next(csv.reader([line], delimiter=delimiter), [])]
        header = next(restore_rows(header, iter([header])))
    if not any(header):
        raise FileFault(f"{path.name} is empty: it has no header")
    return CsvTable(path, header, codec, delimiter)


def _tell_codec(path: Path) -> str:
    with _explaining(path), path.open("rb") as raw:
        head = _decompress(raw).read(HEAD_BYTES)
    told = None if b"\0" in head else tell_encoding([head])
    if told is None:
        raise FileFault(f"{path.name} is no CSV file, or its text is neither UTF-8 nor GBK: say which with --encoding")
    return told


@contextmanager
def _open_text(path: Path, codec: str) -> Iterator[tuple[BinaryIO, Iterator[str]]]:
    """The file as it lies there, to see how much of it is read, and its lines."""
    signed = "utf-8-sig" if codec == "utf-8" else codec
    with (
        _explaining(path),
        path.open("rb") as raw,
        io.TextIOWrapper(_decompress(raw), encoding=signed, newline="") as text,
    ):
        yield raw, _read_lines(path, text)


def _read_lines(path: Path, text: TextIO) -> Iterator[str]:
    """No line is so long that it would fill the memory."""
    while line := text.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE and not line.endswith("\n"):
            raise FileFault(f"{path.name} has a line of more than {LONGEST_LINE:,} characters: it is no CSV file")
        yield line


class _GuardedGzip(gzip.GzipFile):
    """A compressed file that is given up when it swells as no table does."""

    def __init__(self, raw: BinaryIO) -> None:
        super().__init__(fileobj=raw)
        self._raw = raw

    def read1(self, size: int = -1) -> bytes:
        if self.tell() > BOMB_BYTES and self.tell() > BOMB_GROWTH * self._raw.tell():
            raise EOFError("it swells as no table does")
        return super().read1(size)


def _decompress(raw: BinaryIO) -> BinaryIO:
    is_compressed = raw.read(2) == GZIP_HEADER
    raw.seek(0)
    return cast(BinaryIO, _GuardedGzip(raw)) if is_compressed else raw


@contextmanager
def _explaining(path: Path) -> Iterator[None]:
    try:
        yield
    except BROKEN as fault:
        raise FileFault(f"{path.name} cannot be read to its end: {fault}") from fault
