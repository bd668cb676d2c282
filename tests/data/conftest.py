"""A store that holds the demo, loaded once a run and copied for each test."""

from collections.abc import Iterator
from contextlib import closing
from zoneinfo import ZoneInfo

import pytest

from data.clock import Clock
from data.demo.load import load_demo
from data.embedded import Cluster
from data.store import Store
from tests.conftest import address, fresh_database


@pytest.fixture(scope="session")
def demo_database(cluster: Cluster) -> Iterator[str]:
    """The name of a database that holds the demo, for copies only."""
    with fresh_database(cluster) as name:
        with closing(Store(address(cluster, "app", name))) as store:
            load_demo(store, Clock(ZoneInfo("Asia/Shanghai")))
        yield name


@pytest.fixture
def demo(cluster: Cluster, demo_database: str) -> Iterator[Store]:
    """This test's own store with the demo, as the app's role."""
    with fresh_database(cluster, demo_database) as name, closing(Store(address(cluster, "app", name))) as store:
        yield store
