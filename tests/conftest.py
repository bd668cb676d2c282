"""Real PostGIS for every test: one private cluster a run, one fresh database a test."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import psycopg2
import pytest

from data.clock import Clock
from data.embedded import Cluster, run_cluster
from data.migrations import migrate
from data.store import Store
from tests.stores import remove_store

TEMPLATE = "gridboard_template"
NUMBERS = count(1)
ADOPT = """
DO $$ BEGIN
    IF to_regnamespace('gridboard') IS NOT NULL THEN
        PERFORM gridboard.adopt_cluster();
    END IF;
END $$
"""


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster that forgets at a crash, so that tests are fast, with a migrated database to copy."""
    folder: Path = tmp_path_factory.mktemp("store")
    with run_cluster(folder / ".store", app=False) as made:
        run_alone(made, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()", f"CREATE DATABASE {TEMPLATE}")
        with closing(Store(address(made, "owner", TEMPLATE), size=1)) as owner:
            migrate(owner)
        yield made
    remove_store(folder / ".store")


@contextmanager
def fresh_database(cluster: Cluster, template: str = TEMPLATE) -> Iterator[str]:
    """The name of a database that is a copy of the template, to which nobody may be connected."""
    name = f"gridboard_{next(NUMBERS)}"
    run_alone(
        cluster,
        f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy",  # a third of the time: nothing is synced here
        f"ALTER ROLE gridboard_app IN DATABASE {name} SET search_path = gridboard, public",
        f"ALTER ROLE gridboard_feed IN DATABASE {name} SET search_path = gridboard, public",
    )
    with (
        closing(psycopg2.connect(address(cluster, "owner", name))) as connection,
        connection,
        connection.cursor() as cursor,
    ):
        cursor.execute(ADOPT)
    yield name
    run_alone(cluster, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def database(cluster: Cluster) -> Iterator[str]:
    """The name of this test's own database."""
    with fresh_database(cluster) as name:
        yield name


@pytest.fixture
def store(cluster: Cluster, database: str) -> Iterator[Store]:
    """This test's own store, as the app's role."""
    with closing(Store(address(cluster, "app", database))) as opened:
        yield opened


@pytest.fixture
def owner(cluster: Cluster, database: str) -> Iterator[Store]:
    """The same store as its owner, for what only an owner may write."""
    with closing(Store(address(cluster, "owner", database))) as opened:
        yield opened


@pytest.fixture
def feed_url(cluster: Cluster, database: str) -> str:
    """The same store's address as the feed's role."""
    return address(cluster, "feed", database)


@pytest.fixture
def clock() -> Clock:
    """The real clock in the street's zone."""
    return Clock(ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def now(clock: Clock) -> datetime:
    """The present moment."""
    return clock.now()


def address(cluster: Cluster, role: str, database: str) -> str:
    """The address of a database of this cluster for a role."""
    return cluster.url(role).rpartition("/")[0] + "/" + database


def run_alone(cluster: Cluster, *statements: str) -> None:
    """Statements that no transaction may hold."""
    connection = psycopg2.connect(address(cluster, "owner", "postgres"))
    connection.autocommit = True
    with closing(connection), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
