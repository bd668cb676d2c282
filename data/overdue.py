"""Overdue turns true by the clock."""

from datetime import datetime

from data.store import Store

MARK_OVERDUE = """
UPDATE issue SET is_overdue = true
WHERE id IN (SELECT id FROM issue
             WHERE NOT is_overdue AND runs_clock(status) AND due_at <= %(now)s
             FOR UPDATE SKIP LOCKED)
"""


def mark_overdue(store: Store, now: datetime) -> int:
    """Mark the issues whose deadline has passed; how many. Right from any number of processes.

    An issue that somebody else is writing is left to the next call: marking waits for nobody.
    """
    return store.execute(MARK_OVERDUE, {"now": now})
