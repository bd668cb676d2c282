"""Whatever feeds write in whatever order: no reader misses a change, none comes twice."""

from contextlib import closing
from datetime import timedelta
from functools import partial

import psycopg2
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from data.clock import Clock
from data.counts import fold_counts
from data.overdue import mark_overdue
from data.store import Store
from data.verification import verify
from tests.data.count_machine import CountMachine, Follower, write_down
from tests.data.racing import racing
from tests.data.recount import recount
from tests.factories import add_tree


def test_every_reader_knows_what_is_committed(store, feed_url, now):
    areas = list(add_tree(store).values())
    run_state_machine_as_test(
        partial(CountMachine, store, feed_url, areas, now),
        settings=settings(
            max_examples=25, stateful_step_count=30, deadline=None, derandomize=True, phases=[Phase.generate]
        ),
    )


def join_and_follow(store: Store, clock: Clock, rounds: int) -> list[Follower]:
    """Readers that come one after the other and follow from then on, beside marking and folding."""
    followers: list[Follower] = []
    for _ in range(rounds):
        followers.append(Follower(store))
        [follower.follow() for follower in followers]
        mark_overdue(store, clock.now())
        fold_counts(store, timedelta(days=1))
    return followers


def test_readers_beside_racing_writers_end_with_the_tables_counts(store, feed_url, clock):
    areas = list(add_tree(store).values())
    with racing(feed_url, areas):
        followers = join_and_follow(store, clock, 20)
    [follower.follow() for follower in followers]
    assert [write_down(follower.book) for follower in followers] == [recount(store)] * len(followers)
    assert store.read_one("SELECT count(*) AS count FROM count_change").count > 100


def test_verification_beside_racing_writers_sees_no_difference(store, feed_url, clock):
    areas = list(add_tree(store).values())
    with racing(feed_url, areas):
        found = [verify(store, clock.now()) for _ in range(40) if fold_counts(store, timedelta())]
    assert [verification for verification in found if not verification.is_right] == []
    assert store.read_one("SELECT count(*) AS count FROM issue").count > 10


def test_a_statement_that_changes_thousands_is_seen_as_one(store, feed_url):
    tree = add_tree(store)
    with closing(psycopg2.connect(feed_url)) as connection, connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO issue (source, source_reference, category, area_id)"
            " SELECT 'bulk', n, 'x', (ARRAY[%(west)s, %(east)s])[1 + n %% 2] FROM generate_series(1, 3000) AS n",
            tree,
        )
        before = Follower(store)
        connection.commit()
        cursor.execute(
            "UPDATE issue SET area_id = %(east)s, status = CASE WHEN id %% 3 = 0 THEN 'closed' ELSE status END", tree
        )
        connection.commit()
    assert store.read_one("SELECT count(*) AS count FROM count_change").count == 4
    before.follow()
    assert write_down(before.book) == recount(store)
