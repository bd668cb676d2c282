"""What ends in the middle, the server or the one who folds: no count is lost."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from datetime import timedelta

import psycopg2
import pytest

from data.count_book import CountBook
from data.counts import adopt_cluster, fold_counts, read_changed_areas, read_news, read_picture
from data.faults import StoreAway
from data.store import Store
from data.verification import verify
from tests.factories import add_issue, add_tree

EAST = (106.63, 26.61)


@pytest.fixture
def lazy_log(owner: Store) -> Iterator[None]:
    """Nothing brings the log to the disk but a commit: what was rolled back is lost by a crash."""
    set_alone(owner, "ALTER SYSTEM SET wal_writer_delay = '10s'")
    yield
    set_alone(owner, "ALTER SYSTEM RESET wal_writer_delay")


def set_alone(owner: Store, statement: str) -> None:
    with closing(psycopg2.connect(owner.url)) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute(statement)
        cursor.execute("SELECT pg_reload_conf()")


def spend_transaction_id(url: str) -> int:
    """The id of a transaction that leaves nothing behind."""
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text")
        return int(cursor.fetchone()[0])


def crash(store: Store) -> None:
    """The server as it is when the system killed one of its processes; returns when it is back."""
    os.kill(store.read_one("SELECT pg_backend_pid() AS pid").pid, signal.SIGKILL)
    deadline = time.monotonic() + 30
    while not is_here(store) and time.monotonic() < deadline:
        time.sleep(0.05)


def is_here(store: Store) -> bool:
    with suppress(StoreAway):
        return bool(store.read("SELECT"))
    return False


def test_a_crash_gives_transaction_ids_out_again_and_no_reader_goes_on_across_it(store, owner, feed_url, lazy_log):
    add_tree(store)
    spent = spend_transaction_id(feed_url)
    known = read_picture(store).revision
    crash(store)
    add_issue(store, EAST)
    adopt_cluster(store)
    assert int(store.read_one("SELECT xid::text FROM count_change").xid) == spent
    assert read_changed_areas(store, known) is None
    assert read_news(store, known) is None


def find_waiting(owner: Store, count: int = 1) -> list[int]:
    """The processes of the server that wait for a lock, once there are so many."""
    deadline = time.monotonic() + 30
    pids: list[int] = []
    while len(pids) < count and time.monotonic() < deadline:
        time.sleep(0.01)
        pids = [row.pid for row in owner.read(READ_WAITING)]
    assert len(pids) == count
    return pids


READ_WAITING = """
SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()
"""

FOLD = "import sys; from datetime import timedelta; from data.counts import fold_counts; from data.store import Store; "
FOLD += "fold_counts(Store(sys.argv[1]), timedelta())"


@contextmanager
def stopping_folds(store: Store, owner: Store) -> Iterator[None]:
    """Who folds meanwhile gets half way: the log is summed up, the sums are not yet written."""
    tree = add_tree(store)
    add_issue(store, area_id=tree["east"])
    fold_counts(store, timedelta())
    add_issue(store, area_id=tree["east"])
    with owner.transaction() as transaction:
        transaction.execute("UPDATE area_count SET value = value")
        yield


def folding(store: Store) -> Future:
    """Fold in a thread of its own."""
    return ThreadPoolExecutor(1).submit(fold_counts, store, timedelta())


def read_total(store: Store) -> int:
    return CountBook(read_picture(store)).total[0]


def test_a_folding_that_is_ended_half_way_loses_nothing(store, owner, now):
    with stopping_folds(store, owner):
        fold = folding(store)
        owner.read("SELECT pg_terminate_backend(%(pid)s)", {"pid": find_waiting(owner)[0]})
        with pytest.raises(StoreAway):
            fold.result(30)
    assert (read_total(store), verify(store, now).is_right) == (2, True)
    assert fold_counts(store, timedelta()) == (1, 1)
    assert (read_total(store), verify(store, now).is_right) == (2, True)


def test_a_folding_process_that_is_killed_half_way_loses_nothing(store, owner, now):
    with stopping_folds(store, owner):
        process = subprocess.Popen([sys.executable, "-c", FOLD, store.url])
        find_waiting(owner)
        process.kill()
        process.wait(30)
    assert fold_counts(store, timedelta()) == (1, 1)
    assert (read_total(store), verify(store, now).is_right) == (2, True)


def test_two_who_fold_at_once_fold_once(store, owner, now):
    with stopping_folds(store, owner):
        folds = [folding(store), folding(store)]
        find_waiting(owner, 2)
    assert sorted(fold.result(30) for fold in folds) == [(0, 0), (1, 1)]
    assert (read_total(store), verify(store, now).is_right) == (2, True)
