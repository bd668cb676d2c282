"""What the rows of a file mean for the store: issues that are new, changed, unchanged or older than the store's."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from data.loading.issue_file import FIELDS
from data.loading.placing import order_areas, place_points
from data.store import SQL, Identifier, Transaction

POINT = "ST_SetSRID(ST_MakePoint(s.lon, s.lat), 4326)::geometry(Point, 4326)"

POINTS_TO_PLACE = """
CREATE TEMP TABLE point_to_place ON COMMIT DROP AS
SELECT row_number AS key, {point} AS point
FROM staged_issue s
WHERE reason IS NULL AND lon IS NOT NULL
"""

# A code may belong to several systems of codes: local goes first, otherwise it must be the only one.
FIND_STATED_AREAS = """
CREATE TEMP TABLE stated_area ON COMMIT DROP AS
SELECT code, coalesce(min(id) FILTER (WHERE code_system = 'local'), CASE WHEN count(*) = 1 THEN min(id) END) AS id
FROM area
WHERE valid_to IS NULL AND system = 'governance' AND code IN (SELECT area_code FROM staged_issue)
GROUP BY code;
ANALYZE stated_area
"""

# {field} is the file's or, where the file has no such column, the store's.
PLAN_ISSUES = """
CREATE TEMP TABLE planned_issue ON COMMIT DROP AS
SELECT s.row_number, i.id AS issue_id, CASE WHEN i.id IS NULL THEN 'new' ELSE 'unchanged' END AS state,
    false AS is_corrected, s.reference, coalesce({category}, '') AS category, {title} AS title, told.status,
    coalesce({is_urgent}, false) AS is_urgent,
    runs_clock(told.status) AND coalesce({due_at} <= %(now)s, false) AS is_overdue,
    s.reported_at, {due_at} AS due_at, ended.closed_at,
    coalesce({updated_at}, greatest(s.reported_at, ended.closed_at)) AS updated_at, {address} AS address,
    {geom} AS geom, CASE WHEN {geom} IS NOT NULL THEN {found} ELSE {area} END AS area_id,
    s.area_code, stated.id AS stated_id
FROM staged_issue s
    LEFT JOIN issue i ON i.source = %(source)s AND i.source_reference = s.reference
    LEFT JOIN placed_point placed ON placed.key = s.row_number
    LEFT JOIN stated_area stated ON stated.code = s.area_code
    CROSS JOIN LATERAL (SELECT coalesce(s.status, CASE
        WHEN s.closed_at IS NOT NULL THEN 'closed'
        WHEN is_open(i.status) OR NOT %(tells_end)s THEN i.status
    END, 'accepted') AS status) AS told
    CROSS JOIN LATERAL (SELECT CASE WHEN NOT is_open(told.status) THEN {closed_at} END AS closed_at) AS ended
WHERE s.reason IS NULL
"""

# What came after the file was written, here or in a newer file, stays.
MARK_CHANGED = """
UPDATE planned_issue p
SET state = CASE WHEN i.updated_at > p.updated_at THEN 'older' ELSE 'changed' END,
    is_corrected = p.reported_at <> i.reported_at
        OR (p.status = i.status AND p.closed_at IS DISTINCT FROM i.closed_at)
FROM issue i
WHERE i.id = p.issue_id AND (
    (i.category, i.title, i.status, i.is_urgent, i.reported_at, i.due_at, i.closed_at, i.updated_at, i.address,
     i.area_id)
    IS DISTINCT FROM
    (p.category, p.title, p.status, p.is_urgent, p.reported_at, p.due_at, p.closed_at, p.updated_at, p.address,
     p.area_id)
    OR i.geom IS DISTINCT FROM p.geom
);
ANALYZE planned_issue
"""

# A feed may write meanwhile: what it told since then stays. It locks in this order as well.
LOCK_CHANGED = """
SELECT count(*) FROM (
    SELECT FROM issue
    WHERE id IN (SELECT issue_id FROM planned_issue WHERE state = 'changed')
    ORDER BY source_reference
    FOR NO KEY UPDATE
) AS locked
"""
MARK_OVERTAKEN = """
UPDATE planned_issue p
SET state = 'older'
FROM issue i
WHERE p.state = 'changed' AND i.id = p.issue_id AND i.updated_at > p.updated_at
"""

COUNT_STATES = """
SELECT count(*) FILTER (WHERE state = 'new') AS added,
    count(*) FILTER (WHERE state = 'changed') AS changed,
    count(*) FILTER (WHERE state = 'older') AS older,
    count(*) FILTER (WHERE area_id IS NULL AND geom IS NULL) AS without_place,
    count(*) FILTER (WHERE area_id IS NULL AND geom IS NOT NULL) AS outside,
    count(*) FILTER (WHERE area_code IS NOT NULL AND stated_id IS NULL) AS of_unknown_area
FROM planned_issue
"""

# A stated area that is above the point's own agrees with it.
COUNT_ELSEWHERE = """
WITH RECURSIVE lineage AS (
    SELECT DISTINCT area_id AS id, area_id AS ancestor_id FROM planned_issue WHERE stated_id IS NOT NULL
    UNION ALL
    SELECT l.id, a.parent_id FROM lineage l JOIN area a ON a.id = l.ancestor_id
)
SELECT count(*) AS count
FROM planned_issue p
WHERE p.geom IS NOT NULL AND p.stated_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM lineage l WHERE l.id = p.area_id AND l.ancestor_id = p.stated_id)
"""


@dataclass(frozen=True)
class Plan:
    """How many issues a file adds and changes, and how many it holds in an older state than the store.

    Of all its issues: those without a point or known area, with a point outside all areas, with an unknown area's code,
    with a point outside the area that they state.
    """

    added: int
    changed: int
    older: int
    without_place: int
    outside: int
    of_unknown_area: int
    elsewhere: int


def plan_issues(transaction: Transaction, source: str, fields: Collection[str], now: datetime) -> Plan:
    """Compare the checked rows with the store, in a new table `planned_issue`; the boundary lock must be held.

    `fields`: those that the file has a column for.
    """
    transaction.execute(SQL(POINTS_TO_PLACE).format(point=SQL(POINT)))
    order_areas(transaction)
    place_points(transaction)
    transaction.execute(FIND_STATED_AREAS)
    tells_end = "status" in fields or "closed_at" in fields
    plan = SQL(PLAN_ISSUES).format(**_choose_columns(fields))
    transaction.execute(plan, {"source": source, "now": now, "tells_end": tells_end})
    transaction.execute(MARK_CHANGED)
    transaction.execute(LOCK_CHANGED)
    transaction.execute(MARK_OVERTAKEN)
    states = transaction.read_one(COUNT_STATES)._asdict()
    return Plan(**states, elsewhere=transaction.read_one(COUNT_ELSEWHERE).count)


def _choose_columns(fields: Collection[str]) -> dict[str, SQL | Identifier]:
    columns = {name: Identifier("s" if name in fields else "i", name) for name in FIELDS}
    has_points, has_areas = "lon" in fields, "area_code" in fields
    return columns | {
        "geom": SQL(POINT) if has_points else Identifier("i", "geom"),
        "found": Identifier("placed", "area_id") if has_points else Identifier("i", "area_id"),
        "area": Identifier("stated", "id") if has_areas else Identifier("i", "area_id"),
    }
