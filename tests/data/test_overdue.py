"""Overdue turns true by the clock alone: no feed writes it."""

from contextlib import closing
from datetime import timedelta
from zoneinfo import ZoneInfo

import psycopg2
import pytest

from data.clock import Clock
from data.count_book import CountBook
from data.counts import read_news, read_picture
from data.overdue import mark_overdue
from data.verification import verify
from tests.factories import add_issue, add_tree

HOME, WEST = (106.61, 26.61), (106.605, 26.605)
LATE, SOON = timedelta(minutes=-5), timedelta(hours=1)


def read_overdue(store):
    return CountBook(read_picture(store)).total[1]


def change(store, **given):
    columns = ", ".join(f"{name} = %({name})s" for name in given)
    store.execute(f"UPDATE issue SET {columns}", given)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE issue SET is_overdue = NOT is_overdue",
        "UPDATE issue SET is_overdue = NOT is_overdue, status = 'in_progress', due_at = due_at, category = 'y'",
        "INSERT INTO issue (source, source_reference, category, is_overdue)"
        " SELECT source, source_reference, category, NOT is_overdue FROM issue"
        " ON CONFLICT (source, source_reference) DO UPDATE SET is_overdue = NOT issue.is_overdue",
    ],
)
def test_what_a_feed_writes_into_it_is_not_heard(store, feed_url, now, statement):
    add_tree(store)
    [add_issue(store, WEST, due_at=now + until) for until in (LATE, SOON)]
    mark_overdue(store, now)
    known = read_picture(store).revision
    with closing(psycopg2.connect(feed_url)) as feed, feed, feed.cursor() as cursor:
        cursor.execute(statement)
    assert read_news(store, known).counts == []
    assert verify(store, now).is_right


def test_a_deadline_turns_an_issue_overdue_and_a_later_one_turns_it_back(store, now):
    add_tree(store)
    add_issue(store, HOME, due_at=now + LATE)
    assert not verify(store, now).is_right
    assert (mark_overdue(store, now), read_overdue(store)) == (1, 1)
    change(store, due_at=now + SOON)
    assert read_overdue(store) == 0
    assert verify(store, now).is_right


def test_a_deadline_that_moves_earlier_turns_an_issue_overdue(store, now):
    add_tree(store)
    add_issue(store, HOME, due_at=now + SOON)
    assert mark_overdue(store, now) == 0
    change(store, due_at=now + LATE)
    assert (mark_overdue(store, now), read_overdue(store)) == (1, 1)


@pytest.mark.parametrize("status", ["suspended", "deferred", "closed", "rejected"])
def test_a_stopped_clock_ends_it_at_once_and_a_running_one_brings_it_back(store, now, status):
    add_tree(store)
    add_issue(store, HOME, due_at=now + LATE)
    mark_overdue(store, now)
    change(store, status=status)
    assert (mark_overdue(store, now), read_overdue(store)) == (0, 0)
    change(store, status="rework")
    assert (mark_overdue(store, now), read_overdue(store)) == (1, 1)


def test_an_issue_that_comes_in_late_is_overdue_at_the_next_look(store, now):
    add_tree(store)
    add_issue(store, HOME, due_at=now + LATE)
    assert read_overdue(store) == 0
    assert (mark_overdue(store, now), read_overdue(store)) == (1, 1)


def test_overdue_is_marked_beside_a_writer_that_holds_an_issue(store, feed_url, now):
    add_tree(store)
    held, free = (add_issue(store, WEST, due_at=now + LATE) for _ in range(2))
    with closing(psycopg2.connect(feed_url)) as connection, connection.cursor() as cursor:
        cursor.execute("UPDATE issue SET category = 'y' WHERE id = %s", [held])
        assert mark_overdue(store, now) == 1
    assert store.read_one("SELECT is_overdue FROM issue WHERE id = %(id)s", {"id": free}).is_overdue


def test_more_than_one_transaction_takes_are_all_marked(store, now):
    add_tree(store)
    [add_issue(store, WEST, due_at=now + LATE) for _ in range(5)]
    assert (mark_overdue(store, now, most=2), read_overdue(store)) == (5, 5)


@pytest.mark.parametrize("begin", ["2001-01-01T00:00:00+08:00", "2091-01-01T00:00:00+08:00"])
def test_the_streets_clock_decides_and_not_the_servers(store, begin):
    now = Clock(ZoneInfo("Asia/Shanghai"), begin).now()
    add_tree(store)
    [add_issue(store, WEST, due_at=now + until) for until in (LATE, SOON)]
    assert (mark_overdue(store, now), read_overdue(store)) == (1, 1)
    assert verify(store, now).is_right
