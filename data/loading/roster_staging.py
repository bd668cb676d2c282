"""The staging table of a roster: every row of the file, right or rejected."""

import csv
import io
from collections.abc import Mapping

from data.loading import texts
from data.loading.persons import refuse_person_cells, refuse_person_headings
from data.loading.progress import Progress
from data.loading.roster_file import FIELDS, ROSTERS, RosterFile
from data.loading.text_table import Batch, TextTable
from data.store import Transaction

STAGING = "staged_heads"
MAX_COUNT = 100_000

CREATE_STAGING = """
CREATE TEMP TABLE staged_heads (
    row_number integer NOT NULL,
    roster text,
    area_code text,
    organization text NOT NULL,
    kind text NOT NULL,
    count integer,
    field text,
    value text,
    reason text,
    area_id integer
) ON COMMIT DROP
"""

COPY_STAGING = """
COPY staged_heads (row_number, roster, area_code, organization, kind, count, field, value, reason)
FROM STDIN WITH (FORMAT csv, FORCE_NOT_NULL (organization, kind))
"""

Row = list[object]


def stage_roster(transaction: Transaction, table: TextTable, file: RosterFile, progress: Progress) -> int:
    """Copy the file into a new staging table, each row with the first fault it has by itself; the number of rows.

    Raises `FileFault` when a column tells of persons.
    """
    read = 0
    places = file.find_columns(table)
    refuse_person_headings(file.file, table.header)
    transaction.execute(CREATE_STAGING)
    for batch in table.read_batches():
        refuse_person_cells(file.file, table.header, batch.rows, places["area_code"])
        read += transaction.copy_in(COPY_STAGING, [_write_rows(batch, table, file, places)])
        progress.expect(batch.expected)
        progress.advance(len(batch.rows))
    return read


# A code may belong to several systems of codes: local goes first, otherwise it must be the only one.
FIND_AREAS = """
UPDATE staged_heads s SET area_id = found.id
FROM (
    SELECT code, coalesce(min(id) FILTER (WHERE code_system = 'local'), CASE WHEN count(*) = 1 THEN min(id) END) AS id
    FROM area
    WHERE valid_to IS NULL AND system = 'governance' AND code IN (SELECT area_code FROM staged_heads)
    GROUP BY code
) AS found
WHERE found.code = s.area_code
"""

REJECT_UNKNOWN_AREAS = """
UPDATE staged_heads
SET field = %(field)s, value = area_code, reason = 'no open area has this code'
WHERE area_id IS NULL AND reason IS NULL
"""


def find_areas(transaction: Transaction, table: TextTable, file: RosterFile) -> None:
    """Find the rows' areas by their codes and reject what has none."""
    transaction.execute(FIND_AREAS)
    transaction.execute(REJECT_UNKNOWN_AREAS, {"field": table.header[file.find_columns(table)["area_code"]]})


def _write_rows(batch: Batch, table: TextTable, file: RosterFile, places: Mapping[str, int]) -> str:
    staged = io.StringIO()
    writer = csv.writer(staged)
    for number, cells in enumerate(batch.rows, batch.first):
        if len(cells) != len(table.header):
            fault = f"it has {len(cells)} cells, the header has {len(table.header)}"
            writer.writerow([number, file.roster, None, "", "", None, "row", None, fault])
            continue
        told = {name: cells[places[name]].strip() if name in places else "" for name in FIELDS}
        writer.writerow([number, *_read_row(told, file.roster)])
    return staged.getvalue()


def _read_row(told: Mapping[str, str], roster: str | None) -> Row:
    """The row as the staging table takes it; what a rejected row says is kept, so that its heads stay as they were."""
    roster = roster or ROSTERS.get(told["kind"].lower())
    kind = told["kind"] if roster and told["kind"].lower() not in ROSTERS else ""
    code, code_fault = texts.read_code(told["area_code"])
    count, count_fault = _read_count(told["count"])
    row = [roster, code, told["organization"], kind, count]
    if roster is None:
        return [*row, "kind", texts.show_value(told["kind"]), "it is neither party_member nor volunteer"]
    if code_fault:
        return [*row, "area_code", texts.show_value(told["area_code"]), code_fault]
    if count_fault:
        return [*row, "count", texts.show_value(told["count"]), count_fault]
    if len(told["organization"]) > texts.MAX_NAME or len(kind) > texts.MAX_NAME:
        return [*row[:2], "", "", count, "organization, kind", None, f"longer than {texts.MAX_NAME} characters"]
    return [*row, None, None, None]


def _read_count(text: str) -> tuple[int | None, str | None]:
    """How many heads; nothing is one."""
    if not text:
        return 1, None
    if not text.isdecimal():
        return None, "it is not a whole number"
    return (int(text), None) if int(text) <= MAX_COUNT else (None, f"it is more than {MAX_COUNT:,}")
