"""Trends from the issues' histories: the same as a replay of every history, event by event."""

from collections import namedtuple
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from data.areas import find_by_code
from data.count_book import CountBook
from data.counts import read_picture
from data.trends import list_days, list_hours, read_trend
from tests.data.area_files import area_row, box, load_file, write_geojson
from tests.factories import add_area, add_issue, add_tree

START = datetime(2026, 11, 20, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")
OPEN = ("accepted", "filed", "in_progress", "rework", "suspended")
ENDED = ("closed", "rejected")
MOMENTS = [START + timedelta(hours=hour) for hour in (0, 1, 2, 5, 9, 9)]

Event = namedtuple("Event", "at status area")
History = namedtuple("History", "events area")

WRITE_EVENT = """
INSERT INTO issue_event (issue_id, at, status, area_id) VALUES (%(issue)s, %(at)s, %(status)s, %(area)s)
"""


def add_history(owner, history):
    """An issue with these events, wherever it is now."""
    issue = add_issue(owner, area_id=history.area, status=history.events[-1].status)
    owner.execute("DELETE FROM issue_event WHERE issue_id = %(issue)s", {"issue": issue})
    with owner.transaction() as transaction:
        for event in history.events:
            transaction.execute(WRITE_EVENT, event._asdict() | {"issue": issue})
    return issue


def invent_history(random, areas, open_areas):
    """Up to six events, some of one moment, some in other areas; the issue may have moved since the last."""
    moments = sorted(START + timedelta(minutes=30 * random.randint(-20, 24)) for _ in range(random.randint(1, 6)))
    events = [Event(at, random.choice(OPEN + ENDED), random.choice(areas)) for at in moments]
    return History(events, random.choice(open_areas))


def refine(history, above):
    """The history as an area sees it: what knew only an area above, or none, happened where the issue is now."""
    events = [event._replace(area=history.area) if event.area in above else event for event in history.events]
    return History(events, history.area)


def replay(histories, here, moments):
    """Rows of (open, new, closed), by the definitions in `read_trend`."""
    spans = list(zip(moments, moments[1:], strict=False))
    return [(count_open(histories, here, at), *count_flow(histories, here, since, at)) for since, at in spans]


def count_open(histories, here, moment):
    standing = [find_step(history, moment) for history in histories]
    return sum(status in OPEN and area in here for status, area in standing)


def find_step(history, moment):
    """What the issue was, and where, when everything before a moment had happened."""
    former = [event for event in history.events if event.at < moment]
    if len(former) == len(history.events):
        return former[-1].status, history.area
    return (former[-1].status, former[-1].area) if former else (None, None)


def count_flow(histories, here, since, at):
    steps = [(None, history.events[0]) for history in histories]
    steps += [pair for history in histories for pair in zip(history.events, history.events[1:], strict=False)]
    steps = [(former, event) for former, event in steps if since <= event.at < at and event.area in here]
    new = sum(former is None for former, _ in steps)
    return new, sum(e.status in ENDED and (former is None or former.status in OPEN) for former, e in steps)


def read_rows(store, area, moments):
    return [tuple(row) for row in read_trend(store, area, moments)[["open", "new", "closed"]].itertuples(index=False)]


@pytest.fixture
def tree(store, owner):
    """The small street, with a grid that is retired by now."""
    made = add_tree(store)
    made["retired"] = add_area(store, "grid", (106.60, 26.60, 106.61, 26.61), made["community"])
    owner.execute("UPDATE area SET valid_to = now() WHERE id = %(id)s", {"id": made["retired"]})
    return made


@pytest.mark.parametrize("seed", range(12))
def test_a_trend_equals_the_replay_of_every_history(store, owner, tree, seed):
    random = Random(seed)
    places = [None, *tree.values()]
    present = [area for area in places if area != tree["retired"]]
    histories = [invent_history(random, places, present) for _ in range(25)]
    [add_history(owner, history) for history in histories]
    above = {"street": {None}, "west": {None, tree["street"], tree["community"]}}
    below = {"street": set(tree.values()), "west": {tree["west"], tree["micro"], tree["building"]}}
    found = {name: read_rows(store, tree[name], MOMENTS) for name in below}
    seen = {name: [refine(history, above[name]) for history in histories] for name in below}
    assert found == {name: replay(seen[name], here, MOMENTS) for name, here in below.items()}


def test_the_present_number_is_the_live_count(store, tree, clock):
    for point in ((106.605, 26.605), (106.61, 26.61), (106.63, 26.61)):
        add_issue(store, point)
    moved = add_issue(store, area_id=tree["east"])
    store.execute("UPDATE issue SET area_id = %(area)s WHERE id = %(id)s", {"area": tree["west"], "id": moved})
    book = CountBook(read_picture(store))
    moments = list_hours(clock.now())
    assert [
        (read_trend(store, tree[name], moments)["open"].iloc[-1], book.read(tree[name])[0])
        for name in ("street", "west", "east")
    ] == [(4, 4), (3, 3), (1, 1)]


def test_a_level_that_comes_later_shows_what_was_before(store, tree, tmp_path, clock):
    add_issue(store, (106.625, 26.605), status="closed")
    file = write_geojson(tmp_path / "m.geojson", area_row("M", box(106.62, 26.60, 106.64, 26.62), parent="GE"))
    load_file(store, file, "micro_grid", parent="parent")
    micro, east = find_by_code(store, "M"), tree["east"]
    moments = list_hours(clock.now())
    assert read_rows(store, micro, moments) == read_rows(store, east, moments)
    assert sum(new for _, new, _ in read_rows(store, micro, moments)) == 1


def test_an_issue_that_is_opened_again_is_not_new_and_ends_twice(store, owner, tree):
    hours = [START + timedelta(minutes=30 + 60 * hour) for hour in (0, 1, 4, 6)]
    statuses = ("accepted", "closed", "rework", "closed")
    events = [Event(at, status, tree["east"]) for at, status in zip(hours, statuses, strict=True)]
    add_history(owner, History(events, tree["east"]))
    assert read_rows(store, tree["street"], MOMENTS) == [(1, 1, 0), (0, 0, 1), (1, 0, 0), (0, 0, 1), (0, 0, 0)]


def test_of_one_moment_the_later_event_is_the_last(store, owner, tree):
    events = [Event(START, status, tree["east"]) for status in ("accepted", "closed", "rework")]
    add_history(owner, History(events, tree["east"]))
    assert read_rows(store, tree["east"], MOMENTS[:2]) == [(1, 1, 1)]


def test_a_history_of_one_moment_begins_with_its_acceptance(store, tree):
    issue = add_issue(store, area_id=tree["east"])
    values = {"ids": [issue] * 2, "at": [START] * 2, "statuses": ["closed", "accepted"]}
    store.execute("UPDATE issue SET status = 'closed' WHERE id = %(id)s", {"id": issue})
    store.execute("SELECT record_history(%(ids)s::bigint[], %(at)s::timestamptz[], %(statuses)s)", values)
    assert read_rows(store, tree["east"], MOMENTS[:2]) == [(0, 1, 1)]


def test_hours_are_full_ones_and_the_present_one():
    hours = list_hours(datetime(2026, 11, 22, 16, 42, tzinfo=SHANGHAI))
    assert [f"{hour:%d %H:%M}" for hour in (hours[0], hours[1], hours[-2], hours[-1])] == [
        "21 16:00",
        "21 17:00",
        "22 16:00",
        "22 16:42",
    ]


def test_days_begin_at_midnight_in_the_streets_zone():
    berlin = ZoneInfo("Europe/Berlin")
    days = list_days(datetime(2026, 10, 26, 9, 30, tzinfo=berlin), 3)
    assert [day.isoformat() for day in days] == [
        "2026-10-24T00:00:00+02:00",
        "2026-10-25T00:00:00+02:00",
        "2026-10-26T00:00:00+01:00",
        "2026-10-26T09:30:00+01:00",
    ]
