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
), first AS (
    SELECT i.id, i.source, i.category, i.status, i.is_urgent, i.is_overdue, i.due_at, i.area_id
    FROM issue i JOIN below ON below.id = i.area_id
    WHERE is_open(i.status) AND NOT is_petition(i.source)
    ORDER BY i.is_overdue DESC, i.due_at NULLS LAST, i.id
    LIMIT %(limit)s
)
SELECT f.*, (
    WITH RECURSIVE path AS (
        SELECT a.id, a.parent_id, ARRAY[a.name] AS names FROM area a WHERE a.id = f.area_id
        UNION ALL
        SELECT a.id, a.parent_id, a.name || p.names FROM path p JOIN area a ON a.id = p.parent_id
        WHERE p.id <> %(area_id)s AND a.id <> %(area_id)s
    )
    SELECT names[:2] FROM path ORDER BY cardinality(names) DESC LIMIT 1
) AS names
FROM first f
ORDER BY f.is_overdue DESC, f.due_at NULLS LAST, f.id
"""


def read_open_issues(store: Store, area_id: int, limit: int) -> list[Any]:
    """The open issues in an area and below it, overdue ones first, then by deadline; without petitions.

    `names` are those of the two areas beneath this one in which an issue lies, or the area's own where there are none.
    """
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
