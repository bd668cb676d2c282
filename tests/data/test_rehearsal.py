"""A dry run: what a load would do, row by row, and nothing of it stays."""

from contextlib import closing

import pytest

from data.__main__ import main
from data.loading.rehearsal import RehearsedStore
from tests.conftest import address
from tests.data.area_files import area_row, box, load_file, write_geojson
from tests.data.hostile_files import read_all
from tests.data.issue_files import load_issue_file, load_roster_file, write_csv
from tests.factories import add_area, add_issue

STREET = (106.60, 26.60, 106.64, 26.62)


@pytest.fixture
def rehearsed(cluster, database, store):
    """The store with a street and an issue in it, of which no load stays."""
    street = add_area(store, "street", STREET, code="S")
    add_area(store, "community", (106.60, 26.60, 106.61, 26.62), street, "CW")
    add_area(store, "community", (106.63, 26.60, 106.64, 26.62), street, "CE")
    add_issue(store, point=(106.615, 26.61), area_id=street)
    with closing(RehearsedStore(address(cluster, "app", database))) as opened:
        yield opened


def list_told(rehearsed, *names):
    """State → these values of its rows."""
    rows = rehearsed.foretold.rows
    return {state: [tuple(getattr(row, name) for name in names) for row in rows[state]] for state in rows}


def test_a_dry_run_of_areas_names_what_is_added_changed_retired_moved_and_rejected(rehearsed, tmp_path):
    rows = [
        area_row("CM", box(106.61, 26.60, 106.62, 26.62)),
        area_row("CW", box(106.60, 26.60, 106.61, 26.61)),
        area_row("CM", box(106.62, 26.60, 106.63, 26.62)),
    ]
    load_file(rehearsed, write_geojson(tmp_path / "a.geojson", *rows), "community", replaces=True)
    assert list_told(rehearsed, "row_number", "code", "former", "count") == {
        "added": [(1, "CM", None, 1)],
        "changed": [(2, "CW", None, 1)],
        "retired": [(None, "CE", None, 1)],
        "moved": [(None, "CM", "name of S", 1)],
        "rejected": [(3, "CM", None, 1)],
    }


def test_a_dry_run_leaves_the_store_as_it_was(rehearsed, store, tmp_path):
    former = read_all(store)
    row = area_row("CM", box(106.61, 26.60, 106.62, 26.62))
    report = load_file(rehearsed, write_geojson(tmp_path / "a.geojson", row), "community")
    assert (report.loaded, report.moved, read_all(store)) == (1, 1, former)


def test_a_dry_run_of_issues_names_the_new_ones(rehearsed, tmp_path):
    load_issue_file(rehearsed, write_csv(tmp_path / "i.csv", "reference,reported_at", "A1,2026-11-22 08:00", "A2,soon"))
    told = list_told(rehearsed, "row_number", "code")
    assert (told["added"], told["rejected"]) == ([(1, "A1")], [(2, None)])


def test_a_dry_run_of_a_roster_names_the_heads_that_come_and_go(rehearsed, store, tmp_path):
    load_roster_file(store, write_csv(tmp_path / "r.csv", "area_code,organization,kind,count", "CW,P1,党员,3"))
    load_roster_file(rehearsed, write_csv(tmp_path / "r.csv", "area_code,organization,kind,count", "CE,P1,党员,2"))
    told = list_told(rehearsed, "code", "name", "count")
    assert (told["added"], told["removed"]) == ([("CE", "P1", 2)], [("CW", "P1", 3)])


def test_the_command_says_what_it_would_do_and_does_nothing(store, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", store.url)
    file = write_geojson(tmp_path / "a.geojson", area_row("S", box(*STREET)))
    told = ["--level", "street", "--code", "code", "--name", "name"]
    assert main(["load", "areas", file, *told, "--dry-run"]) == 0
    assert "Dry run: nothing was loaded." in capsys.readouterr().out
    assert read_all(store) == []
