"""Loading areas: what comes in, what is rejected, what is refused."""

import psycopg2
import pytest

from data.areas import find_by_code, read_levels
from data.faults import DemoStoreFault, FileFault, UnknownArea
from tests.data.area_files import TAIPEI, area_row, box, load_file, write_geojson
from tests.factories import add_area, add_issue, add_tree

READ_ESTIMATES = """
SELECT relname AS name, reltuples AS count FROM pg_class
WHERE oid IN ('area'::regclass, 'boundaries'::regclass, 'level'::regclass)
"""

WEST_HALF, EAST_HALF = box(106.60, 26.60, 106.62, 26.62), box(106.62, 26.60, 106.64, 26.62)
IN_WEST, IN_BUILDING = (106.605, 26.605), (106.61, 26.61)
BOW_TIE = {
    "type": "Polygon",
    "coordinates": [[[106.6, 26.6], [106.61, 26.61], [106.61, 26.6], [106.6, 26.61], [106.6, 26.6]]],
}

TAIPEI_LEVELS = [
    {"level": "street", "layer": "district", "code": "district_code", "name": "district"},
    {"level": "community", "layer": "village", "code": "village_code", "name": "village", "parent": "district_code"},
    {"level": "grid", "layer": "grid_derived", "code": "grid_code", "name": "grid_code", "parent": "village_code"},
    {"level": "micro_grid", "layer": "lin", "code": "lin_code", "name": "lin_name", "parent": "grid_code"},
    {"level": "building", "layer": "building", "code": "bid", "name": "bid", "parent": "lin_code"},
]

COUNT_AREAS = """
SELECT count(*) AS count FROM area
"""

READ_AREAS = """
SELECT id, code, name, parent_id, valid_to FROM area ORDER BY id
"""

READ_VERSIONS = """
SELECT area_id, name, ST_XMin(geom) AS west, valid_from, valid_to FROM area_version ORDER BY valid_to
"""

READ_BOUNDARIES = """
SELECT version FROM boundaries
"""

READ_PLACES = """
SELECT area_id FROM issue UNION ALL SELECT area_id FROM party_member
"""

COUNT_MISPLACED = """
SELECT (SELECT count(*) FROM issue WHERE geom IS NOT NULL AND area_id IS DISTINCT FROM find_area(geom))
    + (SELECT count(*) FROM count_difference) AS count
"""

ADD_MEMBER = """
INSERT INTO party_member (area_id, source) VALUES (%(area_id)s, 'register')
"""


def test_taipei_comes_in_with_all_five_levels(store):
    reports = [load_file(store, str(TAIPEI), **level) for level in TAIPEI_LEVELS]
    assert [(report.read, report.loaded, report.account.unlocated) for report in reports] == [
        (12, 12, 0), (456, 456, 0), (2_566, 2_566, 0), (9_599, 9_599, 0), (18_972, 18_972, 580),
    ]  # fmt: skip
    assert [str(found) for report in reports for found in report.account.nesting_breaks] == [
        "6300400017027 does not begin with 6300400014, the code of its community"
    ]


def test_a_load_leaves_the_planner_with_right_numbers(store, owner):
    load_file(store, str(TAIPEI), "street", layer="district", code="district_code", name="district")
    estimates = {row.name: row.count for row in owner.read(READ_ESTIMATES)}
    assert estimates == {"area": 12, "boundaries": 1, "level": 5}


def test_the_same_file_twice_changes_nothing_and_says_so(store, tmp_path):
    file = write_geojson(tmp_path / "s.geojson", area_row("S", WEST_HALF, households=400))
    load_file(store, file, "street", households="households")
    former = store.read(READ_BOUNDARIES)
    report = load_file(store, file, "street", households="households")
    assert "Nothing changed: the store holds all of this already." in report.lines()
    assert (report.unchanged, store.read(READ_BOUNDARIES)) == (1, former)


def test_a_new_name_or_boundary_keeps_the_id_and_its_history(store, tmp_path):
    load_file(store, write_geojson(tmp_path / "1.geojson", area_row("S", WEST_HALF, name="old")), "street")
    load_file(store, write_geojson(tmp_path / "2.geojson", area_row("S", WEST_HALF, name="new")), "street")
    load_file(store, write_geojson(tmp_path / "3.geojson", area_row("S", EAST_HALF, name="new")), "street")
    [area], [first, second] = store.read(READ_AREAS), store.read(READ_VERSIONS)
    assert (area.name, first.area_id, first.name, second.name, second.west) == ("new", area.id, "old", "new", 106.60)
    assert first.valid_to == second.valid_from


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (area_row(None, EAST_HALF), "row 2, code: there is no code"),
        (area_row("  ", EAST_HALF), "row 2, code: there is no code"),
        (area_row("c" * 101, EAST_HALF), f"row 2, code {'c' * 59}…: the code is longer than 100 characters"),
        (area_row("A\u001b[2J", EAST_HALF), "row 2, code A·[2J: the code holds a control character"),
        (area_row("A", EAST_HALF, name=None), "row 2, name: there is no name"),
        (area_row("good", EAST_HALF), "row 2, code good: the code stands already in row 1"),
        (area_row("A", None), "row 2, geometry: there is no geometry"),
        (area_row("A", {"type": "Polygon", "coordinates": []}), "row 2, geometry: the geometry is empty"),
        (area_row("A", {"type": "Point", "coordinates": [0, 0]}), "row 2, geometry: it is a Point, not a polygon"),
        (
            area_row("A", BOW_TIE),
            "row 2, geometry: the geometry is invalid: self-intersection at 106.605",
        ),
        (area_row("A", box(26, 106, 27, 107)), "row 2, geometry: it lies outside lon/lat"),
        (area_row("A", EAST_HALF, parent="X"), "row 2, parent X: no open area has this code"),
        (
            area_row("A", EAST_HALF, parent="GW"),
            "row 2, parent GW: it is the code of a grid, which is not above a grid",
        ),
        (area_row("MW", EAST_HALF), "row 2, code MW: it is the code of an open micro_grid of system governance"),
        (
            area_row("GE", EAST_HALF, parent="S"),
            "row 2, parent S: the open code GE hangs on C, not on S: a new parent means a new code",
        ),
        (area_row("A", EAST_HALF, households=-1), "row 2, households -1: it is not between 0 and 2,147,483,647"),
    ],
)
def test_a_wrong_row_is_rejected_with_its_reason_and_the_others_load(store, tmp_path, row, sentence):
    add_tree(store)
    good = area_row("good", WEST_HALF, parent="C", households=1)
    file = write_geojson(tmp_path / "g.geojson", good, row)
    report = load_file(store, file, "grid", parent="parent", households="households")
    assert str(report.account.examples[0]).startswith(sentence)
    assert (report.read, report.loaded, report.unchanged, report.account.rejected) == (2, 1, 0, 1)


def test_a_strict_load_takes_all_rows_or_none(store, tmp_path):
    file = write_geojson(tmp_path / "s.geojson", area_row("S", WEST_HALF), area_row("T", None))
    with pytest.raises(FileFault, match="1 of 2 rows do not fit; row 2, geometry: there is no geometry"):
        load_file(store, file, "street", is_strict=True)
    assert store.read_one(COUNT_AREAS).count == 0


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"level": "planet"}, "no level planet; there are: street, community, grid, micro_grid, building"),
        ({"code": "kode"}, "has no field kode; there are: code, name"),
        ({"layer": "other"}, "has no layer other; there is: s"),
        ({"crs": "beijing"}, "--crs beijing is not an EPSG code"),
        ({"crs": "999999"}, "the EPSG register has no such code"),
        ({"crs": "3826"}, "none of 1 rows fits; row 1, geometry: it lies outside lon/lat"),
        ({"file": "nowhere.geojson"}, "nowhere.geojson is not there"),
        ({"file": str(TAIPEI), "layer": "other"}, "has no layer other; there are: district, village"),
        ({"file": str(TAIPEI)}, "several layers, choose one with --layer: district, village"),
    ],
)
def test_a_fault_of_the_file_is_one_sentence_and_loads_nothing(store, tmp_path, given, sentence):
    file = write_geojson(
        tmp_path / "s.geojson", area_row("S", box(1e7, 1e7, 2e7, 2e7) if "crs" in given else WEST_HALF)
    )
    with pytest.raises(FileFault, match=sentence):
        load_file(store, **{"file": file, "level": "street"} | given)
    assert store.read_one(COUNT_AREAS).count == 0


@pytest.mark.parametrize(
    "text", ["", "{", '{"type": "FeatureCollection", "features": [{"type": "Fea', "PK\3\4", "[1, 2]", "{}"]
)
def test_a_broken_file_is_one_sentence(store, tmp_path, text):
    (tmp_path / "broken.geojson").write_text(text)
    with pytest.raises(FileFault, match="broken.geojson"):
        load_file(store, str(tmp_path / "broken.geojson"), "street")


def test_without_a_parent_field_the_place_decides(store, tmp_path):
    tree = add_tree(store)
    rows = area_row("B1", box(106.601, 26.601, 106.602, 26.602)), area_row("B2", box(106.63, 26.61, 106.631, 26.611))
    file = write_geojson(tmp_path / "b.geojson", *rows, area_row("B3", box(107, 27, 107.1, 27.1)))
    report = load_file(store, file, "building")
    assert [area.parent_id for area in store.read(READ_AREAS)[-3:]] == [tree["micro"], tree["east"], None]
    assert report.account.unlocated == 1


def test_issues_find_the_new_areas(store, tmp_path):
    tree = add_tree(store)
    add_issue(store, IN_WEST)
    add_issue(store, IN_BUILDING)
    file = write_geojson(tmp_path / "m.geojson", area_row("M2", box(106.604, 26.604, 106.606, 26.606)))
    report = load_file(store, file, "micro_grid")
    assert {row.area_id for row in store.read(READ_PLACES)} == {tree["building"], store.read(READ_AREAS)[-1].id}
    assert (report.moved, store.read_one(COUNT_MISPLACED).count) == (1, 0)


def test_issues_leave_an_area_that_shrinks(store, tmp_path):
    add_area(store, "street", (106.60, 26.60, 106.64, 26.62), code="S")
    add_issue(store, IN_WEST)
    load_file(store, write_geojson(tmp_path / "s.geojson", area_row("S", EAST_HALF)), "street")
    assert (store.read(READ_PLACES)[0].area_id, store.read_one(COUNT_MISPLACED).count) == (None, 0)


def test_nothing_hangs_on_a_retired_area(store, tmp_path):
    tree = add_tree(store)
    add_issue(store, IN_BUILDING)
    add_issue(store, area_id=tree["building"])
    store.execute(ADD_MEMBER, {"area_id": tree["building"]})
    file = write_geojson(tmp_path / "b.geojson", area_row("B2", box(106.601, 26.601, 106.602, 26.602)))
    report = load_file(store, file, "building", replaces=True)
    assert (report.switch.retired, report.moved, report.switch.kept) == (1, 3, 0)
    assert {row.area_id for row in store.read(READ_PLACES)} == {tree["micro"]}
    assert store.read_one(COUNT_MISPLACED).count == 0


def test_an_area_with_open_children_is_not_retired(store, tmp_path):
    add_tree(store)
    file = write_geojson(tmp_path / "g.geojson", area_row("GE", EAST_HALF))
    with pytest.raises(FileFault, match=r"leaves out areas that are the parents of 1 open ones \(MW\)"):
        load_file(store, file, "grid", replaces=True)


@pytest.mark.parametrize("level", ["grid", "community"])
def test_no_area_hangs_on_one_of_its_own_or_a_lower_level(store, level):
    tree = add_tree(store)
    with pytest.raises(psycopg2.errors.RaiseException, match="area wrong cannot hang on an area of its own or a lower"):
        add_area(store, level, (106.60, 26.60, 106.61, 26.61), tree["west"], code="wrong")


def test_what_the_file_does_not_name_stays_open_and_is_counted(store, tmp_path):
    add_tree(store)
    report = load_file(store, write_geojson(tmp_path / "g.geojson", area_row("GE", EAST_HALF, name="east")), "grid")
    assert (report.switch.changed, report.switch.kept, report.switch.retired) == (1, 1, 0)


def test_the_demo_is_not_mixed_with_real_areas(store, owner, tmp_path):
    owner.execute("UPDATE setting SET value = 'true' WHERE name = 'is_demo'")
    with pytest.raises(DemoStoreFault, match="python -m data demo --remove"):
        load_file(store, write_geojson(tmp_path / "s.geojson", area_row("S", WEST_HALF)), "street")


def test_polling_areas_come_in_apart_from_the_tree(store):
    tree = add_tree(store)
    add_issue(store, IN_WEST)
    given = {
        "layer": "polling_area",
        "code": "station",
        "name": "station",
        "system": "polling",
        "code_system": "polling",
    }
    report = load_file(store, str(TAIPEI), "grid", **given)
    assert (report.read, report.loaded, report.account.unlocated) == (1_183, 1_183, 0)
    assert store.read_one("SELECT count(*) FROM area WHERE system = 'polling' AND parent_id IS NULL").count == 1_183
    assert [level.count for level in read_levels(store) if level.name == "grid"] == [2]
    assert [row.area_id for row in store.read(READ_PLACES)] == [tree["micro"]]
    with pytest.raises(UnknownArea):
        find_by_code(store, "0445")


def test_the_whole_of_another_system_leaves_the_tree_alone(store, tmp_path):
    add_tree(store)
    given = {"system": "polling", "code_system": "polling", "replaces": True}
    load_file(store, write_geojson(tmp_path / "1.geojson", area_row("P1", WEST_HALF)), "grid", **given)
    report = load_file(store, write_geojson(tmp_path / "2.geojson", area_row("P2", EAST_HALF)), "grid", **given)
    assert (report.outcome.added, report.outcome.retired) == (1, 1)
    assert store.read_one("SELECT count(*) FROM area WHERE valid_to IS NULL AND system = 'governance'").count == 6


def test_another_system_has_no_parents(store, tmp_path):
    file = write_geojson(tmp_path / "p.geojson", area_row("P1", WEST_HALF, parent="C"))
    with pytest.raises(FileFault, match="only those of governance form a tree"):
        load_file(store, file, "grid", system="polling", parent="parent")


def test_a_code_that_breaks_the_rule_of_its_system_is_rejected(store, tmp_path):
    rows = [area_row("520113003005001", WEST_HALF), area_row("520113003000001", EAST_HALF)]
    file = write_geojson(tmp_path / "u.geojson", *rows)
    report = load_file(store, file, "grid", code_system="unit_grid")
    [rejected] = report.account.examples
    assert str(rejected) == "row 2, code 520113003000001: its community or village, 000, is not given out"
    assert report.loaded == 1


def test_a_mended_area_is_loaded_and_listed(store, tmp_path):
    spike = {
        "type": "Polygon",
        "coordinates": [[[106.6, 26.6], [106.61, 26.6], [106.61, 26.7], [106.61, 26.6], [106.6, 26.5], [106.6, 26.6]]],
    }
    report = load_file(store, write_geojson(tmp_path / "m.geojson", area_row("M", spike)), "grid")
    assert [str(row) for row in report.outcome.mended_rows] == [
        "row 1, M name of M: self-intersection at 106.6100000, 26.7000000"
    ]
