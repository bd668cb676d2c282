"""What an app does for its store by itself."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from data.upkeep import Upkeep
from tests.factories import add_issue, add_tree

EAST = (106.63, 26.61)


@pytest.fixture
def upkeep(store, clock) -> Iterator[Upkeep]:
    """The upkeep of this test's store; the test starts it."""
    made = Upkeep(store.url, clock, verify_seconds=600)
    yield made
    made.stop()


def wait_until(holds: Callable[[], object]) -> None:
    """Return once it holds, after half a minute at most."""
    deadline = time.monotonic() + 30
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert holds()


def count_waiting(owner):
    return owner.read_one(
        "SELECT count(*) AS count FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    ).count


def test_deadlines_turn_overdue_while_folding_and_verification_take_long(store, owner, upkeep, now):
    add_tree(store)
    with owner.transaction() as transaction:
        transaction.execute("LOCK TABLE count_horizon IN ACCESS EXCLUSIVE MODE")
        upkeep.start()
        wait_until(lambda: count_waiting(owner) == 2)
        add_issue(store, EAST, due_at=now)
        wait_until(lambda: store.read_one("SELECT is_overdue FROM issue").is_overdue)


def test_what_fell_due_while_nobody_marked_it_is_no_difference(store, upkeep, now):
    add_tree(store)
    add_issue(store, EAST, due_at=now - timedelta(hours=1))
    upkeep.start()
    wait_until(lambda: upkeep.verified)
    assert upkeep.verified.differences == 0


def test_what_differs_is_counted_by_kind(store, owner, upkeep):
    tree = add_tree(store)
    add_issue(store, EAST)
    owner.execute("DELETE FROM count_change")
    owner.execute("ALTER TABLE issue DISABLE TRIGGER USER")
    owner.execute("UPDATE issue SET area_id = %(area)s, is_overdue = true", {"area": tree["west"]})
    upkeep.start()
    wait_until(lambda: upkeep.verified)
    assert (upkeep.verified.counts, upkeep.verified.misplaced, upkeep.verified.mistimed) == (2, 1, 1)
