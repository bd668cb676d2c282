"""Issues and roster rows follow the boundaries: none stays behind in a former area."""

import time
from collections.abc import Callable, Iterable
from functools import partial
from itertools import chain, repeat

from data.faults import StoreBusy
from data.loading.area_file import AreaFile
from data.loading.boundary_lock import await_writers, take_boundaries
from data.loading.foresight import foresee_moves
from data.loading.placing import be_believed
from data.loading.progress import Progress
from data.loading.switch import Switch
from data.store import SQL, Identifier, Transaction

STEP_ROWS = 100_000  # between two steps somebody may stop the load

SHORT_PAUSES = (0.5, 0.5)
LONG_PAUSES = (1.0, 2.0, 4.0, 8.0)
LONGEST_PAUSE = 10.0


def move_rows(transaction: Transaction, file: AreaFile, switch: Switch, progress: Progress) -> int:
    """Bring issues and roster rows to their present areas; the boundary lock stays until the commit. The rows moved.

    While that lock is held nobody can look for a point's area, and who waits for it holds up the writers behind it.
    So all is found before, and the closed issues, nearly all, have moved when the lock comes. Where somebody's open
    transaction is in the way, the load lets go of everything and pauses: that delays the load, never the writers.
    """
    moves = foresee_moves(transaction, file, switch)
    step = partial(_move_rows, transaction, switch, moves, progress)
    return _persist(transaction, step, chain(LONG_PAUSES, repeat(LONGEST_PAUSE)), progress)


COUNT_STATED = """
SELECT (SELECT count(*) FROM issue i JOIN absent_area absent ON absent.id = i.area_id WHERE i.geom IS NULL)
    + (SELECT count(*) FROM party_member m JOIN absent_area absent ON absent.id = m.area_id)
    + (SELECT count(*) FROM volunteer v JOIN absent_area absent ON absent.id = v.area_id) AS count
"""


def count_moves(transaction: Transaction, file: AreaFile, switch: Switch) -> int:
    """How many issues and roster rows `move_rows` would move; it takes no lock and moves none."""
    moves = foresee_moves(transaction, file, switch)
    return moves + (int(transaction.read_one(COUNT_STATED).count) if switch.retired else 0)


def _move_rows(transaction: Transaction, switch: Switch, moves: int, progress: Progress) -> int:
    await_writers(transaction)
    be_believed(transaction)
    moved = _move_closed_issues(transaction, moves, progress)
    progress.say("moving open issues and roster rows")
    return moved + _persist(transaction, partial(_move_last_rows, transaction, switch), SHORT_PAUSES, progress)


def _persist(transaction: Transaction, step: Callable[[], int], pauses: Iterable[float], progress: Progress) -> int:
    """What a step says at last. Raises `StoreBusy` when it has failed as often as there are pauses."""
    for pause in pauses:
        try:
            with transaction.savepoint():
                return step()
        except StoreBusy:
            _wait(pause, progress)
    raise StoreBusy("somebody else's open transaction does not end")


def _wait(seconds: float, progress: Progress) -> None:
    for _ in range(int(seconds * 10)):
        progress.say("waiting for an open transaction of somebody else to end")
        time.sleep(0.1)


MOVE_CLOSED_ISSUES = """
UPDATE issue i SET area_id = free.area_id
FROM (
    SELECT i.ctid AS place, m.area_id
    FROM issue_move m JOIN issue i ON i.id = m.id AND i.geom = m.point AND NOT is_open(i.status)
    WHERE m.number > %(after)s AND m.number <= %(after)s + %(rows)s
    FOR NO KEY UPDATE OF i SKIP LOCKED
) AS free
WHERE i.ctid = free.place
"""


def _move_closed_issues(transaction: Transaction, moves: int, progress: Progress) -> int:
    """In no savepoint of their own: who waits for one of them goes on when `_persist` gives up, and only so."""
    moved = 0
    for after in range(0, moves, STEP_ROWS):
        progress.say(f"moving issues: {after:,} of {moves:,}")
        moved += transaction.execute(MOVE_CLOSED_ISSUES, {"after": after, "rows": STEP_ROWS})
    return moved


# What nobody foresaw came in between: its area is found now.
FIND_LAST_MOVES = """
CREATE TEMP TABLE last_move ON COMMIT DROP AS
SELECT i.id, CASE WHEN i.geom = f.point THEN f.area_id ELSE find_area(i.geom) END AS area_id
FROM issue i LEFT JOIN foreseen_issue f USING (id)
WHERE i.geom IS NOT NULL AND (i.area_id IS DISTINCT FROM f.area_id OR i.geom IS DISTINCT FROM f.point);
ANALYZE last_move
"""

MOVE_LAST_ISSUES = """
UPDATE issue i SET area_id = m.area_id
FROM last_move m
WHERE i.id = m.id AND i.area_id IS DISTINCT FROM m.area_id
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


def _move_last_rows(transaction: Transaction, switch: Switch) -> int:
    """Open issues, and what a retired area held without a point, which goes on to its successor."""
    take_boundaries(transaction)
    transaction.execute(FIND_LAST_MOVES)
    moved = transaction.execute(MOVE_LAST_ISSUES)
    if not switch.retired:
        return moved
    moved += transaction.execute(MOVE_STATED_ISSUES)
    for roster in ("party_member", "volunteer"):
        moved += transaction.execute(SQL(MOVE_HEADS).format(roster=Identifier(roster)))
    return moved
