"""`/live` tells a board after a change, at most every two seconds, and when a day begins; and nobody's secrets."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import requests

from dashboard.build import read_build
from dashboard.hub import Hub
from data.clock import Clock
from data.preferences import write_preference
from tests.dashboard.stream import follow, read_until
from tests.data.racing import racing
from tests.factories import add_issue, add_tree

HOME = (106.61, 26.61)

ADD_SECRET = """
INSERT INTO issue (source, source_reference, category, title, address, status, due_at, geom)
VALUES (%(source)s, %(source)s || '-secret-reference', %(category)s, 'secret title of 13800000000', 'secret address',
    'accepted', now() - interval '1 hour', ST_SetSRID(ST_MakePoint(106.6134, 26.6134), 4326))
"""

ADD_PEOPLE = """
INSERT INTO volunteer (area_id, source) SELECT %(west)s, 'r' FROM generate_series(1, 4)
UNION ALL SELECT %(east)s, 'r' FROM generate_series(1, 12)
"""

FEW_MEMBERS = """
INSERT INTO party_member (area_id, source) VALUES (%(west)s, 'r'), (%(east)s, 'r'), (%(building)s, 'r')
"""

PATROL = {"source": "patrol", "category": "井盖破损"}


def read_board_of(events, total):
    """The next board that holds so many open issues."""
    return next(data for name, data in islice(events, 300) if name == "board" and data["whole"]["total"][0] == total)


def test_a_board_follows_a_change_and_who_joins_then_hears_it_at_once(served):
    with follow(served.url) as others:
        before = read_until(others, "board")["whole"]["total"][0]
        add_issue(served.store, HOME)
        board = read_board_of(others, before + 1)
        with follow(served.url) as events:
            assert list(islice(events, 5))[-1] == ("board", board)


def test_boards_are_two_seconds_apart_in_a_storm(served):
    with follow(served.url) as events, racing(served.feed_url, [served.tree["east"]]):
        told = (data["at"] for name, data in events if name == "board")
        moments = [datetime.fromisoformat(at) for at in islice(told, 4)]
    assert min(later - former for former, later in pairwise(moments)) >= timedelta(seconds=2)


def test_a_rule_of_people_counts_that_changes_ends_the_last_board_and_brings_another(served):
    served.store.execute(ADD_PEOPLE, served.tree)
    with follow(served.url) as others:
        boards = (data for name, data in others if name == "board")
        assert next(board["whole"]["total"][3] for board in boards if board["whole"]["total"][3]) >= 16
        write_preference(served.store, "min_count", "100000")
        read_until(others, "snapshot")
        with follow(served.url) as events:
            assert read_until(events, "board")["whole"]["total"][3] is None
        write_preference(served.store, "min_count", "10")


def test_nothing_that_a_stream_tells_holds_a_text_a_petition_or_few_people(served):
    served.store.execute(ADD_PEOPLE, served.tree)
    served.store.execute(FEW_MEMBERS, served.tree)
    served.store.execute(ADD_SECRET, {"source": "petition", "category": "secret category"})
    with requests.get(f"{served.url}/live", stream=True, timeout=20) as answer:
        lines = answer.iter_lines(decode_unicode=True)
        heard = read_lines(lines, "井盖破损", lambda: served.store.execute(ADD_SECRET, PATROL))
        heard += read_lines(
            lines, '"status":"closed"', lambda: served.store.execute("UPDATE issue SET status = 'closed'")
        )
    assert "井盖破损" in "".join(heard)
    assert "secret" not in "".join(heard)
    assert "106.6134" not in "".join(heard)
    assert not [line for line in heard if '"source":"petition"' in line]
    shown = [counts for line in heard for counts in list_people(json.loads(line), served.tree)]
    assert {"deep", "shown"} == {where for where, *_ in shown}
    assert {count for where, *counts in shown if where == "deep" for count in counts} == {None}
    assert not [counts for _, *counts in shown if any(count and 0 < count < 10 for count in counts)]


def read_lines(lines, word, change):
    """All data from a change on until a board holds this word."""
    change()
    heard = []
    while not heard or not (word in heard[-1] and '"whole"' in heard[-1]):
        heard.append(next(lines).partition("data: ")[2])
    return [line for line in heard if line]


def list_people(data, tree):
    """Every count of people that an event tells, with whether its area lies below the level that is shown."""
    deep = [str(tree[name]) for name in ("west", "east", "micro", "building")]
    areas = data.get("areas", {})
    entries = [data["whole"], *data["parts"]] if "whole" in data else []
    yield from (("deep", *counts[2:]) for area, counts in areas.items() if area in deep)
    yield from (("shown", *counts[2:]) for area, counts in areas.items() if area not in deep)
    yield from (("shown", *entry["total"][2:]) for entry in entries)
    yield from (("shown", *data[end][2:]) for end in ("total", "unlocated") if end in data)


def test_at_midnight_in_the_streets_zone_today_begins_anew(store):
    area = add_tree(store)["east"]
    add_issue(store, area_id=area, reported_at="2026-11-22T23:00:00+08:00")
    with ThreadPoolExecutor(1) as beside:  # a browser's event loop may run in this thread
        before, after = beside.submit(asyncio.run, hear_boards(store, "2026-11-22T23:59:58+08:00", 2)).result()
    assert (before["today"], before["days"][-1]) == ({"new": 1, "closed": 0}, ["2026-11-22", 1, 0])
    assert (after["today"], after["days"][-2:]) == (
        {"new": 0, "closed": 0},
        [["2026-11-22", 1, 0], ["2026-11-23", 0, 0]],
    )


def test_a_board_that_nobody_heard_anew_is_told_to_nobody(store):
    with ThreadPoolExecutor(1) as beside:
        last = beside.submit(asyncio.run, leave_behind(store)).result()
    assert last == []


async def leave_behind(store):
    """What a new screen is told when the last one left between a change and its board."""
    hub = Hub(store, Clock(ZoneInfo("Asia/Shanghai")))
    await hub.start()
    screen, heard = await hub.join(None), b""
    while b"event: board\n" not in heard:
        heard += await screen.take()
    hub.boards.renew()
    hub.leave(screen)
    await asyncio.sleep(0.5)
    hub.stop()
    return hub.boards.list_last()


async def hear_boards(store, plan, count):
    """The whole in the first boards that a hub tells whose clock begins so."""
    hub = Hub(store, Clock(ZoneInfo("Asia/Shanghai"), plan))
    await hub.start()
    screen, heard = await hub.join(None), b""
    while heard.count(b"event: board\n") < count:
        heard += await screen.take()
    hub.stop()
    events = (event.partition(b"\ndata: ") for event in heard.split(b"\n\n"))
    return [json.loads(data)["whole"] for name, _, data in events if name == b"event: board"]


def test_a_page_carries_the_build_that_its_stream_tells(served):
    with follow(served.url) as events:
        name, data = next(events)
    assert (name, data) == ("build", {"build": read_build()})
    assert f'<html lang="zh-CN" data-build="{data["build"]}">' in requests.get(served.url, timeout=20).text
