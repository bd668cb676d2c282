"""The board's figures are those of the counts, of the trends and of the histories, all of one moment."""

from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from data.areas import read_root
from data.board import read_board
from data.overdue import mark_overdue
from data.preferences import write_preference
from data.trends import list_days, list_hours, read_trend
from tests.dashboard.viewer import read_held
from tests.data.racing import racing
from tests.data.recount import recount
from tests.data.test_trends import START, add_history, count_open, invent_history, replay
from tests.factories import add_area, add_issue, add_tree

NOW = (START + timedelta(hours=9, minutes=20)).astimezone(ZoneInfo("Asia/Shanghai"))
RUNNING = ("accepted", "filed", "in_progress", "rework")


@pytest.fixture
def tree(store, owner):
    """The small street, with a second community, a grid that is retired by now, and nobody hidden."""
    made = add_tree(store)
    made["other"] = add_area(store, "community", (106.64, 26.60, 106.66, 26.62), made["street"], "D")
    made["retired"] = add_area(store, "grid", (106.60, 26.60, 106.61, 26.61), made["community"])
    owner.execute("UPDATE area SET valid_to = now() WHERE id = %(id)s", {"id": made["retired"]})
    write_preference(store, "people_min_level", "building")
    write_preference(store, "min_count", "0")
    return made


def list_parts(board):
    return {part.id: entry for part, entry in board.parts}


def read_flow(store, area):
    """Open issues by the hour, and what came and ended by the day, as the charts of an area show them."""
    hours, days = (read_trend(store, area, moments) for moments in (list_hours(NOW), list_days(NOW, 7)))
    return hours["open"].tolist()[:-1], days[["new", "closed"]].to_numpy().tolist()


def replay_overdue(histories, dues, here):
    """How many issues that are here now ran past their deadline at each full hour."""
    return [
        sum(
            history.area in here and due is not None and due < hour and find_status(history, hour) in RUNNING
            for history, due in zip(histories, dues, strict=True)
        )
        for hour in list_hours(NOW)[1:-1]
    ]


def find_status(history, moment):
    return next((event.status for event in reversed(history.events) if event.at < moment), None)


@pytest.mark.parametrize("seed", range(4))
def test_trends_and_days_are_those_of_the_areas_and_of_every_history(store, owner, tree, seed):
    random = Random(seed)
    places = [None, *tree.values()]
    present = [area for area in places if area != tree["retired"]]
    histories = [invent_history(random, places, present) for _ in range(30)]
    dues = [random.choice([None, START + timedelta(minutes=30 * random.randint(-20, 24))]) for _ in histories]
    for history, due in zip(histories, dues, strict=True):
        owner.execute(
            "UPDATE issue SET due_at = %(due)s WHERE id = %(id)s", {"due": due, "id": add_history(owner, history)}
        )
    board = read_board(store, NOW)
    below = {tree["community"]: set(tree.values()) - {tree["street"], tree["other"]}, tree["other"]: {tree["other"]}}
    found = {
        area: (e.open[:-1], [list(flow) for _, *flow in e.days], e.overdue[:-1])
        for area, e in list_parts(board).items()
    }
    assert found == {
        area: (*read_flow(store, area), replay_overdue(histories, dues, here)) for area, here in below.items()
    }
    days = replay(histories, set(places), list_days(NOW, 7))
    assert board.whole.open[:-1] == [count_open(histories, set(places), hour) for hour in list_hours(NOW)[1:-1]]
    assert [(new, closed) for _, new, closed in board.whole.days] == [(new, closed) for _, new, closed in days]
    assert board.whole.overdue[:-1] == replay_overdue(histories, dues, set(places))


def test_totals_and_parts_are_of_one_revision_while_writers_race(store, owner, tree, feed_url, clock):
    places = [tree["building"], tree["east"], tree["other"], tree["street"]]
    with racing(feed_url, places):
        boards = [[mark_overdue(store, clock.now()), read_board(store, clock.now())][1] for _ in range(30)]
    held = [read_held(owner, str(board.revision)) for board in boards]
    areas = {None: "total", tree["community"]: tree["community"], tree["other"]: tree["other"]}
    entries = [{None: board.whole, **list_parts(board)} for board in boards]
    assert [{area: e.total[:2] for area, e in entry.items()} for entry in entries] == [
        {area: counts.get(key, [0, 0]) for area, key in areas.items()} for counts in held
    ]
    assert all(
        sum(count for _, count in e.sources) == e.total[0] and [e.open[-1], e.overdue[-1]] == e.total[:2]
        for entry in entries
        for e in entry.values()
    )
    counted = recount(store)
    board = read_board(store, clock.now())
    assert (board.whole.total, list_parts(board)[tree["community"]].total) == (
        counted["total"],
        counted[tree["community"]],
    )


HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ON_TIME = {
    "not closed": ("in_progress", -HOUR, None, [0, 1]),
    "closed late": ("closed", -2 * HOUR, -HOUR, [0, 1]),
    "closed on time": ("closed", -HOUR, -2 * HOUR, [1, 1]),
    "closed long before": ("closed", -HOUR, -20 * DAY, [1, 1]),
    "due in the future": ("in_progress", HOUR, None, [0, 0]),
    "closed before a deadline in the future": ("closed", HOUR, -HOUR, [0, 0]),
    "due eight days ago": ("in_progress", -8 * DAY, None, [0, 0]),
    "rejected": ("rejected", -HOUR, None, [0, 0]),
    "suspended": ("suspended", -HOUR, None, [0, 0]),
    "without a deadline": ("closed", None, -HOUR, [0, 0]),
}


def add_due(store, street, now, name):
    """A community named so with the issue of one case."""
    status, due, closed, _ = ON_TIME[name]
    area = add_area(store, "community", (106.60, 26.60, 106.61, 26.61), street, name)
    issue = add_issue(store, area_id=area, status=status, due_at=due and now + due, reported_at=now - 30 * DAY)
    values = {"id": issue, "closed": closed and now + closed}
    store.execute("UPDATE issue SET closed_at = %(closed)s WHERE id = %(id)s", values)


def test_on_time_is_of_the_issues_that_were_due(store, tree, clock):
    now = clock.now()
    [add_due(store, tree["street"], now, name) for name in ON_TIME]
    board = read_board(store, now)
    found = {part.code: list(entry.on_time) for part, entry in board.parts if part.code in ON_TIME}
    assert found == {name: counted for name, (*_, counted) in ON_TIME.items()}
    assert board.whole.on_time == (2, 4)


def test_a_moved_deadline_is_due_when_it_is_now(store, tree, clock):
    now = clock.now()
    issue = add_issue(store, area_id=tree["east"], due_at=now - 3 * HOUR, reported_at=now - DAY)
    mark_overdue(store, now)
    before = read_board(store, now).whole
    store.execute("UPDATE issue SET due_at = %(due)s WHERE id = %(id)s", {"due": now + HOUR, "id": issue})
    after = read_board(store, now).whole
    assert (before.on_time, before.overdue[-2:], before.oldest_overdue) == ((0, 1), [1, 1], now - 3 * HOUR)
    assert (after.on_time, sum(after.overdue), after.oldest_overdue) == ((0, 0), 0, None)


def test_the_newest_are_told_with_the_areas_they_lie_in_and_no_petition_is(store, tree, clock):
    petition = add_issue(store, (106.61, 26.61), source="petition")
    inside = add_issue(store, (106.61, 26.61))
    outside = add_issue(store, status="filed")
    board = read_board(store, clock.now())
    assert {line.id for line in board.whole.newest} == {inside, outside} - {petition}
    assert [line.names for line in board.whole.newest] == [[], ["name of C", "name of GW"]]
    assert [line.names for line in list_parts(board)[tree["community"]].newest] == [["name of GW", "name of MW"]]
    assert (board.whole.sources, board.whole.total[0]) == ([("hotline_12345", 2), ("petition", 1)], 3)


def test_residents_are_those_that_are_known_nearest(store, tree, clock):
    store.execute("UPDATE area SET residents = NULL WHERE level IN ('street', 'community')")
    add_area(store, "grid", (106.64, 26.60, 106.66, 26.62), tree["other"])
    board = read_board(store, clock.now())
    known = [list_parts(board)[tree[name]].residents for name in ("community", "other")]
    assert (known, board.whole.residents) == ([2400, 1200], 3600)


def test_residents_of_a_part_alone_are_not_said_to_be_the_wholes(store, tree, clock):
    store.execute("UPDATE area SET residents = NULL WHERE level IN ('street', 'community') OR code = 'GE'")
    board = read_board(store, clock.now())
    assert (board.whole.residents, list_parts(board)[tree["community"]].residents) == (None, None)


def test_people_are_shown_by_the_rule(store, tree, clock):
    write_preference(store, "people_min_level", "street")
    write_preference(store, "min_count", "5")
    west = {"area": tree["west"]}
    store.execute("INSERT INTO volunteer (area_id, source) SELECT %(area)s, 'r' FROM generate_series(1, 7)", west)
    store.execute("INSERT INTO party_member (area_id, source) VALUES (%(area)s, 'r')", west)
    board = read_board(store, clock.now())
    assert board.whole.total[2:] == [None, 7]
    assert [entry.total[2:] for _, entry in board.parts] == [[None, None]] * 2


def test_the_parts_hang_on_the_one_root_and_an_orphan_is_none(store, tree, clock):
    for parent, code in ((None, "O"), (tree["street"], "P")):
        add_area(store, "building", (107, 27, 107.1, 27.1), parent, code)
    assert [part.code for part, _ in read_board(store, clock.now()).parts] == ["C", "D"]
    assert read_root(store).code == "S"
    second = add_area(store, "street", (106.66, 26.60, 106.68, 26.62), code="T")
    add_issue(store, area_id=second)
    board = read_board(store, clock.now())
    assert [(part.code, entry.total[0]) for part, entry in board.parts] == [("S", 0), ("T", 1)]
    assert read_root(store) is None


def test_an_empty_store_has_a_board(store, clock):
    board = read_board(store, datetime.now(clock.time_zone))
    assert (board.parts, board.whole.open) == ([], [0] * 25)
