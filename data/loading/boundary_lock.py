"""The lock under which boundaries switch: who looks for a point's area shares it."""

import time

from data.store import Transaction

SHARE = """
SELECT pg_advisory_xact_lock_shared(boundary_lock_key())
"""


def share_boundaries(transaction: Transaction) -> None:
    """Boundaries stay as they are until this transaction ends."""
    transaction.execute(SHARE)


AWAIT_WRITERS = """
SET LOCAL lock_timeout = '2s';
SELECT pg_advisory_lock(boundary_lock_key());
SELECT pg_advisory_unlock(boundary_lock_key());
SET LOCAL lock_timeout = '200ms'
"""


def await_writers(transaction: Transaction) -> None:
    """A moment at which nobody is looking for an area. Raises `StoreBusy` when a transaction was left open."""
    transaction.execute(AWAIT_WRITERS)


TRY_TO_TAKE = """
SELECT pg_try_advisory_xact_lock(boundary_lock_key()) AS is_held
"""

WAIT_TO_TAKE = """
SET LOCAL lock_timeout = '2s';
SELECT pg_advisory_xact_lock(boundary_lock_key());
SET LOCAL lock_timeout = '200ms'
"""

POLLS = 30
POLL_SECONDS = 0.05


def take_boundaries(transaction: Transaction) -> None:
    """Nobody looks for a point's area until this transaction or savepoint ends. Raises `StoreBusy`.

    For the first second and a half it only asks: so nobody waits behind it, and a writer who waits for a row of this
    transaction has looked for a deadlock before there can be one. Then it waits in the line, two seconds at most.
    Afterwards a row that somebody holds is waited for a fifth of a second, in which nobody looks for deadlocks yet.
    """
    for _ in range(POLLS):
        if transaction.read_one(TRY_TO_TAKE).is_held:
            break
        time.sleep(POLL_SECONDS)
    transaction.execute(WAIT_TO_TAKE)
