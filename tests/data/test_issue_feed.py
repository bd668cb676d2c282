"""What becomes of the messages of a feed: the newest counts, a wrong one is rejected alone."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest

from data.loading.issue_feed import take_messages
from data.sources import find_source, read_sources
from data.verification import verify
from tests.data.feeds import HOTLINE, write_message
from tests.data.issue_files import NOW
from tests.factories import add_tree

READ_ISSUE = """
SELECT * FROM issue
"""

READ_STATE = """
SELECT source_reference, status, updated_at FROM issue
"""

READ_EVENTS = """
SELECT at, status FROM issue_event ORDER BY at, id
"""

STEPS = ("accepted", "dispatched", "in_progress", "closed", "rework")


@pytest.fixture
def areas(store):
    return add_tree(store)


@pytest.fixture
def send(store, areas):
    """Send messages; the answers as words."""

    def send(*messages, feed=HOTLINE):
        return [answer.answer for answer in take_messages(store, feed, messages, NOW)]

    return send


def test_a_message_makes_an_issue_where_its_point_lies(store, send, areas):
    assert send(write_message(title="灯", is_urgent=True, address="人民路 1 号")) == ["created"]
    issue = store.read_one(READ_ISSUE)
    assert (issue.source, issue.source_reference, issue.area_id) == ("hotline_12345", "A1", areas["micro"])
    assert (issue.title, issue.is_urgent, issue.address) == ("灯", True, "人民路 1 号")
    assert issue.updated_at == datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


def test_a_newer_message_changes_an_older_or_repeated_one_does_not(store, send):
    send(write_message(minute=10, status="dispatched"))
    answers = [send(write_message(minute=minute, status="closed"))[0] for minute in (9, 10, 11)]
    assert answers == ["unchanged", "unchanged", "changed"]
    assert store.read_one(READ_ISSUE).status == "closed"


def test_of_several_messages_of_one_issue_in_a_request_the_newest_counts(store, send):
    sent = [write_message(minute=1), write_message(minute=3, status="signed"), write_message(minute=3), write_message()]
    assert send(*sent) == ["unchanged", "created", "unchanged", "unchanged"]
    assert store.read_one(READ_ISSUE).status == "signed"


def test_what_a_newer_message_leaves_out_is_gone(store, send):
    send(write_message(title="灯", due_at="2026-11-21"))
    send(write_message(minute=1, lon=None, lat=None, category=None))
    issue = store.read_one(READ_ISSUE)
    assert (issue.title, issue.due_at, issue.geom, issue.category) == (None, None, None, "")


def test_an_issue_counts_where_its_code_says_until_a_point_says_better(store, send, areas):
    send(write_message(lon=None, lat=None, area_code="GE"))
    stated = store.read_one(READ_ISSUE).area_id
    send(write_message(minute=1, area_code="GE"))
    assert (stated, store.read_one(READ_ISSUE).area_id) == (areas["east"], areas["micro"])


def test_a_deadline_that_has_passed_counts_at_once_and_a_later_one_ends_it(store, send):
    send(write_message(due_at="2026-11-22"))
    was_overdue = store.read_one(READ_ISSUE).is_overdue
    send(write_message(minute=1, due_at="2026-11-23"))
    assert (was_overdue, store.read_one(READ_ISSUE).is_overdue, verify(store, NOW).is_right) == (True, False, True)


def test_shifted_coordinates_of_a_key_are_brought_back(store, send):
    send(write_message(lon=106.6107, lat=26.6026), feed=replace(HOTLINE, coordinates="gcj02"))
    point = store.read_one("SELECT ST_X(geom) AS lon, ST_Y(geom) AS lat FROM issue")
    assert (point.lon, point.lat) == (pytest.approx(106.6055, abs=4e-3), pytest.approx(26.6055, abs=4e-3))
    assert (point.lon, point.lat) != (106.6107, 26.6026)


def test_the_words_and_the_zone_of_a_key_hold(store, send):
    feed = replace(HOTLINE, words={"已归档": "closed"})
    send(write_message(status="已归档", reported_at="2026-11-20 07:00", closed_at="2026-11-20 08:30"), feed=feed)
    issue = store.read_one(READ_ISSUE)
    assert (issue.status, issue.closed_at) == ("closed", datetime(2026, 11, 20, 0, 30, tzinfo=UTC))


def test_history_has_the_moments_of_the_source(store, send):
    send(write_message())
    send(write_message(minute=5, status="closed", closed_at="2026-11-20T09:04+08:00"))
    send(write_message(minute=6, status="closed", closed_at="2026-11-20T09:03+08:00", reported_at="2026-11-20T07:00Z"))
    send(write_message(minute=7, status="closed", closed_at="2026-11-20T09:03+08:00", reported_at="2026-11-20T00:30Z"))
    events = [(event.at, event.status) for event in store.read(READ_EVENTS)]
    assert events == [
        (datetime(2026, 11, 20, 0, 30, tzinfo=UTC), "accepted"),
        (datetime(2026, 11, 20, 1, 3, tzinfo=UTC), "closed"),
    ]


@pytest.mark.parametrize(
    ("given", "field", "reason"),
    [
        ({"reference": None}, "reference", "there is no reference"),
        ({"reference": 12345}, "reference", "it is not a text"),
        ({"reference": "A\x00"}, "reference", "the reference holds a control character"),
        ({"category": "\ud800"}, "category", "it holds half of a character"),
        ({"reported_at": ""}, "reported_at", "there is no time of the report"),
        ({"updated_at": None}, "updated_at", "there is no time of the change"),
        ({"updated_at": "2026-11-23T00:00:00+08:00"}, "updated_at", "it lies in the future"),
        ({"reported_at": "2027-11-20T08:00:00+08:00"}, "reported_at", "it lies in the future"),
        ({"closed_at": "2027-11-20T08:00:00+08:00"}, "closed_at", "it lies in the future"),
        ({"updated_at": "2026-11-20T07:59:00+08:00"}, "updated_at", "it was changed before it was reported"),
        ({"updated_at": "9999-12-31T23:59:59-23:59"}, "updated_at", "the year is not between 1900 and 2199"),
        ({"due_at": 1_763_600_000}, "due_at", "it is not a text"),
        ({"closed_at": "2026-11-20T07:59:00+08:00"}, "closed_at", "it was closed before it was reported, at "),
        ({"status": "parked"}, "status", "no status has this word: name it with --status WORD=STATUS"),
        ({"is_urgent": "是"}, "is_urgent", "it is neither true nor false"),
        ({"lon": "106.6"}, "lon", "it is not a number"),
        ({"lon": 1e999}, "lon", "it is not a number"),
        ({"lat": True}, "lat", "it is not a number"),
        ({"lat": 106.6}, "lat", "it is not between -90 and 90 degrees"),
        ({"lat": None}, "lon, lat", "there is only one of them"),
        ({"address": "人民路 1 号，13812345678"}, "address", "it holds a mobile or identity number: leave it out"),
        ({"caller": "?"}, "caller", "an issue has no such field"),
    ],
)
def test_a_wrong_message_is_rejected_with_its_reason_and_the_others_are_kept(store, areas, given, field, reason):
    answers = take_messages(store, HOTLINE, [write_message("B2") | given, write_message()], NOW)
    assert [answer.answer for answer in answers] == ["rejected", "created"]
    assert answers[0].field == field
    assert answers[0].reason.startswith(reason)


@pytest.mark.parametrize("message", [None, 1, "x", [], [["reference", "A1"]]])
def test_what_is_no_object_is_rejected(send, message):
    assert send(message, write_message()) == ["rejected", "created"]


@pytest.mark.parametrize(("messages", "is_told"), [([], True), ([write_message()], True), ([{}], False)])
def test_a_source_is_as_fresh_as_its_last_request_that_brought_what_fits(store, send, messages, is_told):
    send(write_message())
    store.execute("UPDATE source SET last_synced_at = NULL")
    send(*messages)
    assert (find_source(read_sources(store), "hotline_12345").last_synced_at == NOW) is is_told


def test_messages_out_of_order_doubled_and_late_from_many_senders_end_in_the_newest_state(store, areas):
    sent = [
        write_message(str(number), minute, status=STEPS[minute % 5]) for number in range(60) for minute in range(9)
    ] * 2
    Random(7).shuffle(sent)
    parts = [sent[first : first + 45] for first in range(0, len(sent), 45)]
    with ThreadPoolExecutor(4) as senders:
        told = senders.map(lambda part: take_messages(store, HOTLINE, part, NOW), parts)
    answers = Counter(answer.answer for answers in told for answer in answers)
    newest = {(str(number), STEPS[3], datetime(2026, 11, 20, 1, 8, tzinfo=UTC)) for number in range(60)}
    assert {tuple(row) for row in store.read(READ_STATE)} == newest
    assert (answers["created"], answers["rejected"], verify(store, NOW).is_right) == (60, 0, True)
