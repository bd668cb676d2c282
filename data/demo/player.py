"""The player keeps the demo street alive: it opens, moves on and closes issues, and the totals stay about level."""

import logging
import threading
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import numpy as np

from data.clock import Clock
from data.demo.issue_kinds import SOURCES
from data.demo.issues import OPEN, OVERDUE
from data.demo.mark import is_demo
from data.faults import DemoStoreFault, StoreAway, StoreBusy
from data.store import Store, Transaction

LOG = logging.getLogger("gridboard.demo")
PAUSE_SECONDS = (2.0, 6.0)  # between two changes
STEPS = 7.0  # changes from the report of an issue to its close
LASTING_EVERY = 12  # one issue of so many is left until its deadline comes near
LASTING_MOST = 120

# The usual next status, and a rarer one with how often it comes instead.
NEXT = {
    "accepted": ("filed", "rejected", 0.02),
    "filed": ("dispatched", "dispatched", 0.0),
    "dispatched": ("signed", "returned", 0.05),
    "returned": ("dispatched", "dispatched", 0.0),
    "signed": ("in_progress", "in_progress", 0.0),
    "in_progress": ("reported_done", "supervised", 0.03),
    "reported_done": ("closed", "rework", 0.06),
}
RESUMED = "in_progress"  # follows every other open status


def play(store: Store, clock: Clock, stop: threading.Event, pause: tuple[float, float] = PAUSE_SECONDS) -> None:
    """Change one issue every few seconds until `stop` is set or the demo is removed; wait while the store is away.

    `pause` is the range of seconds between two changes.
    """
    rng = np.random.default_rng()
    while not stop.wait(rng.uniform(*pause)):
        try:
            play_step(store, clock.now(), rng)
        except (StoreAway, StoreBusy) as fault:
            LOG.info("the player waits: %s", fault)
        except DemoStoreFault:
            LOG.info("the player ends: the store holds no demo")
            return


def play_step(store: Store, now: datetime, rng: np.random.Generator) -> int:
    """Open a new issue or move an open one on, only of the demo's sources; return its id.

    Raises `DemoStoreFault` when the store is not marked as the demo.
    """
    with store.transaction() as transaction:
        if not is_demo(transaction):
            raise DemoStoreFault("the store does not hold the demo: nothing is played there")
        issues = _read_open(transaction)
        wish_to_open = 1 / STEPS + (OPEN - len(issues)) / 40
        if not issues or rng.random() < np.clip(wish_to_open, 0.02, 0.6):
            played = _open_issue(transaction, now, rng)
        else:
            played = _move_on(transaction, choose_issue(issues, rng), now, rng)
        transaction.execute(REPORT_SYNC, {"names": [source.name for source in SOURCES], "now": now})
        return played


# The player reads all of the demo's sources all the time; once a minute it says so.
REPORT_SYNC = """
SELECT report_sync(name, %(now)s) FROM unnest(%(names)s) AS name LEFT JOIN known_source USING (name)
WHERE last_synced_at > %(now)s - interval '1 minute' IS NOT TRUE
"""

READ_OPEN = r"""
SELECT id, status, is_overdue, due_at FROM issue
WHERE is_open(status) AND source LIKE 'demo\_%'
ORDER BY due_at NULLS LAST, id
"""


def _read_open(transaction: Transaction) -> list[Any]:
    return transaction.read(READ_OPEN)


def choose_issue(issues: Sequence[Any], rng: np.random.Generator) -> Any:
    """Return the one to move on; `issues` (id, is_overdue) come in the order of deadlines.

    Above the wanted number the oldest overdue one goes first; below, overdue ones stay. Lasting ones wait for their
    deadline, unless there are too many: then the one with the latest goes.
    """
    overdue = [issue for issue in issues if issue.is_overdue]
    lasting = [issue for issue in issues if not issue.is_overdue and issue.id % LASTING_EVERY == 0]
    quick = [issue for issue in issues if not issue.is_overdue and issue.id % LASTING_EVERY != 0]
    if len(overdue) > OVERDUE and rng.random() < 0.5:
        return overdue[0]
    if len(lasting) > LASTING_MOST:
        return lasting[-1]
    choice = quick or lasting or overdue
    return choice[rng.integers(len(choice))]


MOVE_ON = r"""
UPDATE issue SET status = %(status)s, updated_at = %(now)s
WHERE id = %(id)s AND status = %(former)s AND source LIKE 'demo\_%%'
"""


def _move_on(transaction: Transaction, issue: Any, now: datetime, rng: np.random.Generator) -> int:
    usual, rarer, share = NEXT.get(issue.status, (RESUMED, RESUMED, 0.0))
    status = rarer if rng.random() < share else usual
    transaction.execute(MOVE_ON, {"id": issue.id, "former": issue.status, "status": status, "now": now})
    return int(issue.id)


# History repeats itself: a new issue is like a random earlier one, so hot spots stay hot and hours stay real.
OPEN_ISSUE = r"""
INSERT INTO issue (source, source_reference, category, title, is_urgent, reported_at, updated_at, due_at,
    address, geom, area_id)
SELECT source, %(reference)s, category, title, is_urgent, %(now)s, %(now)s, %(now)s + (due_at - reported_at),
    address, geom, area_id
FROM issue
WHERE source LIKE 'demo\_%%' AND area_id IS NOT NULL
    AND id >= (SELECT min(id) + %(part)s * (max(id) - min(id)) FROM issue WHERE source LIKE 'demo\_%%')
ORDER BY id
LIMIT 1
RETURNING id
"""
FORGET_OLD = r"""
DELETE FROM issue WHERE source LIKE 'demo\_%%' AND closed_at < %(now)s - interval '90 days'
"""


def _open_issue(transaction: Transaction, now: datetime, rng: np.random.Generator) -> int:
    transaction.execute(FORGET_OLD, {"now": now})
    values = {"reference": f"{now:%Y%m%d-%H%M%S%f}", "now": now, "part": float(rng.random() * 0.98)}
    return int(transaction.read_one(OPEN_ISSUE, values).id)
