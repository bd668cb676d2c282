"""Forgetting closed issues of long ago."""

from datetime import datetime

from data.store import Store

COUNT_CLOSED = """
SELECT count(*) AS count FROM issue WHERE NOT is_open(status) AND coalesce(closed_at, updated_at) < %(before)s
"""


def count_closed(store: Store, before: datetime) -> int:
    """How many issues were closed or rejected before a moment."""
    return int(store.read_one(COUNT_CLOSED, {"before": before}).count)


DELETE_CLOSED = """
DELETE FROM issue WHERE NOT is_open(status) AND coalesce(closed_at, updated_at) < %(before)s
"""


def delete_closed(store: Store, before: datetime) -> int:
    """Delete these with their history, in one transaction; how many. Open issues stay, however old."""
    return store.execute(DELETE_CLOSED, {"before": before})
