"""Loading lines and places: one file, one transaction. A row is known by its kind, name and shape."""

from functools import partial

from data.load_records import write_load
from data.loading import texts
from data.loading.admission import refuse_demo, refuse_second_load
from data.loading.map_account import STAGING, read_outcome
from data.loading.map_file import MapFile
from data.loading.map_report import MapReport
from data.loading.outcome import Outcome
from data.loading.place_areas import stand_in_areas
from data.loading.progress import Progress
from data.loading.recording import recording
from data.loading.rejected_rows import count_rejected, list_rejected, refuse_unfit
from data.loading.rejected_shapes import keep_rejected
from data.loading.rows import Readers, write_rows
from data.loading.sources import Source, open_source
from data.store import SQL, Identifier, Store, Transaction

KINDS = {"map_line": "lines", "map_place": "places"}
"""Table → what a load of it is recorded as."""


def load_map(store: Store, file: MapFile, progress: Progress) -> MapReport:
    """Load a file of lines or places and say what came of it.

    Everything is committed together with its record or, when anything is raised or it is a dry run, nothing is. Raises
    `FileFault` for a fault of the file, which is recorded as well, `DemoStoreFault` for a store that holds the demo,
    `StoreBusy` while another load runs, `LoadCancelled`.
    """
    refuse_demo(store)
    with (
        recording(store, KINDS[file.table], None, file) as told,
        open_source(file) as source,
        store.transaction(is_dry=file.is_dry) as transaction,
    ):
        refuse_second_load(transaction)
        read = _stage_file(transaction, source, file, progress)
        _check_rows(transaction, file, read, progress)
        outcome = _write_rows(transaction, file, read, progress)
        record = None
        if not file.is_dry:
            rejected = partial(list_rejected, transaction, STAGING)
            kept = keep_rejected(source, file, rejected) if outcome.rejected else None
            record = write_load(transaction, told, outcome, progress.seconds, kept)
        progress.say("committing")
    return MapReport(file=file, source=source, outcome=outcome, seconds=progress.seconds, record=record)


CREATE_STAGING = """
CREATE TEMP TABLE staged_shape (
    row_number integer NOT NULL,
    kind text,
    name text,
    area_code text,
    geom geometry(Geometry, 4326),
    field text,
    value text,
    reason text,
    flaw text,
    flaw_lon double precision,
    flaw_lat double precision,
    is_new boolean NOT NULL DEFAULT false
) ON COMMIT DROP
"""

COPY_STAGING = """
COPY staged_shape (row_number, kind, name, area_code, geom, field, value, reason,
    flaw, flaw_lon, flaw_lat) FROM STDIN
"""

FILL_BLANKS = """
UPDATE staged_shape SET kind = coalesce(%(kind)s, kind), name = coalesce(name, '');
ANALYZE staged_shape
"""


def _stage_file(transaction: Transaction, source: Source, file: MapFile, progress: Progress) -> int:
    read, readers = 0, _choose_readers(file)
    transaction.execute(CREATE_STAGING)
    progress.expect(source.layer.rows)
    for batch in source.layer.read_batches(list(file.fields.values())):
        lines = write_rows(batch, file, readers, source.projection.to_lon_lat)
        read += transaction.copy_in(COPY_STAGING, ["".join(lines)])
        progress.advance(len(batch.shapes))
    transaction.execute(FILL_BLANKS, {"kind": file.kind})
    if "area" in file.fields:
        stand_in_areas(transaction, file.fields["area"])
    return read


def _choose_readers(file: MapFile) -> Readers:
    read_name = texts.read_name if file.table == "map_place" else texts.read_optional_name
    return {"kind": texts.read_kind, "name": read_name, "area": texts.read_optional_code}


REJECT_DOUBLED = """
UPDATE staged_shape s
SET field = 'geometry', value = NULL, reason = format('the same stands already in row %%s', first.row_number)
FROM (
    SELECT kind, name, geom, min(row_number) AS row_number
    FROM staged_shape WHERE reason IS NULL
    GROUP BY kind, name, geom HAVING count(*) > 1
) AS first
WHERE (s.kind, s.name, s.geom) = (first.kind, first.name, first.geom) AND s.row_number > first.row_number
    AND s.reason IS NULL
"""


def _check_rows(transaction: Transaction, file: MapFile, read: int, progress: Progress) -> None:
    progress.say("checking rows")
    transaction.execute(REJECT_DOUBLED, {})
    refuse_unfit(file, read, count_rejected(transaction, STAGING), list_rejected(transaction, STAGING, 1))


MARK_NEW = """
UPDATE staged_shape s SET is_new = true
WHERE reason IS NULL AND NOT EXISTS (
    SELECT FROM {table} m WHERE (m.kind, m.name, m.geom) = (s.kind, s.name, s.geom)
)
"""

FIND_ABSENT = """
CREATE TEMP TABLE absent_shape ON COMMIT DROP AS
SELECT m.id
FROM {table} m
WHERE m.kind IN (SELECT kind FROM staged_shape WHERE reason IS NULL) AND NOT EXISTS (
    SELECT FROM staged_shape s WHERE (m.kind, m.name, m.geom) = (s.kind, s.name, s.geom) AND s.reason IS NULL
)
"""

REMOVE_ABSENT = """
DELETE FROM {table} m USING absent_shape a WHERE m.id = a.id
"""

ADD_NEW = """
INSERT INTO {table} (kind, name, geom)
SELECT kind, name, geom FROM staged_shape WHERE is_new ORDER BY row_number
"""


def _write_rows(transaction: Transaction, file: MapFile, read: int, progress: Progress) -> Outcome:
    """Write what differs. A statement, even an empty one, renews every screen's map."""
    progress.say(f"writing {file.table}")
    table = Identifier(file.table)
    new = transaction.execute(SQL(MARK_NEW).format(table=table))
    removed = transaction.execute(SQL(FIND_ABSENT).format(table=table)) if file.replaces else 0
    outcome = read_outcome(transaction, file, read, new, removed)
    if removed and not file.is_dry:
        transaction.execute(SQL(REMOVE_ABSENT).format(table=table))
    if new and not file.is_dry:
        transaction.execute(SQL(ADD_NEW).format(table=table))
    return outcome
