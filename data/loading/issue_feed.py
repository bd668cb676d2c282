"""Taking in the messages of a feed: one request, one transaction, an answer for each message.

A message is the whole of an issue, as its source knew it at `updated_at`. So the newest one alone decides what is kept,
in whatever order, how often and through how many requests at once they come.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data.feed_keys import Feed
from data.loading.boundary_lock import share_boundaries
from data.loading.issue_messages import write_messages
from data.loading.issue_plan import FIND_STATED_AREAS, POINT
from data.loading.issue_staging import COPY_STAGING, CREATE_STAGING, INDEX_STAGING, REJECT_CLOSED_EARLY
from data.loading.issue_writing import CORRECT_HISTORY
from data.loading.placing import be_believed
from data.sources import report_sync
from data.store import SQL, Store, Transaction

AHEAD_MINUTES = 10
"""So far a source's clock may be ahead of ours. A later time would keep out every right message until it has come."""


@dataclass(frozen=True)
class Answer:
    """What became of a message: `created`, `changed`, `unchanged` or `rejected`, then with field and reason."""

    row: int
    reference: str | None
    answer: str
    field: str | None
    reason: str | None


def take_messages(store: Store, feed: Feed, messages: Sequence[Any], now: datetime) -> list[Answer]:
    """Keep what is newer than what is kept; the answers in the messages' order, when all is committed.

    None at all says that the source was read and had nothing new. Raises `StoreAway`, `StoreBusy`: nothing is kept.
    """
    with store.transaction() as transaction:
        answers = _write_newest(transaction, feed, messages, now) if messages else []
        if not messages or any(answer.answer != "rejected" for answer in answers):
            report_sync(transaction, now, feed.source)
    return answers


def _write_newest(transaction: Transaction, feed: Feed, messages: Sequence[Any], now: datetime) -> list[Answer]:
    transaction.execute(CREATE_STAGING, {"zone": str(feed.zone)})
    transaction.copy_in(COPY_STAGING, write_messages(messages, feed))
    transaction.execute(REJECT_CLOSED_EARLY, {"closed_at": "closed_at"})
    transaction.execute(REJECT_FUTURE, {"now": now, "minutes": AHEAD_MINUTES})
    transaction.execute(REJECT_CHANGED_EARLY)
    transaction.execute(INDEX_STAGING)
    values = {"source": feed.source, "now": now}
    transaction.execute(AWAIT_TURN, values)
    share_boundaries(transaction)
    transaction.execute(FIND_STATED_AREAS)
    transaction.execute(LOCK_KNOWN, values)
    transaction.execute(SQL(PLAN_MESSAGES).format(point=SQL(POINT)), values)
    be_believed(transaction)
    transaction.execute(WRITE_MESSAGES, values)
    transaction.execute(CORRECT_HISTORY)
    return [Answer(*row) for row in transaction.read(READ_ANSWERS)]


REJECT_FUTURE = """
UPDATE staged_issue
SET field = CASE WHEN updated_at > latest THEN 'updated_at' WHEN reported_at > latest THEN 'reported_at'
        ELSE 'closed_at' END,
    reason = 'it lies in the future'
FROM (SELECT %(now)s + make_interval(mins => %(minutes)s) AS latest) AS clock
WHERE greatest(updated_at, reported_at, closed_at) > latest AND reason IS NULL
"""

# The change also stands for an end that a message leaves out.
REJECT_CHANGED_EARLY = """
UPDATE staged_issue
SET field = 'updated_at', reason = 'it was changed before it was reported'
WHERE updated_at < reported_at AND reason IS NULL
"""

# Requests of one source write one after the other: their references overlap, and each tells of its sync in the end.
AWAIT_TURN = """
SELECT pg_advisory_xact_lock(hashtextextended('gridboard feed ' || %(source)s, 0))
"""

# Against plain SQL, which may write the same issues: they stay as the plan sees them.
LOCK_KNOWN = """
SELECT FROM issue
WHERE source = %(source)s AND source_reference IN (SELECT reference FROM staged_issue WHERE reason IS NULL)
ORDER BY source_reference
FOR NO KEY UPDATE
"""

# Of several messages of one issue the newest counts; of one moment the first. The issue's own triggers would find the
# same areas and deadlines, twice for each issue that is there already.
PLAN_MESSAGES = """
CREATE TEMP TABLE planned_issue ON COMMIT DROP AS
SELECT DISTINCT ON (s.reference) s.row_number, i.id AS issue_id, false AS is_written,
    CASE WHEN i.id IS NULL THEN 'new' WHEN i.updated_at < s.updated_at THEN 'changed' ELSE 'unchanged' END AS state,
    s.reported_at <> i.reported_at OR (told.status = i.status AND ended.closed_at IS DISTINCT FROM i.closed_at)
        AS is_corrected,
    s.reference, coalesce(s.category, '') AS category, s.title, told.status, coalesce(s.is_urgent, false) AS is_urgent,
    runs_clock(told.status) AND coalesce(s.due_at <= %(now)s, false) AS is_overdue,
    s.reported_at, s.due_at, ended.closed_at, s.updated_at, s.address, placed.geom, CASE
        WHEN placed.geom IS NULL THEN stated.id
        WHEN placed.geom = i.geom OR i.updated_at >= s.updated_at THEN i.area_id
        ELSE find_area(placed.geom)
    END AS area_id
FROM staged_issue s
    LEFT JOIN issue i ON i.source = %(source)s AND i.source_reference = s.reference
    LEFT JOIN stated_area stated ON stated.code = s.area_code
    CROSS JOIN LATERAL (SELECT CASE WHEN s.lon IS NOT NULL THEN {point} END AS geom) AS placed
    CROSS JOIN LATERAL (SELECT
        coalesce(s.status, CASE WHEN s.closed_at IS NOT NULL THEN 'closed' END, 'accepted') AS status) AS told
    CROSS JOIN LATERAL (SELECT CASE
        WHEN told.status = 'closed' THEN coalesce(s.closed_at, s.updated_at)
        WHEN NOT is_open(told.status) THEN s.closed_at
    END AS closed_at) AS ended
WHERE s.reason IS NULL
ORDER BY s.reference, s.updated_at DESC, s.row_number;
ANALYZE planned_issue
"""

# An issue that somebody else adds meanwhile is met here.
WRITE_MESSAGES = """
WITH written AS (
    INSERT INTO issue AS i (source, source_reference, category, title, status, is_urgent, is_overdue, reported_at,
        due_at, closed_at, updated_at, address, geom, area_id)
    SELECT %(source)s, reference, category, title, status, is_urgent, is_overdue, reported_at,
        due_at, closed_at, updated_at, address, geom, area_id
    FROM planned_issue
    WHERE state <> 'unchanged'
    ORDER BY reference
    ON CONFLICT (source, source_reference) DO UPDATE
    SET (category, title, status, is_urgent, is_overdue, reported_at, due_at, closed_at, updated_at, address, geom,
         area_id)
        = (excluded.category, excluded.title, excluded.status, excluded.is_urgent, excluded.is_overdue,
           excluded.reported_at, excluded.due_at, excluded.closed_at, excluded.updated_at, excluded.address,
           excluded.geom, excluded.area_id)
    WHERE i.updated_at < excluded.updated_at
    RETURNING source_reference
)
UPDATE planned_issue p SET is_written = true FROM written w WHERE p.reference = w.source_reference
"""

READ_ANSWERS = """
SELECT s.row_number, s.reference, CASE
        WHEN s.reason IS NOT NULL THEN 'rejected'
        WHEN p.is_written THEN CASE p.state WHEN 'new' THEN 'created' ELSE 'changed' END
        ELSE 'unchanged'
    END AS answer, s.field, s.reason
FROM staged_issue s LEFT JOIN planned_issue p USING (row_number)
ORDER BY s.row_number
"""
