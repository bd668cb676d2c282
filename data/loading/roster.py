"""Loading a roster: the whole of one source, written as the differences from what the store holds of it."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from data.loading.account import SHOWN_REJECTED, RejectedRow
from data.loading.admission import refuse_demo, refuse_second_load
from data.loading.boundary_lock import share_boundaries
from data.loading.progress import Progress
from data.loading.rejected_file import returning_rejected, write_rejected
from data.loading.rejected_rows import list_rejected, refuse_unfit
from data.loading.report import list_some
from data.loading.roster_file import RosterFile
from data.loading.roster_staging import STAGING, find_areas, stage_roster
from data.loading.tables import open_table
from data.sources import report_sync
from data.store import SQL, Identifier, Store, Transaction


@dataclass(frozen=True)
class RosterReport:
    """What a load did.

    `added` and `removed` are heads, the other numbers rows: loaded + unchanged + rejected = read.
    """

    file: RosterFile
    read: int
    loaded: int
    rejected: int
    examples: list[RejectedRow]
    returned: Path | None
    added: int
    removed: int
    seconds: float

    @property
    def unchanged(self) -> int:
        """Rows of whose area, organization and kind the store held as many heads already."""
        return self.read - self.loaded - self.rejected

    def lines(self) -> list[str]:
        """The report as text, a line each."""
        return [
            f"{self.file.file}, roster of {self.file.source}",
            f"read {self.read:,} = loaded {self.loaded:,} + unchanged {self.unchanged:,} + rejected {self.rejected:,}",
            f"heads: added {self.added:,}, removed {self.removed:,}",
            *([] if self.added or self.removed else ["Nothing changed: the store holds all of this already."]),
            *list_some("rejected", self.rejected, self.examples),
            *([f"rejected rows, to be mended and loaded again: {self.returned}"] if self.returned else []),
        ]


def load_roster(store: Store, file: RosterFile, now: datetime, progress: Progress) -> RosterReport:
    """Make the store hold of this source what the file says, in one transaction.

    A roster that no row of the file counts stays as it is, and so do the heads of an area, organization and kind that
    a rejected row names. Raises `FileFault`, `DemoStoreFault`, `StoreBusy` while another load runs, `LoadCancelled`.
    """
    refuse_demo(store)
    table = open_table(file.file, file.encoding, file.layer, file.headings)
    with returning_rejected(table, file.rejected) as returned, store.transaction() as transaction:
        refuse_second_load(transaction)
        read = stage_roster(transaction, table, file, progress)
        share_boundaries(transaction)
        find_areas(transaction, table, file)
        rejected = refuse_unfit(transaction, STAGING, file.file, read, file.is_strict)
        loaded, added, removed = _write_differences(transaction, file, progress)
        examples = list_rejected(transaction, STAGING, SHOWN_REJECTED)
        if rejected:
            write_rejected(table, returned, partial(list_rejected, transaction, STAGING))
        progress.say("committing")
        if read > rejected:
            report_sync(transaction, now, file.source)
    kept = returned if rejected else None
    return RosterReport(file, read, loaded, rejected, examples, kept, added, removed, progress.seconds)


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

CREATE_KEPT = """
CREATE TEMP TABLE head_difference (area_id integer, organization text, kind text, heads bigint) ON COMMIT DROP
"""

KEEP_DIFFERENCES = """
INSERT INTO head_difference SELECT area_id, organization, kind, heads FROM difference;
DROP TABLE difference
"""


def _write_differences(transaction: Transaction, file: RosterFile, progress: Progress) -> tuple[int, int, int]:
    """The rows whose heads differ, the heads added and the heads removed."""
    done = (0, 0, 0)
    transaction.execute(CREATE_KEPT)
    for row in transaction.read(FIND_ROSTERS):
        progress.say(f"writing {row.roster} heads")
        values = {"roster": row.roster, "source": file.source}
        named = [
            SQL(query).format(roster=Identifier(row.roster)) for query in (FIND_DIFFERENCES, ADD_HEADS, REMOVE_HEADS)
        ]
        _, added, removed = [transaction.execute(query, values) for query in named]
        loaded = transaction.read_one(COUNT_LOADED, values).count
        transaction.execute(KEEP_DIFFERENCES)
        done = (done[0] + loaded, done[1] + added, done[2] + removed)
    return done
