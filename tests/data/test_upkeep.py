"""What an app does for its store by itself."""

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from data.clock import Clock
from data.counts import fold_counts
from data.preferences import write_preference
from data.upkeep import Upkeep
from tests.factories import add_issue, add_tree
from tests.waiting import wait_until

EAST = (106.63, 26.61)


@pytest.fixture
def upkeep(store, clock) -> Iterator[Upkeep]:
    """The upkeep of this test's store; the test starts it."""
    made = Upkeep(store.url, clock, verify_seconds=600, fold_after=0)
    yield made
    made.stop()


@pytest.fixture
def fast_upkeep(store) -> Iterator[Upkeep]:
    """The same, of a street whose hours take a second."""
    made = Upkeep(store.url, Clock(ZoneInfo("Asia/Shanghai"), "2031-01-01T00:00:00+08:00*3600"), verify_seconds=600)
    yield made
    made.stop()


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


def test_changes_are_kept_as_long_as_the_setting_says(store, owner, upkeep):
    add_tree(store)
    [add_issue(store, EAST) for _ in range(2)]
    fold_counts(store, timedelta(days=400))
    owner.execute("UPDATE count_change SET at = at - id * interval '2 days'")
    write_preference(store, "retention_days", "3")
    upkeep.start()
    wait_until(lambda: upkeep.folded)
    assert upkeep.folded.forgotten == 1


def test_deadlines_turn_overdue_as_fast_as_the_streets_clock_runs(store, fast_upkeep):
    add_tree(store)
    add_issue(store, EAST, due_at=fast_upkeep.clock.now() + timedelta(hours=1))
    fast_upkeep.start()
    wait_until(lambda: store.read_one("SELECT is_overdue FROM issue").is_overdue)
