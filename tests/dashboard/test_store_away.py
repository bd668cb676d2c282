"""The database goes away and returns under open streams."""

import time
from contextlib import closing

import requests

from data.embedded import run_cluster
from data.migrations import migrate
from data.store import Store
from tests.dashboard.stream import follow, read_until
from tests.factories import add_issue, add_tree
from tests.serving import serve


def test_streams_outlive_the_store_and_come_alive_with_it(tmp_path):
    with run_cluster(tmp_path, app=False) as cluster:
        with closing(Store(cluster.url("owner"))) as owner:
            migrate(owner)
        with closing(Store(cluster.url("app"))) as store:
            add_tree(store)
        served = serve(cluster.url("app"))
        url = served.__enter__()
        stream = follow(url)
        events = stream.__enter__()
        assert next(events)[0] == "snapshot"
    assert read_until(events, "beat")["store"] == "away"
    health = requests.get(f"{url}/healthz", timeout=10)
    assert (health.status_code, health.json()["status"]) == (503, "store away")
    with follow(url) as late:
        assert next(late)[1]["store"] == "away"
    with run_cluster(tmp_path, app=False) as cluster:
        assert read_until(events, "snapshot")["total"][0] == 0
        with closing(Store(cluster.url("app"))) as store:
            add_issue(store, (106.61, 26.61))
        assert read_until(events, "counts")["total"][0] == 1
        assert requests.get(f"{url}/healthz", timeout=10).status_code == 200
        stream.__exit__(None, None, None)
        served.__exit__(None, None, None)


def test_the_app_ends_while_streams_are_open(served):
    with follow(served.url) as events:
        next(events)
        begun = time.monotonic()
        with serve(served.store.url) as other, follow(other) as open_events:
            next(open_events)
    assert time.monotonic() - begun < 30
