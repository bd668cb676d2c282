"""What an app tells of itself to Prometheus."""

from zoneinfo import ZoneInfo

import requests

from data.feed_keys import Feed, make_key
from tests.dashboard.metrics import read_metrics
from tests.dashboard.stream import follow, read_until
from tests.data.feeds import write_message
from tests.factories import add_issue
from tests.waiting import wait_until


def test_parts_at_work_show(served):
    wait_until(lambda: "gridboard_verified_timestamp_seconds" in read_metrics(served.url))
    metrics = read_metrics(served.url)
    alive = ("gridboard_hub_alive", "gridboard_store_here", "gridboard_upkeep_alive")
    assert [metrics[name] for name in alive] == [1, 1, 1]
    assert metrics["gridboard_differences counts"] == 0
    assert metrics["process_resident_memory_bytes"] > 0


def test_what_screens_are_told_is_counted_for_each_and_its_lag_once(served):
    with follow(served.url) as one, follow(served.url) as other:
        read_until(one, "snapshot")
        read_until(other, "snapshot")
        before = read_metrics(served.url)
        add_issue(served.store, (106.61, 26.61))
        read_until(one, "counts")
        after = read_metrics(served.url)
    names = ("gridboard_events_total counts", "gridboard_events_total issue", "gridboard_lag_seconds_count")
    assert [after[name] - before.get(name, 0) for name in names] == [2, 2, 1]
    assert after["gridboard_screens"] == 2
    assert after["gridboard_lag_seconds_sum"] > before["gridboard_lag_seconds_sum"]


def test_a_tile_that_is_asked_for_twice_comes_from_the_cache(served):
    version = requests.get(f"{served.url}/boundaries.json", timeout=10).json()["version"]
    before = read_metrics(served.url)
    answers = [requests.get(f"{served.url}/tiles/{version}/3/6/3.mvt", timeout=10) for _ in range(2)]
    after = read_metrics(served.url)
    names = ("gridboard_tile_hits_total", "gridboard_tile_misses_total", "gridboard_tiles", "gridboard_tiles_bytes")
    assert [after[name] - before[name] for name in names] == [1, 1, 1, int(answers[0].headers["content-length"])]


def test_messages_of_feeds_are_counted_by_source_and_answer(served):
    key = make_key(served.store, Feed("counted", ZoneInfo("Asia/Shanghai")))
    headers = {"Authorization": f"Bearer {key}"}
    body = {"issues": [write_message(), write_message(), {}]}
    requests.post(f"{served.url}/api/feeds/counted/issues", json=body, headers=headers, timeout=10)
    metrics = read_metrics(served.url)
    answers = ("created", "unchanged", "rejected")
    assert [metrics[f"gridboard_feed_messages_total {answer} counted"] for answer in answers] == [1, 1, 1]
