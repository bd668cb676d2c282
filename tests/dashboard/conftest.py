"""One running app for the tests of what it answers."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest

from data.embedded import Cluster
from data.store import Store
from tests.conftest import address, fresh_database
from tests.factories import add_tree
from tests.serving import serve


@dataclass(frozen=True)
class Served:
    """An app, its store, and the ids of the areas in it by name."""

    url: str
    store: Store
    tree: dict[str, int]
    feed_url: str


@pytest.fixture(scope="module")
def served(cluster: Cluster) -> Iterator[Served]:
    """An app on a store with a small tree."""
    with fresh_database(cluster) as name, closing(Store(address(cluster, "app", name))) as store:
        tree = add_tree(store)
        with serve(address(cluster, "app", name)) as url:
            yield Served(url, store, tree, address(cluster, "feed", name))
