"""Are the counts right? Recounted from the tables, with the area of every open issue found again."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from data.counts import ONE_MOMENT, READ_COUNTS
from data.store import Store, Transaction


@dataclass(frozen=True)
class Verification:
    """What differs: counts (area_id, measure, counted, recounted); issues, each with source and source_reference.

    `misplaced` (id, area_id, found) are in another area than the one found; `mistimed` (id, is_overdue, due_at) are
    wrongly (not) overdue.
    """

    at: datetime
    counts: list[Any]
    misplaced: list[Any]
    mistimed: list[Any]

    @property
    def is_right(self) -> bool:
        """Whether nothing differs."""
        return not (self.counts or self.misplaced or self.mistimed)


class CountChange(NamedTuple):
    """A count before and after its repair; `area_id` None: unlocated."""

    area_id: int | None
    measure: str
    counted: int
    recounted: int


READ_DIFFERENCES = """
SELECT area_id, measure, counted, recounted FROM count_difference ORDER BY area_id, measure
"""

READ_MISPLACED = """
SELECT i.id, i.area_id, i.found, i.source, i.source_reference
FROM (SELECT s.id, s.area_id, s.source, s.source_reference,
          CASE WHEN s.geom IS NOT NULL THEN find_area(s.geom) ELSE a.id END AS found
      FROM issue s LEFT JOIN area a ON a.id = s.area_id AND a.valid_to IS NULL AND a.system = 'governance'
      WHERE is_open(s.status)) AS i
WHERE i.found IS DISTINCT FROM i.area_id
"""

# Clocks of several machines may differ: a minute either way is no difference.
READ_MISTIMED = """
SELECT id, is_overdue, due_at, source, source_reference FROM issue
WHERE is_overdue AND (NOT runs_clock(status) OR due_at IS NULL OR due_at > %(now)s::timestamptz + interval '1 minute')
    OR NOT is_overdue AND runs_clock(status) AND due_at <= %(now)s::timestamptz - interval '1 minute'
"""


def verify(store: Store, now: datetime) -> Verification:
    """Compare in one moment; changes nothing. An issue may be up to a minute late in turning overdue."""
    with store.transaction() as transaction:
        transaction.execute(ONE_MOMENT)
        found = Verification(
            at=now,
            counts=transaction.read(READ_DIFFERENCES),
            misplaced=transaction.read(READ_MISPLACED),
            mistimed=transaction.read(READ_MISTIMED, {"now": now}),
        )
    return replace(found, mistimed=_leave_written(store, found.mistimed))


LOCK_UNCHANGED = """
SELECT i.id
FROM issue i JOIN unnest(%(ids)s::bigint[], %(states)s::boolean[]) AS found (id, is_overdue) USING (id, is_overdue)
FOR UPDATE OF i SKIP LOCKED
"""


def _leave_written(store: Store, mistimed: list[Any]) -> list[Any]:
    """Without the issues that somebody is writing, be it to mark them: their turn comes when that is done."""
    if not mistimed:
        return []
    values = {"ids": [issue.id for issue in mistimed], "states": [issue.is_overdue for issue in mistimed]}
    with store.transaction() as transaction:
        unchanged = {row.id for row in transaction.read(LOCK_UNCHANGED, values)}
    return [issue for issue in mistimed if issue.id in unchanged]


REPLACE_ISSUES = """
UPDATE issue SET area_id = CASE WHEN geom IS NOT NULL THEN find_area(geom) END WHERE id = ANY (%(ids)s)
"""

RETIME_ISSUES = """
UPDATE issue SET is_overdue = runs_clock(status) AND coalesce(due_at <= %(now)s, false) WHERE id = ANY (%(ids)s)
"""

STOP_WRITERS = """
SET LOCAL lock_timeout = '5s';
LOCK TABLE issue, party_member, volunteer IN SHARE ROW EXCLUSIVE MODE
"""

REPAIR_COUNTS = """
SELECT area_id, measure, delta FROM repair_counts()
"""


def repair(store: Store, now: datetime) -> Verification:
    """Put right what differs, in one transaction; what was changed: `counted` before it, `recounted` after it.

    Issues first: counts move along with them. `StoreBusy` after 5 s beside writers.
    """
    with store.transaction() as transaction:
        transaction.execute(STOP_WRITERS)
        before = _read_counts(transaction)
        misplaced = transaction.read(READ_MISPLACED)
        transaction.execute(REPLACE_ISSUES, {"ids": [issue.id for issue in misplaced]})
        mistimed = transaction.read(READ_MISTIMED, {"now": now})
        transaction.execute(RETIME_ISSUES, {"ids": [issue.id for issue in mistimed], "now": now})
        transaction.read(REPAIR_COUNTS)
        after = _read_counts(transaction)
    changed = sorted((key for key in before.keys() | after.keys() if before[key] != after[key]), key=str)
    return Verification(now, [CountChange(*key, before[key], after[key]) for key in changed], misplaced, mistimed)


def _read_counts(transaction: Transaction) -> Counter[tuple[int | None, str]]:
    return Counter({(row.area_id, row.measure): row.value for row in transaction.read(READ_COUNTS)})
