"""The database goes away and returns under open streams."""

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack, closing
from itertools import islice
from pathlib import Path

import pytest
import requests

from data.embedded import Cluster, run_cluster
from data.migrations import migrate
from data.store import Store
from tests.dashboard.stream import follow, read_until
from tests.factories import add_issue, add_tree
from tests.serving import serve
from tests.stores import find_postmaster, remove_store


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """The folder of an embedded store with a small tree; nobody runs it."""
    with run_cluster(tmp_path / ".store", app=False) as cluster:
        with closing(Store(cluster.url("owner"))) as owner:
            migrate(owner)
        with closing(Store(cluster.url("app"))) as store:
            add_tree(store)
    yield tmp_path / ".store"
    remove_store(tmp_path / ".store")


def add_home_issue(cluster: Cluster) -> None:
    """An open issue in the building."""
    with closing(Store(cluster.url("app"))) as store:
        add_issue(store, (106.61, 26.61))


def test_streams_outlive_the_store_and_come_alive_with_it(folder):
    with ExitStack() as held:
        with run_cluster(folder, app=False) as cluster:
            url = held.enter_context(serve(cluster.url("app")))
            events = held.enter_context(follow(url))
            read_until(events, "snapshot")
        assert read_until(events, "beat")["store"] == "away"
        with run_cluster(folder, app=False) as cluster:
            assert read_until(events, "snapshot")["total"][0] == 0
            add_home_issue(cluster)
            assert read_until(events, "counts")["total"][0] == 1
            held.close()


def test_the_embedded_server_is_killed_and_streams_come_alive_with_it(folder):
    with serve("", GRIDBOARD_STORE=str(folder), GRIDBOARD_DEMO="0") as url, follow(url) as events:
        read_until(events, "snapshot")
        os.kill(find_postmaster(folder), signal.SIGKILL)
        assert read_until(events, "beat")["store"] == "away"
        read_until(events, "snapshot")
        with run_cluster(folder, app=False) as cluster:
            add_home_issue(cluster)
        assert read_until(events, "counts")["total"][0] == 1
        assert 1 in (data["whole"]["total"][0] for name, data in islice(events, 50) if name == "board")


def test_without_its_store_the_app_says_so(folder):
    with ExitStack() as held:
        with run_cluster(folder, app=False) as cluster:
            url = held.enter_context(serve(cluster.url("app")))
        health = requests.get(f"{url}/healthz", timeout=10)
        assert (health.status_code, health.json()["status"]) == (503, "store away")
        with follow(url) as events:
            assert read_until(events, "beat")["store"] == "away"


def test_the_app_ends_while_a_stream_is_open(served):
    with serve(served.store.url) as url, follow(url) as events:
        assert read_until(events, "snapshot")["total"] is not None
