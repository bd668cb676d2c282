"""The staging table: every row of the file, right or rejected, before any of it touches an area."""

from collections.abc import Callable, Iterator

from pyproj import Transformer

from data.loading import texts
from data.loading.area_file import AreaFile, RejectedRow
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


COUNT_REJECTED = """
SELECT count(*) AS count FROM staged_area WHERE reason IS NOT NULL
"""


def count_rejected(transaction: Transaction) -> int:
    """How many rows are rejected so far."""
    return int(transaction.read_one(COUNT_REJECTED).count)


LIST_REJECTED = """
SELECT row_number, field, coalesce(value, '') AS value, reason
FROM staged_area
WHERE reason IS NOT NULL
ORDER BY row_number
LIMIT %(limit)s
"""


def list_rejected(transaction: Transaction, limit: int) -> list[RejectedRow]:
    """The first rejected rows in the file's order."""
    return [RejectedRow(*row) for row in transaction.read(LIST_REJECTED, {"limit": limit})]


def _write_rows(batch: Batch, file: AreaFile, shapes: JudgedShapes) -> Iterator[str]:
    fields = file.fields
    columns = {meaning: batch.columns[field] for meaning, field in fields.items()}
    for index, shape in enumerate(shapes.write_hex()):
        readings = {meaning: READERS[meaning](column[index]) for meaning, column in columns.items()}
        fault = _find_fault(fields, readings, shapes.reasons[index])
        values = [readings.get(meaning, (None, None))[0] for meaning in READERS]
        shown = texts.show_value(columns[fault[0]][index]) if fault and fault[0] in columns else None
        told = (fields.get(fault[0], "geometry"), shown, fault[1]) if fault else (None, None, None)
        yield "\t".join(map(texts.write_field, (str(batch.first + index), *values, shape, *told))) + "\n"


def _find_fault(fields: dict[str, str], readings: dict[str, texts.Reading], shape_reason: str | None) -> tuple[str, str] | None:
    found = ((meaning, readings[meaning][1]) for meaning in fields)
    return next(((meaning, reason) for meaning, reason in (*found, ("geometry", shape_reason)) if reason), None)
