"""Forgetting closed issues of long ago."""

from collections.abc import Callable
from datetime import datetime

from data.store import Store

STEP_ROWS = 50_000  # between two steps somebody may stop it

COUNT_CLOSED = """
SELECT count(*) AS count FROM issue WHERE NOT is_open(status) AND coalesce(closed_at, updated_at) < %(before)s
"""


def count_closed(store: Store, before: datetime) -> int:
    """How many issues were closed or rejected before a moment."""
    return int(store.read_one(COUNT_CLOSED, {"before": before}).count)


READ_SPAN = """
SELECT coalesce(min(id), 1) AS first, coalesce(max(id), 0) AS last FROM issue
"""

DELETE_CLOSED = """
DELETE FROM issue
WHERE id >= %(first)s AND id < %(first)s + %(rows)s
    AND NOT is_open(status) AND coalesce(closed_at, updated_at) < %(before)s
"""


def delete_closed(store: Store, before: datetime, say: Callable[[int], None]) -> int:
    """Delete these with their history, in one transaction; how many. Open issues stay, however old.

    `say` hears from time to time how many are done.
    """
    deleted = 0
    with store.transaction() as transaction:
        span = transaction.read_one(READ_SPAN)
        for first in range(span.first, span.last + 1, STEP_ROWS):
            deleted += transaction.execute(DELETE_CLOSED, {"first": first, "rows": STEP_ROWS, "before": before})
            say(deleted)
    return deleted
