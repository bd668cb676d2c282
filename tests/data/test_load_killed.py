"""A load of areas that is killed or cancelled at whatever step: the store is as it was, the next load does it all."""

import subprocess
import sys

import pytest

from data.load_records import read_load_records
from data.loading.area_file import AreaFile
from data.loading.areas import load_areas
from data.loading.progress import LoadCancelled
from data.verification import verify
from tests.data.area_files import area_row, box, load_file, write_geojson
from tests.data.killed_load import Killed
from tests.data.test_load_issues_command import PROJECT
from tests.factories import add_area, add_issue
from tests.waiting import wait_until

STEPS = (
    "staging",
    "checking codes",
    "writing areas",
    "finding the issues",
    "moving issues",
    "moving open",
    "committing",
)

READ_ALL = """
SELECT (SELECT json_agg(a ORDER BY id) FROM area a)::text AS areas, (SELECT version FROM boundaries) AS version,
    (SELECT json_agg(v ORDER BY area_id) FROM area_version v)::text AS versions,
    (SELECT json_agg(i ORDER BY id) FROM issue i)::text AS issues, (SELECT count(*) FROM load_record) AS records,
    (SELECT json_agg(w ORDER BY area_id) FROM area_search w)::text AS words
"""


READ_LOCKS = """
SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database
WHERE l.locktype = 'advisory' AND d.datname = current_database()
"""


@pytest.fixture
def street(store):
    """Two grids, with an open and a closed issue in the eastern one."""
    community = add_area(store, "community", (106.60, 26.60, 106.64, 26.62), code="C")
    add_area(store, "grid", (106.60, 26.60, 106.62, 26.62), community, "W")
    add_area(store, "grid", (106.62, 26.60, 106.64, 26.62), community, "E")
    add_issue(store, (106.63, 26.61))
    add_issue(store, (106.63, 26.61), status="closed")
    return store


@pytest.fixture
def file(tmp_path):
    """The whole of the grids: the western one with another name, a new one for the eastern one, and a wrong row."""
    rows = [
        area_row("W", box(106.60, 26.60, 106.62, 26.62), name="new"),
        area_row("N", box(106.62, 26.60, 106.64, 26.62)),
    ]
    return write_geojson(tmp_path / "g.geojson", *rows, area_row("X", None))


class Cancelled(Killed):
    """Is asked to stop when the step begins."""

    def say(self, step):
        """Stop at the step."""
        if step.startswith(self.step):
            self.cancel()
            self._show(step)


@pytest.mark.parametrize("step", STEPS)
def test_a_cancelled_load_leaves_the_store_as_it_was(street, file, now, step):
    former = street.read(READ_ALL)
    told = AreaFile(file=file, level="grid", code="code", name="name", replaces=True)
    with pytest.raises(LoadCancelled):
        load_areas(street, told, Cancelled(step))
    assert (street.read(READ_ALL), verify(street, now).is_right) == (former, True)


@pytest.mark.parametrize("step", STEPS)
def test_a_killed_load_leaves_the_store_as_it_was(street, file, now, monkeypatch, step):
    monkeypatch.setenv("DATABASE_URL", street.url)
    former = street.read(READ_ALL)
    assert (
        subprocess.run([sys.executable, "-m", "tests.data.killed_load", "grids", step, file], cwd=PROJECT).returncode
        == -9
    )
    assert (street.read(READ_ALL), verify(street, now).is_right) == (former, True)
    wait_until(lambda: not street.read(READ_LOCKS))
    assert load_file(street, file, "grid", replaces=True).moved == 2
    assert verify(street, now).is_right
    assert len(read_load_records(street, 10)) == 1
