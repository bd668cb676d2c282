"""Hostile and damaged files: a sentence, nothing loaded, nothing fetched."""

import random
import zipfile
from pathlib import Path

import pytest

from data.faults import FileFault
from data.loading.area_file import AreaFile
from data.loading.rows import write_rows
from data.loading.sources import open_source
from data.loading.staging import READERS
from tests.data.office_files import HEADINGS, ROWS, declare_size, write_areas, write_csv, write_sheets
from tests.data.test_load_guard import Listener

KML = (
    '<?xml version="1.0" encoding="UTF-8"?>{}<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}</Document></kml>'
)
PLACEMARK = (
    "<Placemark><name>n</name>{}<Polygon><outerBoundaryIs><LinearRing><coordinates>"
    "116,39 117,39 117,40 116,39</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
)
LINK = "<NetworkLink><Link><href>{}</href></Link></NetworkLink>"
STYLE = "<styleUrl>{}#style</styleUrl>"
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
SHEET = "xl/worksheets/sheet1.xml"
TABLE = {"wkt": "wkt", "crs": "4490"}


def read_file(file, **told):
    """Read all of a file as a load does; the number of rows."""
    asked = AreaFile(str(file), **{"level": "street", "code": "code", "name": "name"} | told)
    with open_source(asked) as source:
        batches = source.layer.read_batches(list(dict.fromkeys(asked.fields.values())))
        return sum(len(list(write_rows(batch, asked, READERS, source.projection.to_lon_lat))) for batch in batches)


def write_kml(path, body, head=""):
    path.write_text(KML.format(head, body))
    return path


def repack(path, part, content):
    """Put another content into a part of a workbook."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, former in (parts | {part: b""}).items():
            packed.writestr(name, content if name == part else former)
    return path


@pytest.fixture
def workbook(tmp_path):
    return Path(write_sheets(tmp_path / "areas.xlsx", areas=[HEADINGS, *ROWS]))


def test_a_network_link_is_refused_and_no_request_leaves(tmp_path):
    listener = Listener()
    file = write_kml(tmp_path / "a.kml", PLACEMARK.format("") + LINK.format(listener.url))
    with pytest.raises(FileFault, match="links to data elsewhere"):
        read_file(file, code="Name", name="Name")
    assert listener.first_call() == b"own!"


def test_a_style_that_stands_elsewhere_is_not_fetched(tmp_path, monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    listener = Listener()
    file = write_kml(tmp_path / "a.kml", PLACEMARK.format(STYLE.format(listener.url)))
    assert read_file(file, code="Name", name="Name") == 1
    assert listener.first_call() == b"own!"


@pytest.mark.parametrize(
    ("head", "body", "sentence"),
    [
        (LAUGHS, PLACEMARK.format("&b;"), "declares a document type or entities"),
        ("", "<Folder>" * 100_000 + PLACEMARK.format("") + "</Folder>" * 100_000, "cannot be read"),
        ("", PLACEMARK.format("")[:-20], "cannot be read"),
        ("", "", "holds no layer with geometry|holds no rows|cannot be read"),
    ],
)
def test_kml_that_cannot_be_right(tmp_path, head, body, sentence):
    with pytest.raises(FileFault, match=sentence):
        read_file(write_kml(tmp_path / "a.kml", body, head), code="Name", name="Name")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<worksheet", "it is damaged"),
        (LAUGHS.encode() + b"<worksheet>&b;</worksheet>", "it is damaged"),
        (
            b"<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>"
            b"<row r='1'><c r='A1' t='inlineStr'><is><t>code</t></is></c></row><row r='999999999999'><c r='A2'/></row>"
            b"</sheetData></worksheet>",
            "has no field name, wkt|no field wkt",
        ),
    ],
)
def test_a_sheet_that_cannot_be_right(workbook, content, sentence):
    with pytest.raises(FileFault, match=sentence):
        read_file(repack(workbook, SHEET, content), **TABLE)


def test_a_sheet_that_says_it_has_more_rows_than_excel_can_hold(workbook):
    with zipfile.ZipFile(workbook) as packed:
        sheet = packed.read(SHEET)
    with pytest.raises(FileFault, match="larger than a sheet of Excel can be"):
        read_file(repack(workbook, SHEET, sheet.replace(b'<row r="3"', b'<row r="999999999999"')), **TABLE)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(workbook):
    declare_size(workbook, (1 << 30) + 1)
    with pytest.raises(FileFault, match="unpacks to more than is read from a workbook"):
        read_file(workbook, **TABLE)


def test_formula_cells_count_as_the_value_that_was_computed_last(tmp_path):
    file = write_sheets(tmp_path / "a.xlsx", areas=[HEADINGS, ROWS[0], ["=1+1", *ROWS[1][1:]]])
    assert read_file(file, **TABLE) == 2


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel file or has a password"),
        (b"PK\x03\x04" + b"\0" * 600, "damaged zip file"),
        (b'code,name,wkt\n"1', "has no field|coordinate reference system"),
        (b"code,name,wkt\n1," + b"x" * 10_000_000, "line 2, cannot be read: field larger than field limit"),
        (b"code,name,wkt\n1,\xff\xff\xff\xff\xff,\x81\x00", "is of another kind"),
        (b"code,name,wkt\n1,\xff\xff\xff\xff\xff,\xff\xff", "is neither UTF-8 nor GBK"),
        (b"", "is empty"),
    ],
)
def test_tables_that_cannot_be_right(tmp_path, content, sentence):
    file = tmp_path / "a.csv"
    file.write_bytes(content)
    with pytest.raises(FileFault, match=sentence):
        read_file(file, wkt="wkt")


def damage(content, seed):
    """Break a file off somewhere, or turn some of its bytes into others."""
    chance, broken = random.Random(seed), bytearray(content)
    for _ in range(chance.choice([1, 5, 50])):
        broken[chance.randrange(min(len(broken), chance.choice([300, 10**9])))] = chance.randrange(256)
    return bytes(broken[: chance.choice([len(broken), chance.randrange(len(broken))])])


MADE = {
    "a.shp": lambda path: write_areas(path, encoding="GBK"),
    "a.dbf": lambda path: write_areas(path.with_suffix(".shp"), encoding="GBK"),
    "a.shx": lambda path: write_areas(path.with_suffix(".shp"), encoding="GBK"),
    "a.prj": lambda path: write_areas(path.with_suffix(".shp"), encoding="GBK"),
    "a.fgb": lambda path: write_areas(path, driver="FlatGeobuf"),
    "a.gpkg": lambda path: write_areas(path, driver="GPKG"),
    "a.geojson": lambda path: write_areas(path, driver="GeoJSON"),
    "a.csv": lambda path: write_csv(path, HEADINGS, *ROWS, encoding="gbk"),
    "a.xlsx": lambda path: write_sheets(path, areas=[HEADINGS, *ROWS]),
}


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("name", MADE)
def test_a_damaged_file_is_read_or_refused_with_a_sentence(tmp_path, name, seed):
    opened = Path(MADE[name](tmp_path / name))
    (tmp_path / name).write_bytes(damage((tmp_path / name).read_bytes(), f"{name} {seed}"))
    assert ends_well(opened, {"wkt": "wkt", "crs": "4490"} if name in ("a.csv", "a.xlsx") else {})


def ends_well(file, told):
    try:
        return read_file(file, **told) >= 0
    except FileFault as fault:
        return len(str(fault)) > 10
