"""Issues and roster rows follow the boundaries: none stays behind in a former area."""

import time

from data.loading.area_file import AreaFile
from data.loading.progress import Progress
from data.loading.switch import Switch
from data.store import SQL, Identifier, Transaction

# In a block of its own, because a time limit that ends a statement would end the whole transaction.
QUEUE_FOR_LOCK = """
DO $$ BEGIN
    SET LOCAL lock_timeout = '2s';
    PERFORM pg_advisory_xact_lock(boundary_lock_key());
EXCEPTION WHEN lock_not_available THEN
    NULL;
END $$
"""

TRY_LOCK = """
SELECT pg_try_advisory_xact_lock(boundary_lock_key()) AS is_held
"""

QUIET_SECONDS = 10.0


def take_boundary_lock(transaction: Transaction, progress: Progress) -> None:
    """Wait until no writer is looking for a point's area, and keep others from it until the commit.

    Who waits in the queue holds up the writers behind it: hence two seconds at most at a time, then ten quiet ones
    in which the lock is only taken when it is free. A transaction left open delays the load, never the writers.
    """
    while True:
        transaction.execute(QUEUE_FOR_LOCK)
        end_of_quiet = time.monotonic() + QUIET_SECONDS
        while not transaction.read_one(TRY_LOCK).is_held:
            if time.monotonic() > end_of_quiet:
                break
            progress.say("waiting for an open transaction of somebody else to end")
            time.sleep(0.1)
        else:
            return


MOVE_POINTS = """
UPDATE issue SET area_id = found.area_id
FROM (
    SELECT i.id, find_area(i.geom) AS area_id
    FROM issue i
    WHERE i.geom IS NOT NULL AND i.id IN (
        SELECT inside.id
        FROM staged_area s JOIN issue inside ON ST_Covers(s.geom, inside.geom)
            LEFT JOIN area own ON own.id = inside.area_id LEFT JOIN level own_level ON own_level.name = own.level
        WHERE s.reason IS NULL AND (s.area_id IS NULL OR s.is_changed)
            AND (own.id IS NULL OR own_level.rank <= (SELECT rank FROM level WHERE name = %(level)s))
        UNION
        SELECT former.id
        FROM issue former
        WHERE former.area_id IN (SELECT area_id FROM staged_area WHERE is_changed)
            OR (%(replaces)s AND former.area_id IN (SELECT id FROM absent_area))
    )
) AS found
WHERE issue.id = found.id AND issue.area_id IS DISTINCT FROM found.area_id
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


def move_rows(transaction: Transaction, file: AreaFile, switch: Switch) -> int:
    """Issues with a point find their area again; what a retired area held goes on to its successor; the rows moved.

    The successor is the open area, not deeper than the retired one, that covers its inner point, otherwise its
    parent; without either the row becomes unlocated. Needs the boundary lock.
    """
    moved = transaction.execute(MOVE_POINTS, {"level": file.level, "replaces": file.replaces})
    if not switch.retired:
        return moved
    transaction.execute(FIND_SUCCESSORS, {"level": file.level})
    moved += transaction.execute(MOVE_STATED_ISSUES)
    for roster in ("party_member", "volunteer"):
        moved += transaction.execute(SQL(MOVE_HEADS).format(roster=Identifier(roster)))
    return moved
