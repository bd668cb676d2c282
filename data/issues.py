"""Questions about open issues.

What leaves here is category, area and deadline: never a title, nothing of a petition but its count.
"""

from collections.abc import Sequence
from typing import Any

from data.store import Store

READ_OPEN_ISSUES = """
WITH RECURSIVE below AS (
    SELECT id FROM area WHERE id = %(area_id)s
    UNION ALL
    SELECT a.id FROM area a JOIN below ON a.parent_id = below.id
)
SELECT i.id, i.source, i.category, i.status, i.is_urgent, i.is_overdue, i.due_at, i.reported_at,
    i.area_id, a.name AS area_name
FROM issue i JOIN below ON below.id = i.area_id JOIN area a ON a.id = i.area_id
WHERE is_open(i.status) AND NOT is_petition(i.source)
ORDER BY i.is_overdue DESC, i.due_at NULLS LAST, i.id
LIMIT %(limit)s
"""


def read_open_issues(store: Store, area_id: int, limit: int) -> list[Any]:
    """The open issues in an area and below it, overdue ones first, then by deadline; without petitions."""
    return store.read(READ_OPEN_ISSUES, {"area_id": area_id, "limit": limit})


COUNT_OPEN_PETITIONS = """
WITH RECURSIVE below AS (
    SELECT id FROM area WHERE id = %(area_id)s
    UNION ALL
    SELECT a.id FROM area a JOIN below ON a.parent_id = below.id
)
SELECT count(*) AS count
FROM issue i JOIN below ON below.id = i.area_id
WHERE is_open(i.status) AND is_petition(i.source)
"""


def count_open_petitions(store: Store, area_id: int) -> int:
    """How many open petitions an area and what lies below it have."""
    return int(store.read_one(COUNT_OPEN_PETITIONS, {"area_id": area_id}).count)


READ_ISSUES = """
SELECT id, area_id, source, category, status, is_overdue, is_urgent
FROM issue
WHERE id = ANY (%(ids)s) AND NOT is_petition(source)
"""


def read_issues(store: Store, ids: Sequence[int]) -> list[Any]:
    """What screens may hear of these issues; petitions are left out."""
    return store.read(READ_ISSUES, {"ids": list(ids)})
