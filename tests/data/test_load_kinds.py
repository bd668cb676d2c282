"""Every kind of file that offices have, from the file to areas."""

import tempfile
import time
import zipfile

import pytest

from data.faults import FileFault
from tests.data.area_files import load_file
from tests.data.office_files import HEADINGS, NAMES, OSM, ROWS, declare_size, write_areas, write_csv, write_sheets

READ_AREAS = """
SELECT code, name, ST_XMin(geom)::numeric(8, 4) AS west FROM area ORDER BY code
"""


def read_areas(store):
    return [(row.code, row.name, float(row.west)) for row in store.read(READ_AREAS)]


BOTH = [("001", NAMES[0], 116.39), ("002", NAMES[1], 116.40)]


@pytest.mark.parametrize("encoding", ["GBK", "UTF-8"])
@pytest.mark.parametrize("has_cpg", [True, False])
def test_a_shapefile_is_read_in_its_encoding_with_and_without_cpg(store, tmp_path, encoding, has_cpg):
    file = write_areas(tmp_path / "areas.shp", encoding=encoding)
    (tmp_path / "areas.cpg").rename(tmp_path / ("areas.cpg" if has_cpg else "areas.former"))
    report = load_file(store, file, "street")
    assert read_areas(store) == BOTH
    assert f"text {encoding} ({'.cpg' if has_cpg else 'told by the bytes of areas.dbf'})" in report.crs


def test_a_given_encoding_wins_over_a_wrong_cpg(store, tmp_path):
    file = write_areas(tmp_path / "areas.shp", encoding="GBK")
    (tmp_path / "areas.cpg").write_text("UTF-8")
    with pytest.raises(FileFault, match="its text is not utf-8, try --encoding"):
        load_file(store, file, "street")
    load_file(store, file, "street", encoding="gbk")
    assert read_areas(store) == BOTH


@pytest.mark.parametrize("suffix", [".dbf", ".shx"])
def test_a_shapefile_without_its_companions_is_refused(store, tmp_path, suffix):
    file = write_areas(tmp_path / "areas.shp")
    (tmp_path / "areas.shp").with_suffix(suffix).unlink()
    with pytest.raises(FileFault, match=f"areas.shp lacks areas{suffix}"):
        load_file(store, file, "street")


@pytest.mark.parametrize("suffix", [".dbf", ".shx", ".prj", ".cpg"])
def test_a_companion_that_lies_elsewhere_is_refused(store, tmp_path, suffix):
    file = write_areas(tmp_path / "areas.shp", encoding="GBK")
    (tmp_path / "elsewhere").mkdir()
    moved = (tmp_path / "areas.shp").with_suffix(suffix).rename(tmp_path / "elsewhere" / f"areas{suffix}")
    (tmp_path / f"areas{suffix}").symlink_to(moved)
    with pytest.raises(FileFault, match="is no plain file beside areas.shp"):
        load_file(store, file, "street")


@pytest.mark.parametrize(
    ("name", "driver", "given"),
    [
        ("areas.fgb", "FlatGeobuf", {}),
        ("areas.gpkg", "GPKG", {}),
        ("areas.geojson", "GeoJSON", {}),
        ("areas.kml", "LIBKML", {"name": "Name"}),
    ],
)
def test_other_formats_of_shapes(store, tmp_path, name, driver, given):
    load_file(store, write_areas(tmp_path / name, driver=driver), "street", **given)
    assert read_areas(store) == BOTH


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_with_wkt(store, tmp_path, encoding, delimiter):
    file = write_csv(tmp_path / "areas.csv", HEADINGS, *ROWS, encoding=encoding, delimiter=delimiter)
    load_file(store, file, "street", wkt="wkt", crs="4490")
    assert read_areas(store) == BOTH


def test_a_sheet_with_wkt_and_empty_rows_at_its_end(store, tmp_path):
    file = write_sheets(tmp_path / "areas.xlsx", notes=[["x"]], areas=[HEADINGS, *ROWS, [None, " "], []])
    report = load_file(store, file, "street", wkt="wkt", coordinates="cgcs2000", layer="areas")
    assert (report.read, read_areas(store)) == (2, BOTH)


def test_a_code_that_excel_has_rounded_is_rejected(store, tmp_path):
    file = write_sheets(tmp_path / "areas.xlsx", areas=[HEADINGS, ROWS[0], [110101001001000123, *ROWS[1][1:]]])
    report = load_file(store, file, "street", wkt="wkt", crs="4490")
    assert [str(row) for row in report.account.examples] == [
        "row 2, code 1.101010010010001e+17: the column holds rounded numbers: keep codes as text"
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["002", "x", "POLYGON((0 0"], "row 2, geometry: the geometry is not WKT"),
        (["002", "x", "POLYGON((nan 39, 117 39, 117 40, nan 39))"], "row 2, geometry: the geometry is not WKT"),
        (["002", "x", "POLYGON((116 39, 117 inf, 117 40, 116 39))"], "row 2, geometry: it lies outside lon/lat"),
        (["002", "x", "POLYGON((39 116, 39 117, 40 117, 39 116))"], "row 2, geometry: it lies outside lon/lat"),
        (["002", "x", ""], "row 2, geometry: there is no geometry"),
        (["002", "x", ROWS[1][2], "over"], "row 2, geometry: the row has 4 cells under 3 headings"),
        (["002", "x", "POINT (116.4 39.9)"], "row 2, geometry: it is a Point, not a polygon"),
        (["002"], "row 2, name: there is no name"),
    ],
)
def test_a_row_of_a_table_that_does_not_fit_is_rejected_alone(store, tmp_path, row, reason):
    report = load_file(store, write_csv(tmp_path / "a.csv", HEADINGS, ROWS[0], row), "street", wkt="wkt", crs="4490")
    assert (report.loaded, report.rejected, str(report.account.examples[0])[: len(reason)]) == (1, 1, reason)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "a.csv is a table: give --wkt, or --lon and --lat; there are: code, name, wkt"),
        ({"wkt": "shape"}, "has no field shape; there are: code, name, wkt"),
        ({"wkt": "wkt", "code": "nr"}, "has no field nr"),
        ({"wkt": "wkt", "encoding": "klingon"}, "--encoding klingon is no encoding that is known"),
        ({"lon": "code", "lat": "name"}, "holds Point, not polygons"),
    ],
)
def test_what_makes_a_whole_table_unfit(store, tmp_path, given, sentence):
    with pytest.raises(FileFault, match=sentence):
        load_file(store, write_csv(tmp_path / "a.csv", HEADINGS, *ROWS), "street", **given)


def test_liechtensteins_buildings_come_in_from_openstreetmap(store):
    given = {"layer": "multipolygons", "code": "id", "name": "id", "only": "building"}
    start = time.monotonic()
    report = load_file(store, str(OSM), "building", **given)
    seconds = time.monotonic() - start
    assert (report.read, report.loaded, seconds < 10) == (15_834, 15_834, True), report.lines()
    assert report.unchanged + report.account.rejected == 0


def zip_files(path, *files, prefix=""):
    with zipfile.ZipFile(path, "w") as packed:
        for file in files:
            packed.write(file, prefix + file.name)
    return str(path)


@pytest.mark.parametrize("prefix", ["", "网格数据/", "../../"])
def test_a_zipped_shapefile_is_unpacked_for_the_load_only(store, tmp_path, monkeypatch, prefix):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "unpacked"))
    (tmp_path / "unpacked").mkdir()
    write_areas(tmp_path / "areas.shp", encoding="GBK")
    load_file(store, zip_files(tmp_path / "a.zip", *tmp_path.glob("areas.*"), prefix=prefix), "street")
    assert (read_areas(store), list((tmp_path / "unpacked").iterdir())) == (BOTH, [])


def test_a_zip_with_several_shapefiles_is_refused(store, tmp_path):
    write_areas(tmp_path / "1.shp")
    write_areas(tmp_path / "2.shp")
    with pytest.raises(FileFault, match="holds 2 Shapefiles: unpack it"):
        load_file(store, zip_files(tmp_path / "a.zip", *tmp_path.glob("[12].*")), "street")


def test_a_zipped_shapefile_that_unpacks_to_too_much_is_refused(store, tmp_path):
    write_areas(tmp_path / "areas.shp")
    file = zip_files(tmp_path / "a.zip", *tmp_path.glob("areas.*"))
    declare_size(tmp_path / "a.zip", (1 << 30) + 1)
    with pytest.raises(FileFault, match="unpacks to more than 1024 MB"):
        load_file(store, file, "street")
