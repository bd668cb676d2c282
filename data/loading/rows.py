"""Rows of a file as lines of PostgreSQL's COPY, each with the first fault that it has by itself."""

from collections.abc import Callable, Iterator
from typing import Any

from data.loading import texts
from data.loading.layer import Batch
from data.loading.mending import Flaw
from data.loading.shapes import JudgedShapes, ToLonLat
from data.loading.source_file import SourceFile

Fault = tuple[str | None, str | None, str | None]  # the field, its value, the reason
Readers = dict[str, Callable[[Any], texts.Reading]]


def write_rows(batch: Batch, file: SourceFile, readers: Readers, to_lon_lat: ToLonLat) -> Iterator[str]:
    """A line a row: its number, a value for each reader (NULL where the file has no such field), shape, fault, flaw."""
    shapes = JudgedShapes(batch.shapes, file.shapes, to_lon_lat)
    columns = {meaning: batch.columns[field] for meaning, field in file.fields.items()}
    for index, shape in enumerate(shapes.write_hex()):
        values = {meaning: column[index] for meaning, column in columns.items()}
        readings = {meaning: readers[meaning](value) for meaning, value in values.items()}
        staged = [readings[meaning][0] if meaning in readings else None for meaning in readers]
        fault = _find_fault(file, values, readings) or _name_shape_fault(shapes.reasons[index])
        line = (str(batch.first + index), *staged, shape, *fault, *_tell_flaw(shapes.flaws.get(index)))
        yield "\t".join(map(texts.write_field, line)) + "\n"


def _find_fault(file: SourceFile, values: dict[str, Any], readings: dict[str, texts.Reading]) -> Fault | None:
    for meaning, (_, reason) in readings.items():
        if reason is not None:
            return file.fields[meaning], texts.show_value(values[meaning]), reason
    return None


def _name_shape_fault(reason: str | None) -> Fault:
    return ("geometry", None, reason) if reason else (None, None, None)


def _tell_flaw(flaw: Flaw | None) -> tuple[str | None, ...]:
    return (flaw.reason, repr(flaw.lon), repr(flaw.lat)) if flaw else (None, None, None)
