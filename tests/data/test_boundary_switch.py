"""Boundaries that change while feeds write: every issue ends in its present area, and no writer is turned away."""

import io
import threading

import psycopg2
import pytest

from data.loading.area_file import AreaFile
from data.loading.areas import load_areas
from data.loading.progress import Progress
from tests.data.area_files import area_row, box, write_geojson
from tests.data.test_load_areas import COUNT_MISPLACED
from tests.data.test_load_command import IS_WAITING
from tests.factories import add_area, add_issue
from tests.waiting import wait_until

STREET = (106.60, 26.60, 106.64, 26.62)
MOVING, WAITING = "moving issues", "waiting for an open transaction of somebody else to end"
IN_GRID, BESIDE = (106.61, 26.61), (106.63, 26.61)

ADD_ISSUE = """
INSERT INTO issue (source, source_reference, category, geom)
VALUES ('hotline_12345', %s, '', ST_SetSRID(ST_MakePoint(106.61, 26.61), 4326))
"""

CLOSE_ISSUE = """
UPDATE issue SET status = 'closed' WHERE id = %s
"""

MOVE_ISSUE = """
UPDATE issue SET geom = ST_SetSRID(ST_MakePoint(106.61, 26.61), 4326) WHERE id = %s
"""

HOLD_ISSUE = """
UPDATE issue SET category = 'held' WHERE id = %s
"""

READ_LEVELS = """
SELECT i.id, a.level FROM issue i JOIN area a ON a.id = i.area_id ORDER BY i.id
"""

WAITS_FOR_A_ROW = """
SELECT FROM pg_locks WHERE locktype = 'transactionid' AND NOT granted
"""


class Interrupted(Progress):
    """Does something once, when the load says that a step begins."""

    def __init__(self, acts):
        super().__init__(io.StringIO())
        self.acts = acts

    def say(self, step):
        super().say(step)
        self.acts.pop(step.partition(":")[0], lambda: None)()


@pytest.fixture
def feed(feed_url):
    """A feed's connection that commits each statement."""
    connection = psycopg2.connect(feed_url)
    connection.autocommit = True
    yield connection.cursor()
    connection.close()


@pytest.fixture
def open_feed(feed_url):
    """A feed's connection that leaves its transaction open."""
    connection = psycopg2.connect(feed_url)
    yield connection
    connection.close()


@pytest.fixture
def load_grid(store, tmp_path):
    """Loads a grid into a street that has no other, and does something at some steps."""
    add_area(store, "street", STREET, code="S")
    file = write_geojson(tmp_path / "g.geojson", area_row("G", box(106.60, 26.60, 106.62, 26.62)))
    return lambda acts: load_areas(store, AreaFile(file, level="grid", code="code", name="name"), Interrupted(acts))


def test_who_writes_while_issues_move_finds_the_new_area(load_grid, store, feed):
    closed, ended, moved = (
        add_issue(store, IN_GRID, status="closed"),
        add_issue(store, IN_GRID),
        add_issue(store, BESIDE),
    )

    def write():
        feed.execute(ADD_ISSUE, ("new",))
        feed.execute(CLOSE_ISSUE, (ended,))
        feed.execute(MOVE_ISSUE, (moved,))

    load_grid({MOVING: write})
    levels = dict(store.read(READ_LEVELS))
    assert [levels.pop(issue) for issue in (closed, ended, moved)] == ["grid"] * 3
    assert (list(levels.values()), store.read_one(COUNT_MISPLACED).count) == (["grid"], 0)


def test_an_insert_that_waits_for_the_switch_finds_the_new_area(load_grid, store, owner, feed):
    insert = threading.Thread(target=feed.execute, args=(ADD_ISSUE, ("waits",)))

    def begin():
        insert.start()
        wait_until(lambda: owner.read(IS_WAITING))

    load_grid({"committing": begin})
    insert.join()
    assert [issue.level for issue in store.read(READ_LEVELS)] == ["grid"]


@pytest.mark.parametrize("status", ["accepted", "closed"])
def test_an_issue_that_somebody_holds_delays_the_load_and_nobody_else(load_grid, store, feed, open_feed, status):
    open_feed.cursor().execute(HOLD_ISSUE, (add_issue(store, IN_GRID, status=status),))

    def write():
        feed.execute("SET lock_timeout = '50ms'")
        feed.execute(ADD_ISSUE, ("beside",))
        open_feed.commit()

    load_grid({WAITING: write})
    assert [issue.level for issue in store.read(READ_LEVELS)] == ["grid", "grid"]


def test_a_writer_who_waits_for_a_moving_issue_is_no_victim(load_grid, store, owner, open_feed):
    closed = add_issue(store, IN_GRID, status="closed")

    def hold():
        open_feed.cursor().execute(HOLD_ISSUE, (closed,))
        open_feed.commit()

    writer = threading.Thread(target=hold)

    def begin():
        open_feed.cursor().execute(ADD_ISSUE, ("before",))
        writer.start()
        wait_until(lambda: owner.read(WAITS_FOR_A_ROW))

    load_grid({"moving open issues and roster rows": begin})
    writer.join()
    assert ([issue.level for issue in store.read(READ_LEVELS)], open_feed.closed) == (["grid", "grid"], 0)
