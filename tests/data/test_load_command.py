"""`python -m data load`: exit codes, interruption, and writers who go on meanwhile."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg2
import pytest

from data.__main__ import main
from tests.conftest import address
from tests.data.area_files import area_row, box, write_geojson
from tests.factories import add_area, add_issue
from tests.waiting import wait_until

PROJECT = Path(__file__).parents[2]
STREET = (106.60, 26.60, 106.64, 26.62)
GRID = area_row("G", box(106.60, 26.60, 106.62, 26.62))

ADD_ISSUE = """
INSERT INTO issue (source, source_reference, category, geom)
VALUES ('hotline_12345', %(reference)s, '路灯不亮', ST_SetSRID(ST_MakePoint(106.61, 26.61), 4326))
"""

IS_WAITING = """
SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
"""

READ_STATE = """
SELECT (SELECT count(*) FROM area) AS areas, (SELECT version FROM boundaries) AS version
"""

READ_LEVELS = """
SELECT a.level FROM issue i LEFT JOIN area a ON a.id = i.area_id
"""


@pytest.fixture
def command(cluster, database, tmp_path, monkeypatch):
    """Writes a file with these rows; the words of the command that loads it."""
    monkeypatch.setenv("DATABASE_URL", address(cluster, "app", database))
    file = tmp_path / "areas.geojson"
    return lambda *rows: ["load", "areas", write_geojson(file, *rows), "--code", "code", "--name", "name"]


@pytest.fixture
def start_load(command):
    """Starts to load a grid, as a process of its own."""
    processes = []

    def start():
        words = [sys.executable, "-m", "data", *command(GRID), "--level", "grid"]
        processes.append(subprocess.Popen(words, cwd=PROJECT, text=True, stderr=subprocess.PIPE))
        return processes[-1]

    yield start
    for process in processes:
        process.kill()
        process.communicate()


@pytest.fixture
def writer(store, feed_url):
    """A feed's transaction that is left open with a new issue in it."""
    add_area(store, "street", STREET, code="S")
    connection = psycopg2.connect(feed_url)
    connection.cursor().execute(ADD_ISSUE, {"reference": "left open"})
    yield connection
    connection.close()


def wait_until_it_waits(owner):
    wait_until(lambda: owner.read(IS_WAITING))


@pytest.mark.parametrize(
    ("rows", "words", "outcome"),
    [
        ([GRID], ["--level", "grid"], (0, "read 1 = loaded 1 (new 1, changed 0) + unchanged 0 + rejected 0")),
        ([GRID, GRID], ["--level", "grid"], (3, "row 2, code G: the code stands already in row 1")),
        ([GRID, GRID], ["--level", "grid", "--strict"], (2, "1 of 2 rows do not fit")),
        ([GRID], ["--level", "grid", "--parent", "community"], (2, "has no field community; there are: code, name")),
        ([], ["--level", "grid"], (2, "has no field code, name; there are: none")),
    ],
)
def test_the_exit_code_tells_whether_all_rows_some_or_none_came_in(command, capsys, rows, words, outcome):
    code, said = outcome
    assert main([*command(*rows), *words]) == code
    assert said in "".join(capsys.readouterr())


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 130)])
@pytest.mark.usefixtures("writer")
def test_a_load_that_is_stopped_leaves_the_store_as_it_was(start_load, owner, sent, code):
    former = owner.read_one(READ_STATE)
    process = start_load()
    wait_until_it_waits(owner)
    process.send_signal(sent)
    assert (process.wait(timeout=20), owner.read_one(READ_STATE)) == (code, former)


def test_an_open_transaction_delays_the_load_and_no_writer(start_load, writer, store, owner):
    process = start_load()
    wait_until_it_waits(owner)
    start = time.monotonic()
    add_issue(store, (106.61, 26.61))
    waited = time.monotonic() - start
    assert (process.poll(), waited < 3) == (None, True)
    writer.commit()
    assert (process.wait(timeout=30), [row.level for row in store.read(READ_LEVELS)]) == (0, ["grid", "grid"])


@pytest.mark.usefixtures("writer")
def test_two_loads_do_not_run_at_once(start_load, owner):
    first = start_load()
    wait_until_it_waits(owner)
    second = start_load()
    assert "another load is running" in second.communicate(timeout=20)[1]
    assert (second.returncode, first.poll()) == (2, None)
