"""What the list of issues finds, in which order, and what never leaves the store."""

from contextlib import closing
from datetime import datetime, timedelta

import psycopg2
import pytest

from data.embedded import Cluster
from data.faults import UnknownIssue
from data.issue_choices import list_categories, list_sources
from data.issue_list import (
    ALL,
    ORDERS,
    IssueFilter,
    count_issues,
    count_petitions,
    find_fitting,
    find_place,
    list_below,
    read_page,
)
from data.issue_record import read_history, read_issue
from data.migrations import migrate
from data.overdue import mark_overdue
from data.store import Store
from tests.conftest import address, fresh_database
from tests.factories import add_issue, add_tree
from tests.stores import migrate_partly

EVERYTHING = IssueFilter(status=ALL)


def list_ids(store: Store, wanted: IssueFilter = EVERYTHING, order: str = "deadline") -> list[int]:
    return [row.id for row in read_page(store, wanted, order, None, 100)]


def test_overdue_issues_come_first_then_the_nearest_deadline(store: Store, now: datetime) -> None:
    days = (None, 2, -1, 1, -2)
    added = [add_issue(store, due_at=day and now + timedelta(days=day)) for day in days]
    mark_overdue(store, now)
    assert list_ids(store) == [added[place] for place in (4, 2, 3, 1, 0)]


@pytest.mark.parametrize("order", ORDERS)
def test_pages_of_every_order_join_without_loss(store: Store, now: datetime, order: str) -> None:
    moments = [now + timedelta(days=number // 3) for number in range(9)]
    added = [add_issue(store, reported_at=moment, due_at=moment) for moment in moments]
    added += [add_issue(store, reported_at=now) for _ in range(3)]
    first = read_page(store, EVERYTHING, order, None, 5)
    second = read_page(store, EVERYTHING, order, find_place(first[-1], order), 5)
    third = read_page(store, EVERYTHING, order, find_place(second[-1], order), 5)
    joined = [row.id for row in (*first, *second, *third)]
    assert joined == list_ids(store, order=order)
    assert sorted(joined) == sorted(added)


def test_an_area_holds_what_lies_below_it(store: Store) -> None:
    tree = add_tree(store)
    inside = add_issue(store, point=(106.61, 26.61))
    add_issue(store, point=(106.632, 26.612))
    assert list_ids(store, IssueFilter(areas=list_below(store, tree["west"]))) == [inside]


def test_open_is_what_is_neither_closed_nor_rejected(store: Store) -> None:
    added = {status: add_issue(store, status=status) for status in ("accepted", "suspended", "closed", "rejected")}
    assert list_ids(store, IssueFilter()) == [added["accepted"], added["suspended"]]
    assert list_ids(store, IssueFilter(status="rejected")) == [added["rejected"]]


def test_source_category_and_time_limit_together(store: Store, now: datetime) -> None:
    wanted = IssueFilter(source="patrol", category="井盖", since=now - timedelta(days=1), until=now)
    fitting = add_issue(store, source="patrol", category="井盖", reported_at=now - timedelta(days=1))
    add_issue(store, source="mailbox", category="井盖", reported_at=now - timedelta(days=1))
    add_issue(store, source="patrol", category="路灯", reported_at=now - timedelta(days=1))
    add_issue(store, source="patrol", category="井盖", reported_at=now)
    assert list_ids(store, wanted) == [fitting]
    assert count_issues(store, wanted) == 1


def test_of_petitions_only_a_number_is_told(store: Store) -> None:
    petition = add_issue(store, source="petition", category="征地")
    assert list_ids(store) == find_fitting(store, EVERYTHING, [petition]) == []
    assert (count_issues(store, EVERYTHING), count_petitions(store, EVERYTHING)) == (0, 1)
    assert count_petitions(store, IssueFilter(category="征地")) == 0
    assert (list_sources(store), list_categories(store)) == ([], [])


def test_a_petition_has_no_page_and_no_history(store: Store) -> None:
    petition = add_issue(store, source="demo_petition")
    assert read_history(store, petition) == []
    with pytest.raises(UnknownIssue):
        read_issue(store, petition)


def test_what_can_be_chosen_is_what_there_is(store: Store) -> None:
    [add_issue(store, source=source, category=category) for source in ("patrol", "mailbox") for category in "乙甲"]
    assert list_sources(store) == ["mailbox", "patrol"]
    assert sorted(list_categories(store)) == sorted("甲乙")


@pytest.mark.parametrize("moment", ["infinity", "-infinity", "12000-01-01", "0001-01-01 BC"])
def test_a_time_that_no_calendar_shows_is_refused(store: Store, feed_url: str, moment: str) -> None:
    add_issue(store)
    with closing(psycopg2.connect(feed_url)) as feed, feed.cursor() as cursor:
        with pytest.raises(psycopg2.errors.CheckViolation, match="issue_times_are_of_1900_to_2199"):
            cursor.execute("UPDATE issue SET due_at = %s", [moment])
        feed.rollback()
        with pytest.raises(psycopg2.errors.CheckViolation, match="source_was_read_in_1900_to_2199"):
            cursor.execute("SELECT report_sync('patrol', %s)", [moment])


def test_a_store_that_holds_such_a_time_is_mended(cluster: Cluster) -> None:
    with fresh_database(cluster, "template1") as name, closing(Store(address(cluster, "owner", name))) as old:
        migrate_partly(old, 23)
        add_issue(old, due_at="infinity")
        add_issue(old, reported_at="-infinity", status="closed")
        migrate(old)
        assert [(row.status, row.due_at) for row in read_page(old, EVERYTHING, "newest", None, 2)] == [
            ("closed", None),
            ("accepted", None),
        ]
