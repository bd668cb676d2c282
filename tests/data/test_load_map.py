"""Loading lines and places: roads, rivers, landmarks."""

import io

import pytest

from data.__main__ import main
from data.faults import DemoStoreFault, FileFault
from data.loading.map_file import LineFile, PlaceFile
from data.loading.map_rows import load_map
from data.loading.progress import Progress
from tests.conftest import address
from tests.data.office_files import OSM, write_csv, write_sheets
from tests.factories import add_tree

HEADINGS = ["kind", "name", "lon", "lat"]
SCHOOL, PARK = ["school", "实验小学", 106.61, 26.61], ["park", "人民公园", 106.62, 26.62]
ROAD = ["name", "wkt"], ["中山路", "LINESTRING (106.6 26.6, 106.7 26.7)"], ["", "MULTILINESTRING ((106 26, 106 27))"]

READ_PLACES = """
SELECT kind, name, ST_X(geom) AS lon FROM map_place ORDER BY kind
"""

READ_LINES = """
SELECT kind, name FROM map_line ORDER BY name
"""

IN_GRIDS = {"lon": None, "lat": None, "crs": None, "area": "grid"}

READ_CODE = """
SELECT a.code FROM map_place p JOIN area a ON ST_Covers(a.geom, p.geom) WHERE a.level = 'micro_grid'
"""

COUNT_LINES = """
SELECT count(*) AS count FROM map_line
"""

READ_BOUNDARIES = """
SELECT version FROM boundaries
"""


def load_places(store, file, **told):
    given = {"kind_field": "kind", "name": "name", "lon": "lon", "lat": "lat", "crs": "4490"} | told
    return load_map(store, PlaceFile(file, **given), Progress(io.StringIO()))


def load_lines(store, file, **told):
    return load_map(store, LineFile(file, **{"kind": "road_major"} | told), Progress(io.StringIO()))


def test_places_come_in_from_a_sheet(store, tmp_path):
    report = load_places(store, write_sheets(tmp_path / "places.xlsx", s=[HEADINGS, SCHOOL, PARK]))
    assert (report.outcome.read, report.outcome.added) == (2, 2)
    assert [tuple(row) for row in store.read(READ_PLACES)] == [
        ("park", "人民公园", 106.62),
        ("school", "实验小学", 106.61),
    ]


def test_lines_come_in_with_and_without_a_name(store, tmp_path):
    load_lines(store, write_csv(tmp_path / "roads.csv", *ROAD), name="name", wkt="wkt", crs="4490")
    assert [tuple(row) for row in store.read(READ_LINES)] == [("road_major", ""), ("road_major", "中山路")]


def test_the_same_places_twice_change_nothing_and_say_so(store, tmp_path):
    file = write_csv(tmp_path / "places.csv", HEADINGS, SCHOOL, PARK)
    load_places(store, file)
    former = store.read(READ_BOUNDARIES)
    report = load_places(store, file, replaces=True)
    assert "Nothing changed: the store holds all of this already." in report.lines()
    assert (report.outcome.added, report.outcome.retired, store.read(READ_BOUNDARIES)) == (0, 0, former)


def test_a_file_that_replaces_removes_others_of_its_kinds_only(store, tmp_path):
    load_places(store, write_csv(tmp_path / "1.csv", HEADINGS, SCHOOL, PARK))
    moved = ["school", "实验小学", 106.63, 26.61]
    report = load_places(store, write_csv(tmp_path / "2.csv", HEADINGS, moved), replaces=True)
    assert (report.outcome.added, report.outcome.retired) == (1, 1)
    assert [(row.kind, row.lon) for row in store.read(READ_PLACES)] == [("park", 106.62), ("school", 106.63)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["", "x", 106.6, 26.6], "row 2, kind: there is no kind"),
        (["park", "", 106.6, 26.6], "row 2, name: there is no name"),
        (["park", "x", "", ""], "row 2, geometry: there is no geometry"),
        (["park", "x", "106.6E", 26.6], "row 2, geometry: its coordinates are not numbers: 106.6E, 26.6"),
        (["park", "x", 106.6, ""], "row 2, geometry: its coordinates are not numbers: 106.6, "),
        (["park", "x", "nan", 26.6], "row 2, geometry: it lies outside lon/lat"),
        (["park", "x", 26.6, 106.6], "row 2, geometry: it lies outside lon/lat"),
        (SCHOOL, "row 2, geometry: the same stands already in row 1"),
    ],
)
def test_a_place_that_does_not_fit_is_rejected_alone(store, tmp_path, row, reason):
    report = load_places(store, write_csv(tmp_path / "places.csv", HEADINGS, SCHOOL, row))
    assert (report.outcome.added, report.rejected) == (1, 1)
    assert str(report.outcome.rejected_rows[0]).startswith(reason)


def test_a_place_without_a_point_stands_inside_the_area_that_it_states(store, tmp_path):
    add_tree(store)
    rows = [["school", "实验小学", "MW"], ["park", "人民公园", ""], ["park", "中心公园", "XX"]]
    report = load_places(store, write_csv(tmp_path / "p.csv", ["kind", "name", "grid"], *rows), **IN_GRIDS)
    assert (report.outcome.read, report.outcome.added, report.rejected) == (3, 1, 2)
    assert [str(row) for row in report.outcome.rejected_rows] == [
        "row 2, geometry: there is no geometry",
        "row 3, grid XX: no open area has this code",
    ]
    assert store.read_one(READ_CODE).code == "MW"


def test_a_point_beats_the_area_that_a_place_states(store, tmp_path):
    add_tree(store)
    file = write_sheets(tmp_path / "p.xlsx", s=[[*HEADINGS, "grid"], [*SCHOOL, "GE"], ["park", "x", None, None, "GE"]])
    report = load_places(store, file, area="grid")
    assert (report.outcome.added, load_places(store, file, area="grid").outcome.added) == (2, 0)
    assert [row.lon for row in store.read(READ_PLACES)] == [106.63, 106.61]


def test_one_wrong_place_refuses_a_strict_file(store, tmp_path):
    file = write_csv(tmp_path / "places.csv", HEADINGS, SCHOOL, SCHOOL)
    with pytest.raises(FileFault, match="1 of 2 rows do not fit"):
        load_places(store, file, is_strict=True)
    assert store.read(READ_PLACES) == []


def test_places_are_no_lines(store, tmp_path):
    file = write_csv(tmp_path / "places.csv", HEADINGS, SCHOOL)
    with pytest.raises(FileFault, match="holds Point, not lines"):
        load_lines(store, file, lon="lon", lat="lat", crs="4490")


def test_places_are_not_loaded_into_the_demo(demo, tmp_path):
    with pytest.raises(DemoStoreFault, match="holds the demo street"):
        load_places(demo, write_csv(tmp_path / "places.csv", HEADINGS, SCHOOL))


def test_liechtensteins_main_roads_come_in_from_openstreetmap(store):
    given = {"layer": "lines", "only": "highway=primary, secondary", "name": "name"}
    report = load_lines(store, str(OSM), **given)
    assert report.outcome.added == store.read_one(COUNT_LINES).count > 200


@pytest.mark.parametrize(
    ("only", "sentence"),
    [
        ("road=primary", "there is no field road; there are: id, osm_id"),
        ("highway=x' OR 1=1", "holds other signs"),
    ],
)
def test_only_takes_a_field_and_plain_values(store, only, sentence):
    with pytest.raises(FileFault, match=sentence):
        load_lines(store, str(OSM), layer="lines", only=only)


def test_only_chooses_rows_of_a_table(store, tmp_path):
    file = write_csv(tmp_path / "places.csv", HEADINGS, SCHOOL, PARK)
    assert load_places(store, file, only="kind=park").outcome.read == 1


def test_the_command_loads_places(cluster, database, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", address(cluster, "app", database))
    file = write_csv(tmp_path / "places.csv", HEADINGS[1:], SCHOOL[1:], encoding="gbk")
    words = ["--kind", "school", "--name", "name", "--lon", "lon", "--lat", "lat", "--coordinates", "gcj02"]
    assert main(["load", "places", file, *words]) == 0
    assert "read 1 = loaded 1 + unchanged 0 + rejected 0" in capsys.readouterr().out
