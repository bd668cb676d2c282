"""Writing the planned issues, with the history that their source tells."""

from data.loading.placing import be_believed
from data.loading.progress import Progress
from data.store import Transaction

STEP_ROWS = 100_000  # between two steps somebody may stop the load
MANY_ROWS = 10_000  # from here on a load can make what the planner knows wrong

WRITE_ISSUES = """
INSERT INTO issue AS i (source, source_reference, category, title, status, is_urgent, is_overdue, reported_at, due_at,
    closed_at, updated_at, address, geom, area_id)
SELECT %(source)s, reference, category, title, status, is_urgent, is_overdue, reported_at, due_at,
    closed_at,
    CASE WHEN state = 'changed' AND NOT %(tells_update)s THEN greatest(now(), updated_at) ELSE updated_at END,
    address, geom, area_id
FROM planned_issue
WHERE state IN ('new', 'changed') AND row_number > %(after)s AND row_number <= %(after)s + %(rows)s
ORDER BY reported_at -- neighbours in the indexes
ON CONFLICT (source, source_reference) DO UPDATE
SET (category, title, status, is_urgent, is_overdue, reported_at, due_at, closed_at, updated_at, address, geom, area_id)
    = (excluded.category, excluded.title, excluded.status, excluded.is_urgent, excluded.is_overdue,
       excluded.reported_at, excluded.due_at, excluded.closed_at, excluded.updated_at, excluded.address,
       excluded.geom, excluded.area_id)
WHERE i.updated_at <= excluded.updated_at -- somebody may have added a newer state meanwhile
"""

# A new issue's trigger writes when it was reported and closed, a new status' trigger when it came: by the source's own
# moments. What is left is a moment that the source corrected; events that come to one moment keep their order.
CORRECT_HISTORY = """
SELECT record_history(
    array_agg(h.issue_id ORDER BY h.place), array_agg(h.at ORDER BY h.place), array_agg(h.status ORDER BY h.place)
)
FROM (
    SELECT e.issue_id, e.status, row_number() OVER first_to_last AS place, CASE
        WHEN row_number() OVER first_to_last = 1 THEN p.reported_at
        WHEN row_number() OVER last_to_first = 1 AND p.closed_at IS NOT NULL THEN p.closed_at
        ELSE greatest(e.at, p.reported_at)
    END AS at
    FROM planned_issue p JOIN issue_event e USING (issue_id)
    WHERE p.state = 'changed' AND p.is_corrected
    WINDOW first_to_last AS (PARTITION BY e.issue_id ORDER BY e.at, e.id),
        last_to_first AS (PARTITION BY e.issue_id ORDER BY e.at DESC, e.id DESC)
) AS h
HAVING count(*) > 0
"""


ANALYZE_ISSUES = """
SELECT analyze_issues()
"""


def write_issues(transaction: Transaction, source: str, rows: int, tells_update: bool, progress: Progress) -> None:
    """Write what is new or changed of a file of so many rows; `tells_update`: it says when each was changed last."""
    be_believed(transaction)
    values = {"source": source, "tells_update": tells_update, "rows": STEP_ROWS}
    for after in range(0, rows, STEP_ROWS):
        progress.say(f"writing issues: {after:,} of {rows:,} rows")
        transaction.execute(WRITE_ISSUES, values | {"after": after})
    transaction.execute(CORRECT_HISTORY)
    if rows >= MANY_ROWS:
        transaction.execute(ANALYZE_ISSUES)
