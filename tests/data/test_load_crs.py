"""Which coordinate reference system a file is in: told, contradicted, never guessed; and the shifted ones."""

import geocoordinates_ffi as china
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.faults import FileFault
from data.loading.area_file import AreaFile
from data.loading.cgcs2000 import list_candidates
from data.loading.map_file import PlaceFile
from data.loading.shifted import undo_bd09, undo_gcj02
from tests.data.area_files import describe, load_file
from tests.data.office_files import HEADINGS, ROWS, make_areas, write_areas, write_csv

EASTING, NORTHING = 448688.856, 4418598.001  # 116.4, 39.9 in EPSG:4548

READ_WEST = """
SELECT ST_XMin(geom) AS west, ST_YMin(geom) AS south FROM area WHERE code = '001'
"""


def open_areas(file, **told):
    return describe(AreaFile(file, level="street", code="code", name="name", **told))


def write_points(path, *places):
    return write_csv(path, ["code", "name", "x", "y"], *(["001", "x", *place] for place in places))


def write_declared(path, shapes_in, declared):
    """A GeoPackage whose coordinates are of one system and which says that it is in another."""
    make_areas().to_crs(shapes_in).set_crs(declared, allow_override=True).to_file(path)
    return str(path)


@pytest.mark.parametrize("crs", [4490, 4326, 4548, 4527, 4508, 4497, 3857, 32650])
@pytest.mark.parametrize("name", ["areas.shp", "areas.gpkg"])
def test_any_system_that_a_file_declares_comes_to_the_same_place(store, tmp_path, crs, name):
    load_file(store, write_areas(tmp_path / name, crs), "street")
    [area] = store.read(READ_WEST)
    assert (area.west, area.south) == pytest.approx((116.39, 39.90), abs=1e-7)


@pytest.mark.parametrize(("crs", "zone"), [(4548, 0), (4527, 39_000_000)])
def test_cgcs2000_with_and_without_the_zones_number(tmp_path, crs, zone):
    file = write_areas(tmp_path / "areas.gpkg", crs)
    lon, lat = open_areas(file).projection.to_lon_lat(np.array([zone + EASTING]), np.array([NORTHING]))
    assert (lon[0], lat[0]) == pytest.approx((116.4, 39.9), abs=1e-8)


@pytest.mark.parametrize(
    ("shapes_in", "declared", "sentence"),
    [
        (
            4527,
            4548,
            r"cannot be in EPSG:4548 .*its middle is 394486\d\d, 44\d+; EPSG:4527 .*puts it at 116.4000, 39.9",
        ),
        (4548, 4527, r"cannot be in EPSG:4527 .*latitude 39.9\d+ and at longitude 116.40 by 4548: give"),
        (4527, 4528, r"cannot be in EPSG:4528 .*EPSG:4527 "),
        (4498, 4511, r"cannot be in EPSG:4511 .*EPSG:4498 "),
        (4527, 4490, r"cannot be in EPSG:4490 .*EPSG:4527 "),
        (4490, 3857, r"cannot be in EPSG:3857 .*EPSG:4490 .*puts it at 116.4000, 39.9"),
    ],
)
def test_an_easting_that_contradicts_the_declared_system_names_the_right_one(tmp_path, shapes_in, declared, sentence):
    with pytest.raises(FileFault, match=sentence):
        open_areas(write_declared(tmp_path / "a.gpkg", shapes_in, declared))


@pytest.mark.parametrize(
    ("crs", "place"),
    [
        ("4490", (39.9, 116.4)),
        ("4548", (NORTHING, EASTING)),
        ("4527", (NORTHING, 39_000_000 + EASTING)),
    ],
)
def test_exchanged_coordinates_are_named_as_such(tmp_path, crs, place):
    file = write_points(tmp_path / "a.csv", place)
    with pytest.raises(FileFault, match=f"cannot be in EPSG:{crs} .*: its middle is .*; x and y look exchanged"):
        describe(PlaceFile(file, kind="school", name="name", lon="x", lat="y", crs=crs))


def test_a_given_system_is_checked_as_well_and_the_right_one_is_taken(store, tmp_path):
    file = write_declared(tmp_path / "a.gpkg", 4527, 4548)
    with pytest.raises(FileFault, match="EPSG:4527 "):
        load_file(store, file, "street", crs="4528")
    report = load_file(store, file, "street", crs="4527")
    assert "EPSG:4527" in report.crs and "a.gpkg says EPSG:4548" in report.crs


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ((116.4, 39.9), r"116.4000, 39.9000: EPSG:4490 .*--coordinates gcj02 or bd09"),
        ((39_000_000 + EASTING, NORTHING), r"39448689, 4418598: EPSG:4527 .*zone 39\) puts it at 116.4000, 39.9000"),
        ((EASTING, NORTHING), r"without number puts it at latitude 39.9000 .*116.40 by 4548, 119.40 by 4549"),
        ((12_957_588.7, 4_851_421.4), r"EPSG:3857 .* puts it at 116.4000, 39.9000"),
        ((39.9, 116.4), r"39.9000, 116.4000: x and y look exchanged"),
        ((NORTHING, 39_000_000 + EASTING), r"4418598, 39448689: x and y look exchanged"),
        ((5e8, 5e8), r"500000000, 500000000: no usual system has such coordinates"),
    ],
)
def test_a_file_without_system_is_never_guessed_but_its_candidates_are_named(tmp_path, place, sentence):
    file = write_points(tmp_path / "a.csv", place)
    with pytest.raises(FileFault, match=r"a.csv does not say in which .* its middle is .*" + sentence):
        describe(PlaceFile(file, kind="school", name="name", lon="x", lat="y"))


def test_gcj02_comes_back_from_beijings_shift():
    told = china.wgs84_to_gcj02(china.Wgs84(lon=116.391, lat=39.907))
    shift = china.geodesic_distance_m(
        china.coordinate_wgs84(39.907, 116.391), china.coordinate_wgs84(told.lat, told.lon)
    )
    lons, lats = undo_gcj02(np.array([told.lon]), np.array([told.lat]))
    assert round(shift) == 556
    assert (lons[0], lats[0]) == pytest.approx((116.391, 39.907), abs=1e-9)


@settings(deadline=None, max_examples=200)
@given(st.floats(75, 134), st.floats(18.5, 53))
def test_both_shifts_are_undone_to_a_millimetre(lon, lat):
    place = china.Wgs84(lon=lon, lat=lat)
    gcj02, bd09 = china.wgs84_to_gcj02(place), china.wgs84_to_bd09(place)
    back = [
        undo_gcj02(np.array([gcj02.lon]), np.array([gcj02.lat])),
        undo_bd09(np.array([bd09.lon]), np.array([bd09.lat])),
    ]
    assert np.abs(np.array(back)[:, :, 0] - (lon, lat)).max() < 1e-8


def test_what_is_no_place_stays_none():
    lons, lats = undo_gcj02(np.array([np.nan, 200.0, np.inf]), np.array([39.0, 39.0, 39.0]))
    assert np.isnan(lons).all() and np.isnan(lats).all()


@pytest.mark.parametrize("coordinates", ["gcj02", "bd09"])
def test_the_report_says_what_was_undone_and_how_exactly(tmp_path, coordinates):
    file = write_csv(tmp_path / "a.csv", HEADINGS, *ROWS)
    source = open_areas(file, wkt="wkt", coordinates=coordinates)
    assert "undone by geocoordinates-rs to within" in source.told
    lon, _ = source.projection.to_lon_lat(np.array([116.4]), np.array([39.9]))
    assert 116.38 < lon[0] < 116.396


def test_two_words_on_the_same_lon_lat_are_one_too_many(tmp_path):
    file = write_csv(tmp_path / "a.csv", HEADINGS, *ROWS)
    with pytest.raises(FileFault, match="give one of them"):
        open_areas(file, wkt="wkt", crs="4490", coordinates="wgs84")


def test_candidates_of_every_size():
    assert [list_candidates(*place) for place in [(0, 0), (25.5e6, 4e6), (46e6, 4e6), (13.4e6, 4e6), (5e5, -4e6)]] == [
        [4490], [4513], [], [4491, 3857], [],
    ]  # fmt: skip
