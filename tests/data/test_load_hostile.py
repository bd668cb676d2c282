"""Hostile and damaged files of areas, issues and rosters: a sentence, nothing loaded, nothing fetched."""

import gzip
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from data.faults import FileFault
from data.loading import csv_table, excel
from data.store import Store
from tests.conftest import address, fresh_database
from tests.data.hostile_files import (
    LOADS,
    MADE,
    SHEET,
    TABLES,
    damage,
    is_whole_or_nothing,
    read_all,
    repack,
    replace_in_sheet,
    write_book,
    write_text,
)
from tests.data.office_files import declare_size, write_csv, write_sheets
from tests.data.test_load_guard import VRT, Listener
from tests.factories import add_issue, add_tree

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
IN_KML = {"code": "Name", "name": "Name", "wkt": None, "crs": None}
EVERYTHING = pytest.mark.parametrize("what", TABLES)

READ_NAMES = """
SELECT name FROM area WHERE code = '002'
"""


@pytest.fixture(scope="module")
def held(cluster) -> Iterator[Store]:
    """One store for all cases, with areas, an issue and heads: what refuses a file must leave all of it alone."""
    with fresh_database(cluster) as name, closing(Store(address(cluster, "app", name))) as opened:
        add_tree(opened)
        add_issue(opened, (106.605, 26.605))
        yield opened


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A folder a file of `MADE`, with all that belongs to it."""
    folder = tmp_path_factory.mktemp("made")
    for name, (_, opened, write) in MADE.items():
        (folder / name).mkdir()
        write(folder / name / opened)
    return folder


@pytest.fixture
def refused(held):
    """Ask for a load that is refused with such a sentence and changes nothing."""

    def load(what, file, sentence, **told):
        former = read_all(held)
        with pytest.raises(FileFault, match=sentence):
            LOADS[what](held, str(file), **told)
        return read_all(held) == former

    return load


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("name", MADE)
def test_a_damaged_file_is_loaded_whole_or_refused_with_a_sentence(held, made, tmp_path, name, seed):
    what, opened, _ = MADE[name]
    shutil.copytree(made / name, tmp_path, dirs_exist_ok=True)
    (tmp_path / name).write_bytes(damage((tmp_path / name).read_bytes(), f"{name} {seed}"))
    assert is_whole_or_nothing(held, what, tmp_path / opened)


def write_kml(path, body, head=""):
    path.write_text(KML.format(head, body))
    return path


def test_a_network_link_is_refused_and_no_request_leaves(refused, tmp_path):
    listener = Listener()
    file = write_kml(tmp_path / "a.kml", PLACEMARK.format("") + LINK.format(listener.url))
    assert refused("areas", file, "links to data elsewhere", **IN_KML)
    assert listener.first_call() == b"own!"


def test_a_style_that_stands_elsewhere_is_not_fetched(store, tmp_path, monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    listener = Listener()
    file = write_kml(tmp_path / "a.kml", PLACEMARK.format(STYLE.format(listener.url)))
    assert LOADS["areas"](store, str(file), **IN_KML).loaded == 1
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
def test_kml_that_cannot_be_right(refused, tmp_path, head, body, sentence):
    assert refused("areas", write_kml(tmp_path / "a.kml", body, head), sentence, **IN_KML)


@EVERYTHING
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
@pytest.mark.parametrize("content", [b"", b"<worksheet", LAUGHS.encode() + b"<worksheet>&b;</worksheet>", b"\0" * 999])
def test_a_workbook_with_a_part_that_cannot_be_right(refused, tmp_path, what, part, content):
    assert refused(what, repack(write_book(tmp_path / "a.xlsx", what), part, content), "it is damaged")


@EVERYTHING
def test_a_sheet_that_says_it_has_more_rows_than_excel_can_hold(refused, tmp_path, monkeypatch, what):
    monkeypatch.setattr(excel, "MAX_ROWS", 10_000)
    file = replace_in_sheet(write_book(tmp_path / "a.xlsx", what), b'<row r="3"', b'<row r="999999999999"')
    assert refused(what, file, "holds more than is read from a sheet: save it as CSV")


@EVERYTHING
def test_a_sheet_whose_rows_are_as_wide_as_can_be(refused, tmp_path, monkeypatch, what):
    monkeypatch.setattr(excel, "MAX_CELLS", 10_000)
    file = replace_in_sheet(
        write_book(tmp_path / "a.xlsx", what), b"</row></sheetData>", b'<c r="XFD3"/></row></sheetData>'
    )
    assert refused(what, file, "holds more than is read from a sheet: save it as CSV")


@EVERYTHING
def test_a_zip_bomb_is_refused_before_it_is_unpacked(refused, tmp_path, what):
    file = write_book(tmp_path / "a.xlsx", what)
    declare_size(file, (1 << 30) + 1)
    assert refused(what, file, "unpacks to more than is read from a workbook")


@EVERYTHING
def test_a_formula_that_was_never_computed_is_refused_and_asks_nobody(refused, tmp_path, what):
    listener = Listener()
    headings, row, _ = TABLES[what]
    rows = [headings, row, [f'=WEBSERVICE("{listener.url}")', *row[1:]]]
    file = write_sheets(tmp_path / "a.xlsx", **{what: rows})
    assert refused(what, file, "the formula in A3 was never computed: open it in Excel and save it")
    assert listener.first_call() == b"own!"


def test_a_formula_counts_as_the_value_that_was_computed_last(store, tmp_path):
    file = write_sheets(tmp_path / "a.xlsx", areas=[*TABLES["areas"][:2], ["002", "=1+1", TABLES["areas"][2][2]]])
    replace_in_sheet(Path(file), b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
    LOADS["areas"](store, file)
    assert store.read_one(READ_NAMES).name == "2"


@EVERYTHING
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel file or has a password"),
        (b"PK\x03\x04" + b"\0" * 600, "damaged zip file"),
        (b"", "is empty"),
        (VRT.format("/etc/passwd").encode(), "is of another kind|needs --map"),
        (b"SQLite format 3\0" + b"\0" * 600, "cannot be read|is no CSV file"),
        (b"code,name,wkt\n1,\xff\xff\xff\xff\xff,\x81\x00", "is of another kind|is no CSV file"),
        (b"code,name,wkt\n1,\xff\xff\xff\xff\xff,\xff\xff", "is neither UTF-8 nor GBK"),
        (b'code,reference,area_code,reported_at\n"1', "has no field|needs|none of 1 rows fits|has no column kind"),
    ],
)
def test_tables_that_cannot_be_right(refused, tmp_path, what, content, sentence):
    file = tmp_path / "a.csv"
    file.write_bytes(content)
    assert refused(what, file, sentence)


@EVERYTHING
def test_a_line_with_a_cell_of_ten_megabytes(refused, tmp_path, what):
    headings, row, last = TABLES[what]
    file = write_csv(tmp_path / "a.csv", headings, row, [last[0], "x" * 10_000_000, *last[2:]])
    assert refused(what, file, "line of more than|larger than field limit")


@EVERYTHING
def test_a_sheet_with_a_cell_of_ten_megabytes(refused, tmp_path, what):
    headings, row, last = TABLES[what]
    file = Path(write_sheets(tmp_path / "a.xlsx", sheet=[headings, row, [last[0], "long", *last[2:]]]))
    replace_in_sheet(file, b"long", b"x" * 10_000_000)
    assert refused(what, file, "a cell of 10,000,000 characters|longer than 300 characters", is_strict=True)


@pytest.mark.parametrize("what", ["issues", "roster"])
def test_a_table_that_swells_as_none_does_is_given_up(refused, tmp_path, monkeypatch, what):
    monkeypatch.setattr(csv_table, "BOMB_BYTES", 1 << 20)
    text = write_text(tmp_path / "a.csv", what).read_bytes()
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(text + text.splitlines(True)[-1] * 100_000))
    assert refused(what, tmp_path / "a.csv.gz", "swells as no table does")
