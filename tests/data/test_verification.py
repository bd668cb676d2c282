"""Verification finds every planted fault, and repair mends it."""

from contextlib import closing
from datetime import timedelta

import psycopg2
import pytest

from data.__main__ import main
from data.count_book import CountBook
from data.counts import read_picture
from data.overdue import mark_overdue
from data.verification import repair, verify
from tests.factories import add_issue, add_tree

HOME, EAST = (106.61, 26.61), (106.63, 26.61)


@pytest.fixture
def broken(store, owner, now, monkeypatch):
    """A store with an issue that lost its count, stands in the west and is called overdue a day before its deadline."""
    monkeypatch.setenv("DATABASE_URL", store.url)
    tree = add_tree(store)
    issue = add_issue(store, EAST, reference="A-7", due_at=now + timedelta(days=1))
    owner.execute("DELETE FROM count_change")
    owner.execute("ALTER TABLE issue DISABLE TRIGGER USER")
    owner.execute(
        "UPDATE issue SET area_id = %(area)s, is_overdue = true WHERE id = %(id)s", {"area": tree["west"], "id": issue}
    )
    owner.execute("ALTER TABLE issue ENABLE TRIGGER USER")


def test_a_sound_store_has_nothing_to_report(store, now):
    add_tree(store)
    add_issue(store, HOME)
    assert verify(store, now).is_right


def test_a_lost_count_is_found_and_repaired(store, owner, now):
    tree = add_tree(store)
    add_issue(store, EAST)
    owner.execute("DELETE FROM count_change")
    found = verify(store, now)
    assert [tuple(count) for count in found.counts] == [(tree["east"], "open_issues", 0, 1)]
    repair(store, now)
    assert verify(store, now).is_right
    assert CountBook(read_picture(store)).total[0] == 1


def test_an_issue_in_a_wrong_area_is_found_and_repaired(store, owner, now):
    tree = add_tree(store)
    issue = add_issue(store, EAST)
    owner.execute("ALTER TABLE issue DISABLE TRIGGER place_issue")
    owner.execute("UPDATE issue SET area_id = %(area)s WHERE id = %(id)s", {"area": tree["west"], "id": issue})
    owner.execute("ALTER TABLE issue ENABLE TRIGGER place_issue")
    assert [(row.id, row.found) for row in verify(store, now).misplaced] == [(issue, tree["east"])]
    repair(store, now)
    assert verify(store, now).is_right


def test_what_differs_is_listed_by_names(broken, capsys):
    assert main(["verify"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == [
        "area GW name of GW, open_issues: counted 0, recounted 1",
        "area GW name of GW, overdue_issues: counted 0, recounted 1",
        "issue hotline_12345 A-7: in area GW name of GW, its place is area GE name of GE",
    ]
    assert lines[3].startswith("issue hotline_12345 A-7: overdue, due at ")


def test_a_repair_lists_what_it_changed_from_what_to_what(broken, store, now, capsys):
    assert main(["verify", "--repair"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "issue hotline_12345 A-7: moved from area GW name of GW to area GE name of GE"
    assert lines[1].startswith("issue hotline_12345 A-7: not overdue now, due at ")
    assert lines[2:] == [
        "area GE name of GE, open_issues: 0 → 1",
        "repaired: 1 places and 1 deadlines of issues, 1 counts",
    ]
    assert verify(store, now).is_right


def test_every_change_of_status_is_an_event(store):
    add_tree(store)
    issue = add_issue(store, HOME)
    for status in ("dispatched", "closed", "rework"):
        store.execute("UPDATE issue SET status = %(status)s WHERE id = %(id)s", {"status": status, "id": issue})
    events = store.read("SELECT status FROM issue_event WHERE issue_id = %(id)s ORDER BY at", {"id": issue})
    assert [event.status for event in events] == ["accepted", "dispatched", "closed", "rework"]
    assert store.read_one("SELECT closed_at FROM issue").closed_at is None


def test_an_issue_that_somebody_is_writing_is_not_called_late(store, feed_url, now):
    add_tree(store)
    issue = add_issue(store, EAST, due_at=now - timedelta(hours=2))
    with closing(psycopg2.connect(feed_url)) as feed, feed.cursor() as cursor:
        cursor.execute("UPDATE issue SET due_at = due_at WHERE id = %s", [issue])
        assert verify(store, now).is_right
        feed.rollback()  # not left to close(), which does not wait for the server to let the row go
    assert [row.id for row in verify(store, now).mistimed] == [issue]


def test_a_clock_that_lags_a_little_calls_nothing_overdue_too_early(store, now):
    add_tree(store)
    add_issue(store, EAST, due_at=now)
    mark_overdue(store, now)
    assert verify(store, now - timedelta(seconds=50)).is_right
    assert not verify(store, now - timedelta(seconds=70)).is_right
