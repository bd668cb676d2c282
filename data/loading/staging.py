"""The staging table: every row of the file, right or rejected, before any of it touches an area."""

from collections.abc import Iterator

from data.loading import texts
from data.loading.area_file import AreaFile
from data.loading.progress import Progress
from data.loading.rows import Readers, write_rows
from data.loading.sources import Source
from data.store import Transaction

STAGING = "staged_area"

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
    flaw text,
    flaw_lon double precision,
    flaw_lat double precision,
    area_id integer,
    parent_id integer,
    is_changed boolean NOT NULL DEFAULT false
) ON COMMIT DROP;
SELECT set_config('work_mem', '64MB', true), set_config('maintenance_work_mem', '128MB', true),
    set_config('jit', 'off', true)
"""

COPY_STAGING = """
COPY staged_area (row_number, code, name, parent_code, households, residents, geom, field, value, reason,
    flaw, flaw_lon, flaw_lat) FROM STDIN
"""

INDEX_STAGING = """
CREATE INDEX ON staged_area (code);
ANALYZE staged_area
"""

READERS: Readers = {
    "code": texts.read_code,
    "name": texts.read_name,
    "parent": texts.read_optional_code,
    "households": texts.read_number,
    "residents": texts.read_number,
}


def stage_areas(transaction: Transaction, source: Source, file: AreaFile, progress: Progress) -> int:
    """Copy the file into a new staging table, each row with the first fault it has by itself; the number of rows.

    The table lives as long as the transaction. A row is rejected when it has a reason.
    """
    transaction.execute(CREATE_STAGING)
    read = transaction.copy_in(COPY_STAGING, _write_batches(source, file, progress))
    transaction.execute(INDEX_STAGING)
    return read


def _write_batches(source: Source, file: AreaFile, progress: Progress) -> Iterator[str]:
    progress.expect(source.layer.rows)
    readers = READERS | {"code": texts.make_code_reader(file.code_system)}
    for batch in source.layer.read_batches(list(dict.fromkeys(file.fields.values()))):
        yield from write_rows(batch, file, readers, source.projection.to_lon_lat)
        progress.advance(len(batch.shapes))
