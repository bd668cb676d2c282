"""The staging table: every row of the file, right or rejected, before any of it touches an area."""

from collections.abc import Callable, Iterator
from typing import Any

from pyproj import Transformer

from data.loading import texts
from data.loading.area_file import AreaFile
from data.loading.gdal import Batch
from data.loading.shapes import JudgedShapes
from data.store import Transaction

CREATE_STAGING = """
CREATE TEMP TABLE staged_area (
    row_number integer NOT NULL,
    code text,
    name text,
    parent_code text,
    households integer,
    residents integer,
    geom geometry(MultiPolygon, 4326),
    field text,
    value text,
    reason text,
    area_id integer,
    parent_id integer,
    is_changed boolean NOT NULL DEFAULT false
) ON COMMIT DROP
"""

COPY_STAGING = """
COPY staged_area (row_number, code, name, parent_code, households, residents, geom, field, value, reason) FROM STDIN
"""

INDEX_STAGING = """
CREATE INDEX ON staged_area (code);
ANALYZE staged_area
"""

Fault = tuple[str | None, str | None, str | None]  # the field, its value, the reason

READERS: dict[str, Callable[[object], texts.Reading]] = {
    "code": texts.read_code,
    "name": texts.read_name,
    "parent": lambda value: (None, None) if texts.is_blank(value) else texts.read_code(value),
    "households": texts.read_number,
    "residents": texts.read_number,
}


def create_staging(transaction: Transaction) -> None:
    """An empty staging table; it lives as long as the transaction. A row is rejected when it has a reason."""
    transaction.execute(CREATE_STAGING)


def stage(transaction: Transaction, batch: Batch, file: AreaFile, to_lon_lat: Transformer) -> int:
    """Copy a batch into the staging table, each row with the first fault it has by itself; the number of rows."""
    lines = list(_write_rows(batch, file, JudgedShapes(batch.shapes, to_lon_lat)))
    return transaction.copy_in(COPY_STAGING, ["".join(lines)])


def index_staging(transaction: Transaction) -> None:
    """After the last batch: ready for the checks."""
    transaction.execute(INDEX_STAGING)


def _write_rows(batch: Batch, file: AreaFile, shapes: JudgedShapes) -> Iterator[str]:
    columns = {meaning: batch.columns[field] for meaning, field in file.fields.items()}
    for index, shape in enumerate(shapes.write_hex()):
        values = {meaning: column[index] for meaning, column in columns.items()}
        readings = {meaning: READERS[meaning](value) for meaning, value in values.items()}
        staged = [readings[meaning][0] if meaning in readings else None for meaning in READERS]
        fault = _find_fault(file, values, readings) or _name_shape_fault(shapes.reasons[index])
        yield "\t".join(map(texts.write_field, (str(batch.first + index), *staged, shape, *fault))) + "\n"


def _find_fault(file: AreaFile, values: dict[str, Any], readings: dict[str, texts.Reading]) -> Fault | None:
    for meaning, (_, reason) in readings.items():
        if reason is not None:
            return file.fields[meaning], texts.show_value(values[meaning]), reason
    return None


def _name_shape_fault(reason: str | None) -> Fault:
    return ("geometry", None, reason) if reason else (None, None, None)
