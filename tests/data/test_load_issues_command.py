"""`python -m data load issues`, `load roster` and `prune`: exit codes, interruption, what is asked."""

import signal
import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest

from data.__main__ import main
from data.verification import verify
from tests.conftest import address
from tests.data.hostile_files import read_all
from tests.data.issue_files import NOW, load_issue_file, write_csv
from tests.factories import add_tree
from tests.waiting import wait_until

PROJECT = Path(__file__).parents[2]
HEADER = "id,reported_at,status,lon,lat"
ROW = "1,2026-11-20 08:00,Parked,106.605,26.605"
WORDS = ["--source", "hotline_12345", "--map", "reference=id", "--status", "Parked=suspended"]

READ_STATE = """
SELECT (SELECT count(*) FROM issue) AS issues, (SELECT count(*) FROM count_change) AS changes,
    (SELECT count(*) FROM issue_event) AS events
"""

HOLD_REFERENCE = """
INSERT INTO issue (source, source_reference, category) VALUES ('hotline_12345', '1', '')
"""

IS_WAITING = """
SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%%INSERT INTO issue AS i%%'
"""

COUNT_ISSUES = """
SELECT count(*) AS count FROM issue
"""


@pytest.fixture(autouse=True)
def environment(cluster, database, store, monkeypatch):
    add_tree(store)
    monkeypatch.setenv("DATABASE_URL", address(cluster, "app", database))


@pytest.fixture
def held(feed_url):
    """A feed's open transaction, for whose end a load of the same issue has to wait."""
    connection = psycopg2.connect(feed_url)
    connection.cursor().execute(HOLD_REFERENCE)
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("rows", "words", "outcome"),
    [
        ([ROW], [], (0, "read 1 = loaded 1 (new 1, changed 0) + unchanged 0 + rejected 0")),
        ([ROW, ROW], [], (3, "row 2, id 1: the reference stands already in row 1")),
        ([ROW, ROW], ["--strict"], (2, "1 of 2 rows do not fit")),
        ([ROW], ["--map", "colour=id"], (2, "--map colour=id: FIELD=COLUMN with one of reference, category")),
        ([ROW], ["--status", "Parked=gone"], (2, "--status Parked=gone: WORD=STATUS with one of accepted")),
        ([ROW], ["--time-zone", "Mars/Base"], (2, "--time-zone Mars/Base: a name such as Asia/Shanghai is wanted")),
        ([ROW], ["--source", "demo_x"], (2, "which is the demo's")),
        ([], [], (2, "none of 0 rows fits")),
    ],
)
def test_the_exit_code_tells_whether_all_rows_some_or_none_came_in(tmp_path, capsys, rows, words, outcome):
    code, said = outcome
    file = write_csv(tmp_path / "i.csv", HEADER, *rows)
    assert main(["load", "issues", file, *WORDS, *words]) == code
    assert said in "".join(capsys.readouterr())


def test_a_roster_is_loaded_by_command(tmp_path, capsys):
    file = write_csv(tmp_path / "r.csv", "area_code,count", "MW,3", "XX,1")
    assert main(["load", "roster", file, "--kind", "volunteer"]) == 3
    assert "read 2 = loaded 1 + unchanged 0 + rejected 1" in capsys.readouterr().out


@pytest.mark.parametrize("stop", [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 130)])
def test_a_load_that_is_stopped_leaves_the_store_as_it_was(store, owner, held, tmp_path, stop):
    sent, code = stop
    file = write_csv(tmp_path / "i.csv", HEADER, "0,2026-11-20,,106.605,26.605", ROW, ROW)
    process = subprocess.Popen([sys.executable, "-m", "data", "load", "issues", file, *WORDS], cwd=PROJECT)
    wait_until(lambda: owner.read(IS_WAITING))
    process.send_signal(sent)
    held.rollback()
    assert (process.wait(timeout=20), tuple(store.read_one(READ_STATE))) == (code, (0, 0, 0))
    assert verify(store, NOW).is_right
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".part"] == ["i.csv"]


@pytest.mark.parametrize("step", ["staging", "checking rows", "finding areas", "writing issues", "committing"])
def test_a_load_that_is_killed_at_any_step_leaves_no_trace(store, tmp_path, step):
    load_issue_file(store, write_csv(tmp_path / "i.csv", "reference,reported_at,status", "1,2026-11-20,accepted"))
    former = read_all(store)
    file = write_csv(tmp_path / "i.csv", "reference,reported_at,status", "1,2026-11-20,closed", "2,2026-11-20,accepted")
    process = subprocess.run([sys.executable, "-m", "tests.data.killed_load", "issues", step, file], cwd=PROJECT)
    assert (process.returncode, read_all(store)) == (-signal.SIGKILL, former)
    assert verify(store, NOW).is_right


def test_an_issue_that_a_feed_brings_meanwhile_is_no_fault(store, owner, held, tmp_path):
    file = write_csv(tmp_path / "i.csv", HEADER, ROW)
    process = subprocess.Popen([sys.executable, "-m", "data", "load", "issues", file, *WORDS], cwd=PROJECT)
    wait_until(lambda: owner.read(IS_WAITING))
    held.commit()
    assert (process.wait(timeout=20), store.read_one(COUNT_ISSUES).count) == (0, 1)
    assert verify(store, NOW).is_right
