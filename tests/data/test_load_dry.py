"""A dry run tells what a load would do, row by row, and does nothing."""

import io

import pytest

from data.__main__ import main
from data.loading.map_file import PlaceFile
from data.loading.map_rows import load_map
from data.loading.progress import Progress
from tests.data.area_files import area_row, box, load_file, write_geojson
from tests.data.issue_files import load_issue_file, load_roster_file, write_csv
from tests.factories import add_issue, add_tree

WEST, MIDDLE, EAST = (box(west, 26.60, west + 0.01, 26.62) for west in (106.60, 106.61, 106.62))
SPIKE = {
    "type": "Polygon",
    "coordinates": [[[106.62, 26.6], [106.63, 26.6], [106.63, 26.62], [106.7, 26.62], [106.62, 26.62], [106.62, 26.6]]],
}
BOW_TIE = {
    "type": "Polygon",
    "coordinates": [[[106.6, 26.6], [106.7, 26.7], [106.7, 26.6], [106.6, 26.7], [106.6, 26.6]]],
}

READ_ALL = """
SELECT (SELECT json_agg(a ORDER BY id) FROM area a)::text AS areas, (SELECT version FROM boundaries) AS version,
    (SELECT json_agg(i ORDER BY id) FROM issue i)::text AS issues, (SELECT count(*) FROM party_member) AS heads,
    (SELECT count(*) FROM map_place) AS places, (SELECT count(*) FROM count_change) AS changes,
    (SELECT json_agg(s ORDER BY name) FROM source s)::text AS sources, (SELECT count(*) FROM load_record) AS records
"""


@pytest.fixture
def street(store, tmp_path):
    """Grids A, B and C from west to east, with an issue in A and one in G."""
    add_tree(store)
    rows = [area_row(code, shape, parent="C") for code, shape in (("A", WEST), ("B", MIDDLE), ("G", EAST))]
    load_file(store, write_geojson(tmp_path / "former.geojson", *rows), "grid", parent="parent", code_system="drawn")
    store.execute("UPDATE area SET valid_to = now() WHERE level IN ('micro_grid', 'building') OR code IN ('GW', 'GE')")
    add_issue(store, (106.605, 26.61), reference="in A")
    add_issue(store, (106.625, 26.61), reference="in G")
    add_issue(store, (106.625, 26.61), source="petition", reference="secret")
    return store


def test_the_dry_run_of_areas_tells_every_row(street, tmp_path):
    rows = [
        area_row("A", WEST, parent="C", name="another name"),
        area_row("B", MIDDLE, parent="C"),
        area_row("D", SPIKE, parent="C"),
        area_row("E", BOW_TIE, parent="C"),
    ]
    file = write_geojson(tmp_path / "new.geojson", *rows)
    former = street.read(READ_ALL)
    given = {"parent": "parent", "code_system": "drawn", "replaces": True}
    told = load_file(street, file, "grid", is_dry=True, **given).outcome
    assert street.read(READ_ALL) == former
    assert [(row.number, row.code) for row in told.added_rows] == [(3, "D")]
    assert [(row.number, row.former, row.differs) for row in told.changed_rows] == [(1, "name of A", ("name",))]
    assert [(row.code, row.lon) for row in told.retired_rows] == [("G", pytest.approx(106.625))]
    assert [(row.code, row.former, row.count) for row in told.moved_rows] == [("D", "name of G", 2)]
    assert [(row.code, row.lon, row.lat) for row in told.rejected_rows] == [("E", 106.65, 26.65)]
    assert [(row.code, row.flaw, row.lon) for row in told.mended_rows] == [("D", "self-intersection", 106.63)]
    done = load_file(street, file, "grid", **given).outcome
    numbers = ("read", "added", "changed", "retired", "moved", "unchanged", "rejected", "mended")
    assert (
        [getattr(told, name) for name in numbers]
        == [getattr(done, name) for name in numbers]
        == [4, 1, 1, 1, 2, 1, 1, 1]
    )


def test_the_dry_run_of_issues_tells_every_row(street, tmp_path):
    rows = ("in A,2026-11-20,路面破损,106.615,26.61", "new,2026-11-20,路灯不亮,,", "wrong,someday,,,")
    file = write_csv(tmp_path / "i.csv", "reference,reported_at,category,lon,lat", *rows)
    former = street.read(READ_ALL)
    told = load_issue_file(street, file, is_dry=True).outcome
    assert street.read(READ_ALL) == former
    assert [row.code for row in told.added_rows] == ["new"]
    assert [(row.code, row.former, row.count) for row in told.moved_rows] == [("B", "name of A", 1)]
    assert [row.differs for row in told.changed_rows] == [("category", "reported_at", "geometry")]
    assert (told.rejected, list(tmp_path.glob("*.rejected.*"))) == (1, [])


def test_the_dry_run_of_a_roster_tells_every_difference(street, tmp_path):
    load_roster_file(street, write_csv(tmp_path / "1.csv", "area_code,kind,count", "A,党员,3", "B,党员,1"))
    former = street.read(READ_ALL)
    told = load_roster_file(
        street, write_csv(tmp_path / "2.csv", "area_code,kind,count", "A,党员,5"), is_dry=True
    ).outcome
    assert street.read(READ_ALL) == former
    assert [(row.code, row.count) for row in told.added_rows] == [("A", 2)]
    assert [(row.code, row.count) for row in told.retired_rows] == [("B", 1)]


def test_the_dry_run_of_places_tells_every_row(street, tmp_path):
    def load(path, is_dry):
        file = PlaceFile(
            file=path, kind="school", name="name", lon="x", lat="y", crs="4326", replaces=True, is_dry=is_dry
        )
        return load_map(street, file, Progress(io.StringIO())).outcome

    load(write_csv(tmp_path / "1.csv", "name,x,y", "No. 1,106.61,26.61"), is_dry=False)
    former = street.read(READ_ALL)
    told = load(write_csv(tmp_path / "2.csv", "name,x,y", "No. 2,106.61,26.61"), is_dry=True)
    assert street.read(READ_ALL) == former
    assert [row.name for row in (*told.added_rows, *told.retired_rows)] == ["No. 2", "No. 1"]


def test_the_command_says_what_it_would_do_and_does_nothing(street, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", street.url)
    file = write_geojson(tmp_path / "a.geojson", area_row("H", EAST))
    former = street.read(READ_ALL)
    assert main(["load", "areas", file, "--level", "grid", "--code", "code", "--name", "name", "--dry-run"]) == 0
    assert "Dry run: nothing was written." in capsys.readouterr().out
    assert street.read(READ_ALL) == former
