"""What becomes of a file's issues, row by row for a dry run, read from the staging table and the plan."""

from dataclasses import replace

from data.loading.issue_plan import Plan
from data.loading.issue_staging import STAGING
from data.loading.outcome import SHOWN, Outcome, TouchedRow
from data.loading.rejected_rows import list_rejected
from data.store import Transaction

COUNT_MOVED = """
SELECT count(*) AS count
FROM planned_issue p JOIN issue i ON i.id = p.issue_id
WHERE p.state = 'changed' AND p.area_id IS DISTINCT FROM i.area_id
"""

LIST_ADDED = """
SELECT row_number AS number, reference AS code, category AS name, ST_X(geom) AS lon, ST_Y(geom) AS lat
FROM planned_issue
WHERE state = 'new'
ORDER BY row_number
LIMIT %(shown)s
"""

LIST_CHANGED = """
SELECT p.row_number AS number, p.reference AS code, p.category AS name, ST_X(p.geom) AS lon, ST_Y(p.geom) AS lat,
    array_remove(ARRAY[
        CASE WHEN p.category <> i.category THEN 'category' END,
        CASE WHEN p.title IS DISTINCT FROM i.title THEN 'title' END,
        CASE WHEN p.status <> i.status THEN 'status' END,
        CASE WHEN p.is_urgent <> i.is_urgent THEN 'is_urgent' END,
        CASE WHEN p.reported_at <> i.reported_at THEN 'reported_at' END,
        CASE WHEN p.due_at IS DISTINCT FROM i.due_at THEN 'due_at' END,
        CASE WHEN p.closed_at IS DISTINCT FROM i.closed_at THEN 'closed_at' END,
        CASE WHEN p.address IS DISTINCT FROM i.address THEN 'address' END,
        CASE WHEN p.geom IS DISTINCT FROM i.geom THEN 'geometry' END
    ], NULL) AS differs
FROM planned_issue p JOIN issue i ON i.id = p.issue_id
WHERE p.state = 'changed'
ORDER BY p.row_number
LIMIT %(shown)s
"""

LIST_MOVED = """
SELECT NULL AS number, coalesce(present.code, '') AS code, coalesce(present.name, '') AS name, former.name AS former,
    count(*)::integer AS count
FROM planned_issue p JOIN issue i ON i.id = p.issue_id
    LEFT JOIN area former ON former.id = i.area_id
    LEFT JOIN area present ON present.id = p.area_id
WHERE p.state = 'changed' AND p.area_id IS DISTINCT FROM i.area_id
GROUP BY present.code, present.name, former.code, former.name
ORDER BY count DESC, present.code, former.code
LIMIT %(shown)s
"""


def read_outcome(transaction: Transaction, plan: Plan, read: int, rejected: int, *, is_dry: bool) -> Outcome:
    """What the planned issues will do, before they are written; those that move are changed ones."""
    outcome = Outcome(
        read=read,
        added=plan.added,
        changed=plan.changed,
        moved=int(transaction.read_one(COUNT_MOVED).count),
        unchanged=read - rejected - plan.added - plan.changed,
        rejected=rejected,
        rejected_rows=list_rejected(transaction, STAGING, SHOWN),
    )
    if not is_dry:
        return outcome
    added, changed, moved = (
        transaction.read(query, {"shown": SHOWN}) for query in (LIST_ADDED, LIST_CHANGED, LIST_MOVED)
    )
    return replace(
        outcome,
        added_rows=[TouchedRow(**row._asdict()) for row in added],
        changed_rows=[TouchedRow(**row._asdict() | {"differs": tuple(row.differs)}) for row in changed],
        moved_rows=[TouchedRow(**row._asdict()) for row in moved],
    )
