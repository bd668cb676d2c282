"""A recount of the tables that shares nothing with the live counts but the tables."""

from typing import Any

from data.store import Store

RECOUNT = """
WITH RECURSIVE above AS (
    SELECT id AS area_id, id FROM area WHERE valid_to IS NULL AND system = 'governance'
    UNION ALL
    SELECT b.area_id, a.parent_id FROM above b JOIN area a ON a.id = b.id WHERE a.parent_id IS NOT NULL
), counted AS (
    SELECT area_id, (status NOT IN ('closed', 'rejected'))::int AS open, is_overdue::int AS overdue, 0 AS members,
        0 AS volunteers FROM issue
    UNION ALL
    SELECT area_id, 0, 0, 1, 0 FROM party_member
    UNION ALL
    SELECT area_id, 0, 0, 0, 1 FROM volunteer
), placed AS (
    SELECT 'total' AS place, c.* FROM counted c
    UNION ALL
    SELECT 'unlocated', c.* FROM counted c WHERE area_id IS NULL
    UNION ALL
    SELECT b.id::text, c.* FROM counted c JOIN above b USING (area_id)
)
SELECT place, sum(open)::int AS open, sum(overdue)::int AS overdue, sum(members)::int AS members,
    sum(volunteers)::int AS volunteers
FROM placed
GROUP BY place
"""


def recount(store: Store) -> dict[Any, list[int]]:
    """Counts of every level by area's id, without zeros; with those of `"total"` and `"unlocated"`."""
    rows = {row.place: [row.open, row.overdue, row.members, row.volunteers] for row in store.read(RECOUNT)}
    ends = {name: rows.pop(name, [0, 0, 0, 0]) for name in ("total", "unlocated")}
    return {int(area): counts for area, counts in rows.items() if any(counts)} | ends
