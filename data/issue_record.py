"""One issue with its history: what its own page tells. A petition is as one that is not there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data.faults import UnknownIssue
from data.store import Store


@dataclass(frozen=True)
class Issue:
    """An issue; `point` is (lon, lat), None without one; `area_id` is None where no area covers it."""

    id: int
    source: str
    source_reference: str
    category: str
    title: str | None
    status: str
    is_urgent: bool
    is_overdue: bool
    reported_at: datetime
    due_at: datetime | None
    closed_at: datetime | None
    address: str | None
    area_id: int | None
    lon: float | None
    lat: float | None


READ_ISSUE = """
SELECT id, source, source_reference, category, title, status, is_urgent, is_overdue, reported_at, due_at, closed_at,
    address, area_id, ST_X(geom) AS lon, ST_Y(geom) AS lat
FROM issue
WHERE id = %(issue_id)s AND NOT is_petition(source)
"""


def read_issue(store: Store, issue_id: int) -> Issue:
    """One issue that may be shown. Raises `UnknownIssue`."""
    rows = store.read(READ_ISSUE, {"issue_id": issue_id})
    if not rows:
        raise UnknownIssue(f"there is no issue {issue_id} to show")
    return Issue(**rows[0]._asdict())


READ_HISTORY = """
SELECT e.at, e.status
FROM issue_event e JOIN issue i ON i.id = e.issue_id
WHERE e.issue_id = %(issue_id)s AND NOT is_petition(i.source)
ORDER BY e.at, e.id
"""


def read_history(store: Store, issue_id: int) -> list[Any]:
    """The statuses that an issue had, each with the moment when it began, the first one first."""
    return store.read(READ_HISTORY, {"issue_id": issue_id})


READ_WAY = """
WITH RECURSIVE way AS (
    SELECT id, parent_id, 0 AS step FROM area WHERE id = %(area_id)s
    UNION ALL
    SELECT a.id, a.parent_id, way.step + 1 FROM area a JOIN way ON a.id = way.parent_id
)
SELECT a.id, a.level, a.code, a.name, a.post, a.post_phone, a.valid_to IS NULL AS is_open
FROM way JOIN area a USING (id)
ORDER BY way.step DESC
"""


def read_way(store: Store, area_id: int) -> list[Any]:
    """From the root down to an area, open or retired: id, level, code, name, post, post_phone, is_open."""
    return store.read(READ_WAY, {"area_id": area_id})
