"""Headings of sheets as offices make them: titles above, cells merged."""

from pathlib import Path

import openpyxl
import pytest

from data.loading.excel import describe_sheet, read_head
from data.loading.headings import find_heading_rows
from data.recognition import recognise_fields, recognise_level, recognise_load, recognise_shape

ROWS = [
    ["和平街道网格台账"],
    ["序号", "网格", None, "所属社区", "人口"],
    [None, "编码", "名称", None, "户数", "人数"],
    [1, "520103001001", "第一网格", "团结社区", 412, 1203],
]
MERGES = ["A1:F1", "A2:A3", "B2:C2", "D2:D3", "E2:F2"]


@pytest.fixture
def book(tmp_path) -> Path:
    """A workbook with a title, and headings in two rows of merged cells."""
    workbook = openpyxl.Workbook()
    for row in ROWS:
        workbook.active.append(row)
    for merge in MERGES:
        workbook.active.merge_cells(merge)
    workbook.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def test_merged_headings_are_found_below_the_title(book):
    _, rows, merges = read_head(book, None)
    assert find_heading_rows(rows, merges) == (2, 3)


def test_merged_headings_are_joined_from_the_top(book):
    assert describe_sheet(book, None, "2-3").fields == (
        "序号",
        "网格编码",
        "网格名称",
        "所属社区",
        "人口户数",
        "人口人数",
    )


def test_rows_begin_below_the_headings(book):
    assert [row[1] for row in describe_sheet(book, None, "2-3").open_rows()] == ["520103001001"]


def test_joined_headings_are_recognised(book):
    found = recognise_fields("areas", describe_sheet(book, None, "2-3").fields, "grid")
    assert found == {"code": "网格编码", "name": "网格名称", "households": "人口户数", "residents": "人口人数"}


def test_a_plain_table_has_its_headings_in_the_first_row():
    assert find_heading_rows([["编码", "名称"], ["1", "一"]], []) == (1, 1)


@pytest.mark.parametrize(
    ("names", "headings", "level"),
    [
        (["village", "taipei.gpkg"], [], "community"),
        (["和平街道微网格"], [], "micro_grid"),
        (["和平街道网格"], [], "grid"),
        (["file.shp"], ["网格编码", "社区编码"], "grid"),
        (["file.shp"], ["name"], None),
    ],
)
def test_the_level_is_told_by_names_and_then_by_headings(names, headings, level):
    assert recognise_level(names, headings) == level


@pytest.mark.parametrize(
    ("shapes", "headings", "load"),
    [
        ("MultiPolygon", ["name"], "areas"),
        ("LineString", ["name"], "lines"),
        ("Point", ["name"], "places"),
        (None, ["工单编号", "受理时间", "经度", "纬度"], "issues"),
        (None, ["网格编码", "党支部", "人数"], "rosters"),
        (None, ["名称", "经度", "纬度"], "places"),
        (None, ["编码", "名称", "WKT"], "areas"),
    ],
)
def test_what_a_file_holds_is_told_by_shapes_and_headings(shapes, headings, load):
    assert recognise_load(shapes, headings) == load


def test_headings_are_compared_without_remarks_widths_and_case():
    assert recognise_fields("areas", ["GRID_Code", "人口（人）", "户 数"], "grid") == {
        "code": "GRID_Code",
        "residents": "人口（人）",
        "households": "户 数",
    }


def test_longitude_and_latitude_go_before_a_shape():
    assert recognise_shape(["WKT", "经度", "纬度"]) == {"lon": "经度", "lat": "纬度"}
