"""Overdue turns true by the clock."""

from datetime import datetime

from data.store import Store

MARK_OVERDUE = """
UPDATE issue SET is_overdue = true
WHERE id IN (SELECT id FROM issue
             WHERE NOT is_overdue AND runs_clock(status) AND due_at <= %(now)s
             ORDER BY due_at
             LIMIT %(most)s
             FOR UPDATE SKIP LOCKED)
"""


def mark_overdue(store: Store, now: datetime, most: int = 5000) -> int:
    """Mark the issues whose deadline has passed; how many. Right from any number of processes.

    At most so many are marked in one transaction: however many come in at once, the first are seen soon. An issue that
    somebody else is writing is left to the next call: marking waits for nobody.
    """
    marked = latest = store.execute(MARK_OVERDUE, {"now": now, "most": most})
    while latest == most:
        latest = store.execute(MARK_OVERDUE, {"now": now, "most": most})
        marked += latest
    return marked
