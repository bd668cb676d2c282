"""The staging table of issues: every row of the file, right or rejected, before any of it touches an issue."""

import csv
import io
from collections.abc import Callable, Iterator

from data.loading import issue_texts
from data.loading.issue_file import FIELDS, IssueFile
from data.loading.progress import Progress
from data.loading.text_table import Batch, TextTable
from data.loading.texts import Reading, show_value
from data.store import Transaction

# Times without an offset are read by the database, in the file's zone.
CREATE_STAGING = """
CREATE TEMP TABLE staged_issue (
    row_number integer NOT NULL,
    reference text,
    category text,
    title text,
    status text,
    is_urgent boolean,
    reported_at timestamptz,
    due_at timestamptz,
    closed_at timestamptz,
    updated_at timestamptz,
    address text,
    lon double precision,
    lat double precision,
    area_code text,
    field text,
    value text,
    reason text
) ON COMMIT DROP;
SELECT set_config('timezone', %(zone)s, true), set_config('work_mem', '64MB', true),
    set_config('maintenance_work_mem', '128MB', true), set_config('jit', 'off', true)
"""

STAGING = "staged_issue"

COPY_STAGING = """
COPY staged_issue FROM STDIN WITH (FORMAT csv)
"""

Reader = Callable[[str], Reading]

READERS: dict[str, Reader] = {
    "reference": issue_texts.read_reference,
    "category": issue_texts.read_category,
    "title": issue_texts.read_free_text,
    "is_urgent": issue_texts.read_flag,
    "reported_at": issue_texts.read_report_time,
    "due_at": issue_texts.read_moment,
    "closed_at": issue_texts.read_moment,
    "updated_at": issue_texts.read_moment,
    "address": issue_texts.read_free_text,
    "lon": issue_texts.read_longitude,
    "lat": issue_texts.read_latitude,
    "area_code": issue_texts.read_area_code,
}


def stage_issues(transaction: Transaction, table: TextTable, file: IssueFile, progress: Progress) -> int:
    """Copy the file into a new staging table, each row with the first fault it has by itself; the number of rows."""
    readers = READERS | {"status": issue_texts.make_status_reader(dict(file.words))}
    columns = [(name, place, readers[name]) for name, place in file.find_columns(table).items()]
    transaction.execute(CREATE_STAGING, {"zone": str(file.zone)})
    return transaction.copy_in(COPY_STAGING, _write_batches(table, columns, progress))


REJECT_DOUBLED = """
UPDATE staged_issue s
SET field = %(reference)s, value = s.reference,
    reason = format('the reference stands already in row %%s', first.row_number)
FROM (
    SELECT reference, min(row_number) AS row_number
    FROM staged_issue WHERE reason IS NULL
    GROUP BY reference HAVING count(*) > 1
) AS first
WHERE s.reference = first.reference AND s.row_number > first.row_number AND s.reason IS NULL
"""

REJECT_CLOSED_EARLY = """
UPDATE staged_issue
SET field = %(closed_at)s, value = closed_at::timestamp::text,
    reason = format('it was closed before it was reported, at %%s', reported_at::timestamp)
WHERE closed_at < reported_at AND reason IS NULL
"""

INDEX_STAGING = """
CREATE INDEX ON staged_issue (row_number) WHERE reason IS NOT NULL;
ANALYZE staged_issue
"""


def check_issues(transaction: Transaction, table: TextTable, file: IssueFile) -> None:
    """Reject rows closed before they were reported, and references that the file has twice (the first row stands)."""
    columns = {name: table.header[place] for name, place in file.find_columns(table).items()}
    for statement in (REJECT_CLOSED_EARLY, REJECT_DOUBLED, INDEX_STAGING):
        transaction.execute(statement, {"closed_at": None} | columns)


def _write_batches(table: TextTable, columns: list[tuple[str, int, Reader]], progress: Progress) -> Iterator[str]:
    for batch in table.read_batches():
        yield _write_rows(batch, table, columns)
        progress.expect(batch.expected)
        progress.advance(len(batch.rows))


def _write_rows(batch: Batch, table: TextTable, columns: list[tuple[str, int, Reader]]) -> str:
    staged = io.StringIO()
    writer = csv.writer(staged)
    for number, cells in enumerate(batch.rows, batch.first):
        writer.writerow(_read_row(number, cells, table, columns))
    return staged.getvalue()


def _read_row(number: int, cells: list[str], table: TextTable, columns: list[tuple[str, int, Reader]]) -> list[object]:
    """The row as the staging table takes it; a row with a fault has nothing but that."""
    if len(cells) != len(table.header):
        fault = f"it has {len(cells)} cells, the header has {len(table.header)}"
        return [number, *BLANK, "row", None, fault]
    values: dict[str, str | None] = {}
    for name, place, read in columns:
        values[name], reason = read(cells[place])
        if reason:
            return [number, *BLANK, table.header[place], show_value(cells[place]), reason]
    if (values.get("lon") is None) != (values.get("lat") is None):
        return [number, *BLANK, "lon, lat", None, "there is only one of them"]
    return [number, *(values.get(name) for name in FIELDS), None, None, None]


BLANK = (None,) * len(FIELDS)
