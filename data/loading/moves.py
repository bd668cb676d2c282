"""Issues and roster rows follow the boundaries: none stays behind in a former area."""

import time

from data.faults import StoreBusy
from data.loading.area_file import AreaFile
from data.loading.progress import Progress
from data.loading.switch import Switch
from data.store import SQL, Identifier, Transaction

TAKE_BOUNDARY_LOCK = """
SET LOCAL lock_timeout = '2s';
SELECT pg_advisory_xact_lock(boundary_lock_key());
SET LOCAL lock_timeout = '200ms'
"""

LONGEST_PAUSE = 10.0


def move_rows(transaction: Transaction, file: AreaFile, switch: Switch, progress: Progress) -> int:
    """Bring issues and roster rows to their present areas; the boundary lock stays until the commit. The rows moved.

    While the lock is held nobody can look for a point's area, and who waits for it holds up the writers behind it.
    So it waits two seconds at most for its turn, a fifth of one for a row that somebody holds, then lets go of
    everything and pauses: a transaction left open delays the load, never the writers.
    """
    pause = 1.0
    while True:
        try:
            with transaction.savepoint():
                transaction.execute(TAKE_BOUNDARY_LOCK)
                return _move_rows(transaction, file, switch)
        except StoreBusy:
            _wait(pause, progress)
            pause = min(2 * pause, LONGEST_PAUSE)


def _wait(seconds: float, progress: Progress) -> None:
    for _ in range(int(seconds * 10)):
        progress.say("waiting for an open transaction of somebody else to end")
        time.sleep(0.1)


# The issue's own trigger finds the area of its point. It is certain to be another one where a deeper level comes in;
# elsewhere it is looked up first, so that rows which stay are not written.
MOVE_POINTS = """
WITH candidate AS MATERIALIZED (
    SELECT inside.id, own.id IS NULL OR own_level.rank < this_level.rank AS moves_for_sure
    FROM staged_area s JOIN issue inside ON ST_Covers(s.geom, inside.geom)
        LEFT JOIN area own ON own.id = inside.area_id LEFT JOIN level own_level ON own_level.name = own.level
        JOIN level this_level ON this_level.name = %(level)s
    WHERE s.reason IS NULL AND (s.area_id IS NULL OR s.is_changed)
        AND (own.id IS NULL OR own_level.rank <= this_level.rank)
    UNION
    SELECT former.id, false
    FROM issue former
    WHERE former.geom IS NOT NULL AND former.area_id IN (
        SELECT area_id FROM staged_area WHERE is_changed
        UNION
        SELECT id FROM absent_area WHERE %(replaces)s
    )
)
UPDATE issue SET area_id = NULL
FROM candidate
WHERE issue.id = candidate.id
    AND CASE WHEN moves_for_sure THEN true ELSE issue.area_id IS DISTINCT FROM find_area(issue.geom) END
"""

FIND_SUCCESSORS = """
UPDATE absent_area absent SET successor_id = coalesce((
    SELECT a.id
    FROM area a JOIN level l ON l.name = a.level
    WHERE a.valid_to IS NULL AND a.system = 'governance' AND ST_Covers(a.geom, absent.inner_point)
        AND l.rank <= (SELECT rank FROM level WHERE name = %(level)s)
    ORDER BY l.rank DESC, ST_Area(a.geom), a.id
    LIMIT 1
), absent.parent_id)
"""

MOVE_STATED_ISSUES = """
UPDATE issue SET area_id = absent.successor_id
FROM absent_area absent
WHERE issue.area_id = absent.id AND issue.geom IS NULL
"""

MOVE_HEADS = """
UPDATE {roster} SET area_id = absent.successor_id
FROM absent_area absent
WHERE {roster}.area_id = absent.id
"""


def _move_rows(transaction: Transaction, file: AreaFile, switch: Switch) -> int:
    """Issues with a point find their area again; what a retired area held goes on to its successor.

    The successor is the open area, not deeper than the retired one, that covers its inner point, otherwise its
    parent; without either the row becomes unlocated.
    """
    moved = transaction.execute(MOVE_POINTS, {"level": file.level, "replaces": file.replaces})
    if not switch.retired:
        return moved
    transaction.execute(FIND_SUCCESSORS, {"level": file.level})
    moved += transaction.execute(MOVE_STATED_ISSUES)
    for roster in ("party_member", "volunteer"):
        moved += transaction.execute(SQL(MOVE_HEADS).format(roster=Identifier(roster)))
    return moved
