"""Screens that stop reading, and screens that move between web processes."""

import resource
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from itertools import takewhile
from urllib.parse import urlsplit

import pytest

from dashboard.screen import MOST_BYTES, Screen
from tests.dashboard.metrics import read_metrics
from tests.dashboard.stream import follow, read_first, read_until
from tests.factories import add_issue
from tests.serving import serve

ADD_AREAS = """
INSERT INTO area (level, parent_id, code, name, geom)
SELECT 'micro_grid', id, %(name)s || n, %(name)s, geom
FROM area, generate_series(1, %(count)s) AS n
WHERE id = %(parent)s
RETURNING id
"""

ADD_ISSUES = """
INSERT INTO issue (source, source_reference, category, area_id)
SELECT 'petition', id, 'x', id FROM area WHERE name = 'many'
"""


def add_areas(served, name: str, count: int) -> list[int]:
    """The ids of many new areas, all alike."""
    with served.store.transaction() as transaction:
        values = {"name": name, "parent": served.tree["east"], "count": count}
        return [row.id for row in transaction.read(ADD_AREAS, values)]


@pytest.fixture
def stopped(served):
    """A connection that asked for the stream and does not read it; it can hold little itself."""
    place = urlsplit(served.url)
    with closing(socket.socket()) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(20)
        connection.connect((place.hostname, place.port))
        connection.sendall(f"GET /live HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n".encode())
        yield connection


def read_to_end(connection: socket.socket) -> bytes:
    """What a stream still says before it ends."""
    pieces = iter(lambda: connection.recv(65536), b"")
    return b"".join(takewhile(lambda piece: not piece.endswith(b"\r\n0\r\n\r\n"), pieces))


def rename(served, name: str) -> None:
    """Change the boundaries, so that all counts are told anew."""
    served.store.execute("UPDATE area SET name = %(name)s WHERE id = %(id)s", {"name": name, "id": served.tree["east"]})


def test_a_screen_that_stops_reading_is_dropped_and_the_others_hear_all(served, stopped):
    add_areas(served, "many", 10_000)
    served.store.execute(ADD_ISSUES)
    with follow(served.url) as events:
        read_until(events, "snapshot")
        sizes = []
        while sum(sizes) < 5_000_000:
            rename(served, f"name {len(sizes)}")
            sizes.append(len(str(read_until(events, "snapshot"))))
    assert len(read_to_end(stopped)) < 2_000_000
    assert read_metrics(served.url)["gridboard_screens_dropped_total"] == 1


def test_an_event_larger_than_a_queue_drops_no_screen():
    screen = Screen()
    assert [screen.offer(event) for event in (bytes(2 * MOST_BYTES), b"next", b"last")] == [False] * 3


class Page:
    """What a page knows: the last revision, the counts of open issues by area, and all totals that it showed."""

    def __init__(self) -> None:
        self.revision = None
        self.kinds: list[str] = []
        self.areas: dict[str, int] = {}
        self.totals = [0]

    def visit(self, url: str, least: int) -> None:
        """Follow one process, until at least this total is shown."""
        with follow(url, since=self.revision) as events:
            name, data = read_first(events)
            self.kinds.append(name)
            self.take(data)
            while self.totals[-1] < least:
                self.take(read_until(events, "counts"))

    def take(self, data) -> None:
        """Take in a snapshot or counts."""
        self.revision = data["revision"]
        self.areas |= {area: counts[0] for area, counts in data["areas"].items()}
        self.totals.append(data["total"][0])


@contextmanager
def writing(served, areas: list[int]) -> Iterator[None]:
    """Meanwhile another thread adds an issue to one area after the other."""

    def write() -> None:
        for area in areas:
            add_issue(served.store, area_id=area)
            time.sleep(0.005)

    thread = threading.Thread(target=write)
    thread.start()
    yield
    thread.join()


def test_a_screen_that_moves_between_processes_misses_nothing_and_never_goes_back(served):
    page, areas = Page(), add_areas(served, "one by one", 300)
    with serve(served.store.url) as other:
        page.visit(served.url, 0)
        begun = page.totals[-1]
        with writing(served, areas):
            list(map(page.visit, [other, served.url] * 5, range(begun, begun + 300, 30)))
        page.visit(other, begun + 300)
    assert page.totals == sorted(page.totals)
    assert [page.areas.get(str(area)) for area in areas] == [1] * 300
    assert page.kinds == ["snapshot"] + ["counts"] * 11


def test_a_screen_hears_what_it_missed_while_its_server_was_started_again(served):
    page = Page()
    with serve(served.store.url) as server:
        page.visit(server, 0)
    add_issue(served.store, (106.63, 26.61))
    with serve(served.store.url) as server:
        page.visit(server, page.totals[-1] + 1)
    assert page.kinds == ["snapshot", "counts"]


@contextmanager
def few_files(count: int) -> Iterator[None]:
    """What is started meanwhile may have so many files open, unless it asks for more."""
    usual, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (count, most))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (usual, most))


def test_more_screens_are_served_than_files_may_be_open_by_default(served):
    with ExitStack() as held:
        with few_files(100):
            url = held.enter_context(serve(served.store.url))
        place = urlsplit(url)
        others = [socket.create_connection((place.hostname, place.port)) for _ in range(120)]
        held.callback(lambda: [other.close() for other in others])
        with follow(url) as events:
            assert read_first(events)[0] == "snapshot"
