"""Loading lines and places: one file, one transaction. A row is known by its kind, name and shape."""

from dataclasses import dataclass

from data.faults import FileFault
from data.loading import texts
from data.loading.account import SHOWN_REJECTED, RejectedRow
from data.loading.admission import refuse_demo, refuse_second_load
from data.loading.map_file import MapFile
from data.loading.place_areas import stand_in_areas
from data.loading.progress import Progress
from data.loading.report import list_some
from data.loading.rows import Readers, write_rows
from data.loading.sources import Source, open_source
from data.store import SQL, Identifier, Store, Transaction


@dataclass(frozen=True)
class MapReport:
    """What a load of lines or places did: new + unchanged + rejected = read, always; `removed`: rows of the store."""

    file: MapFile
    source: Source
    read: int
    new: int
    removed: int
    rejected: int
    examples: list[RejectedRow]
    seconds: float

    def lines(self) -> list[str]:
        """The report as text, a line each."""
        unchanged = self.read - self.new - self.rejected
        is_same = not (self.new or self.removed)
        return [
            f"{self.file.file}, layer {self.source.layer.name}, to {self.file.table}; {self.source.told}",
            f"read {self.read:,} = loaded {self.new:,} + unchanged {unchanged:,} + rejected {self.rejected:,}",
            f"removed, because the file is the whole of its kinds: {self.removed:,}",
            *(["Nothing changed: the store holds all of this already."] if is_same else []),
            f"{self.seconds:.1f} s, {self.read / max(self.seconds, 1e-3):,.0f} rows/s",
            *list_some("rejected", self.rejected, self.examples),
        ]


def load_map(store: Store, file: MapFile, progress: Progress) -> MapReport:
    """Load a file of lines or places and say what came of it.

    Everything is committed together or, when anything is raised, nothing is. Raises `FileFault` for a fault of the
    file, `DemoStoreFault` for a store that holds the demo, `StoreBusy` while another load runs, `LoadCancelled`.
    """
    refuse_demo(store)
    with open_source(file) as source, store.transaction() as transaction:
        refuse_second_load(transaction)
        read = _stage_file(transaction, source, file, progress)
        rejected, examples = _check_rows(transaction, file, read, progress)
        new, removed = _write_rows(transaction, file, progress)
        progress.say("committing")
    return MapReport(file, source, read, new, removed, rejected, examples, progress.seconds)


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
    is_new boolean NOT NULL DEFAULT false
) ON COMMIT DROP
"""

COPY_STAGING = """
COPY staged_shape (row_number, kind, name, area_code, geom, field, value, reason) FROM STDIN
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

COUNT_REJECTED = """
SELECT count(*) AS count FROM staged_shape WHERE reason IS NOT NULL
"""

LIST_REJECTED = """
SELECT row_number, field, coalesce(value, '') AS value, reason
FROM staged_shape
WHERE reason IS NOT NULL
ORDER BY row_number
LIMIT %(limit)s
"""


def _check_rows(
    transaction: Transaction, file: MapFile, read: int, progress: Progress
) -> tuple[int, list[RejectedRow]]:
    progress.say("checking rows")
    transaction.execute(REJECT_DOUBLED, {})
    rejected = int(transaction.read_one(COUNT_REJECTED).count)
    examples = [RejectedRow(*row) for row in transaction.read(LIST_REJECTED, {"limit": SHOWN_REJECTED})]
    if rejected == read or (rejected and file.is_strict):
        found = f"none of {read:,} rows fits" if rejected == read else f"{rejected:,} of {read:,} rows do not fit"
        raise FileFault(f"{file.file}: {found}; {examples[0] if examples else 'it holds no rows'}")
    return rejected, examples


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
CREATE TEMP TABLE removed_shape ON COMMIT DROP AS
SELECT m.kind, m.name FROM {table} m JOIN absent_shape a USING (id);
DELETE FROM {table} m USING absent_shape a WHERE m.id = a.id
"""

ADD_NEW = """
INSERT INTO {table} (kind, name, geom)
SELECT kind, name, geom FROM staged_shape WHERE is_new ORDER BY row_number
"""


def _write_rows(transaction: Transaction, file: MapFile, progress: Progress) -> tuple[int, int]:
    """How many rows are new and how many were removed. A statement, even an empty one, renews every screen's map."""
    progress.say(f"writing {file.table}")
    table = Identifier(file.table)
    new = transaction.execute(SQL(MARK_NEW).format(table=table))
    removed = transaction.execute(SQL(FIND_ABSENT).format(table=table)) if file.replaces else 0
    if removed:
        transaction.execute(SQL(REMOVE_ABSENT).format(table=table))
    return (transaction.execute(SQL(ADD_NEW).format(table=table)) if new else 0), removed
