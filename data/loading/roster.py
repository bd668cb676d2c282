"""Loading a roster: the whole of one source, written as the differences from what the store holds of it."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from data.load_records import write_load
from data.loading.admission import refuse_demo, refuse_second_load
from data.loading.boundary_lock import share_boundaries
from data.loading.outcome import SHOWN, Outcome, TouchedRow
from data.loading.progress import Progress
from data.loading.recording import recording
from data.loading.rejected_file import returning_rejected, write_rejected
from data.loading.rejected_rows import count_rejected, list_rejected, refuse_unfit
from data.loading.roster_file import RosterFile
from data.loading.roster_report import RosterReport
from data.loading.roster_staging import STAGING, find_areas, stage_roster
from data.loading.tables import open_table
from data.loading.text_table import TextTable
from data.sources import report_sync
from data.store import SQL, Identifier, Store, Transaction


def load_roster(store: Store, file: RosterFile, now: datetime, progress: Progress) -> RosterReport:
    """Make the store hold of this source what the file says, in one transaction.

    A roster that no row of the file counts stays as it is, and so do the heads of an area, organization and kind that
    a rejected row names. Recorded as every load. Raises `FileFault`, `DemoStoreFault`, `StoreBusy` while another load
    runs, `LoadCancelled`.
    """
    refuse_demo(store)
    with recording(store, "roster", file.source, file) as loaded:
        table = open_table(file.file, file.encoding, file.layer, file.headings)
        with returning_rejected(table, file.rejected) as returned, store.transaction(is_dry=file.is_dry) as transaction:
            refuse_second_load(transaction)
            outcome = _write_file(transaction, table, file, progress)
            record = None
            if not file.is_dry:
                rejected = partial(list_rejected, transaction, STAGING)
                kept = write_rejected(table, file, returned, rejected) if outcome.rejected else None
                record = write_load(transaction, loaded, outcome, progress.seconds, kept)
            progress.say("committing")
            if outcome.read > outcome.rejected:
                report_sync(transaction, now, file.source)
    is_returned = outcome.rejected > 0 and not file.is_dry
    return RosterReport(
        file=file,
        outcome=outcome,
        returned=returned if is_returned else None,
        seconds=progress.seconds,
        record=record,
    )


def _write_file(transaction: Transaction, table: TextTable, file: RosterFile, progress: Progress) -> Outcome:
    """Write what differs, and say what it is."""
    read = stage_roster(transaction, table, file, progress)
    share_boundaries(transaction)
    find_areas(transaction, table, file)
    rejected = count_rejected(transaction, STAGING)
    refuse_unfit(file, read, rejected, list_rejected(transaction, STAGING, 1))
    written = _write_differences(transaction, file, progress)
    return replace(
        written,
        read=read,
        unchanged=read - written.changed - rejected,
        rejected=rejected,
        rejected_rows=list_rejected(transaction, STAGING, SHOWN),
    )


FIND_ROSTERS = """
SELECT DISTINCT roster FROM staged_heads WHERE reason IS NULL ORDER BY roster
"""

FIND_DIFFERENCES = """
CREATE TEMP TABLE difference ON COMMIT DROP AS
SELECT area_id, organization, kind, sum(wanted) - sum(held) AS heads
FROM (
    SELECT area_id, organization, kind, count AS wanted, 0 AS held
    FROM staged_heads
    WHERE roster = %(roster)s AND reason IS NULL
    UNION ALL
    SELECT area_id, organization, kind, 0, 1 FROM {roster} WHERE source = %(source)s
) AS side
GROUP BY area_id, organization, kind
HAVING sum(wanted) <> sum(held);
DELETE FROM difference d USING staged_heads s
WHERE s.reason IS NOT NULL AND s.roster = %(roster)s
    AND (s.area_id, s.organization, s.kind) = (d.area_id, d.organization, d.kind)
"""

ADD_HEADS = """
INSERT INTO {roster} (area_id, organization, kind, source)
SELECT area_id, organization, kind, %(source)s FROM difference CROSS JOIN LATERAL generate_series(1, heads)
"""

REMOVE_HEADS = """
DELETE FROM {roster}
WHERE id IN (
    SELECT h.id
    FROM (
        SELECT id, area_id, organization, kind,
            row_number() OVER (PARTITION BY area_id, organization, kind ORDER BY id DESC) AS place
        FROM {roster}
        WHERE source = %(source)s
    ) AS h JOIN difference d ON (d.organization, d.kind) = (h.organization, h.kind)
        AND d.area_id IS NOT DISTINCT FROM h.area_id
    WHERE h.place <= -d.heads
)
"""

COUNT_LOADED = """
SELECT count(*) AS count
FROM staged_heads s JOIN difference d USING (area_id, organization, kind)
WHERE s.roster = %(roster)s AND s.reason IS NULL
"""

LIST_DIFFERENCES = """
SELECT NULL AS number, coalesce(a.code, '') AS code, concat_ws(' ', d.organization, d.kind) AS name, d.heads
FROM difference d LEFT JOIN area a ON a.id = d.area_id
ORDER BY a.code, d.organization, d.kind
LIMIT %(shown)s
"""

DROP_DIFFERENCES = """
DROP TABLE difference
"""


def _write_differences(transaction: Transaction, file: RosterFile, progress: Progress) -> Outcome:
    """`changed`: the rows whose heads differ; the heads added and removed."""
    done = Outcome()
    for row in transaction.read(FIND_ROSTERS):
        progress.say(f"writing {row.roster} heads")
        values = {"roster": row.roster, "source": file.source}
        named = [
            SQL(query).format(roster=Identifier(row.roster)) for query in (FIND_DIFFERENCES, ADD_HEADS, REMOVE_HEADS)
        ]
        _, added, removed = [transaction.execute(query, values) for query in named]
        changed = transaction.read_one(COUNT_LOADED, values).count
        differences = transaction.read(LIST_DIFFERENCES, {"shown": SHOWN}) if file.is_dry else []
        transaction.execute(DROP_DIFFERENCES)
        done = replace(
            done,
            added=done.added + added,
            changed=done.changed + changed,
            retired=done.retired + removed,
            added_rows=[*done.added_rows, *(_describe_heads(told) for told in differences if told.heads > 0)],
            retired_rows=[*done.retired_rows, *(_describe_heads(told) for told in differences if told.heads < 0)],
        )
    return done


def _describe_heads(told: Any) -> TouchedRow:
    """Heads of an organization in an area: how many come or go."""
    return TouchedRow(None, told.code, told.name, count=abs(told.heads))
