"""Issues and rosters from Excel workbooks: what CSV files can say, said in cells."""

from datetime import UTC, date, datetime

import pytest

from data.faults import FileFault
from tests.data.issue_files import load_issue_file, load_roster_file, read_csv
from tests.data.office_files import write_sheets
from tests.factories import add_tree

ISSUES = ["reference", "category", "status", "is_urgent", "reported_at", "closed_at", "lon", "lat", "area_code"]
ROSTER = ["area_code", "organization", "kind", "count"]

READ_ISSUES = """
SELECT i.*, a.code FROM issue i LEFT JOIN area a ON a.id = i.area_id ORDER BY source_reference
"""

COUNT_HEADS = """
SELECT a.code, r.organization, count(*) AS heads
FROM party_member r JOIN area a ON a.id = r.area_id
GROUP BY a.code, r.organization
ORDER BY a.code
"""


@pytest.fixture(autouse=True)
def areas(store):
    return add_tree(store)


def heads(store):
    return [tuple(row) for row in store.read(COUNT_HEADS)]


def test_cells_with_times_numbers_and_truth_are_read_as_such(store, tmp_path):
    row = [17, "路灯不亮", "办结", True, datetime(2026, 11, 20, 8), datetime(2026, 11, 20, 9, 30), 106.605, 26.605]
    load_issue_file(store, write_sheets(tmp_path / "i.xlsx", issues=[ISSUES, row]))
    [issue] = store.read(READ_ISSUES)
    assert (issue.source_reference, issue.category, issue.status, issue.is_urgent) == ("17", "路灯不亮", "closed", True)
    assert issue.reported_at == datetime(2026, 11, 20, 0, 0, tzinfo=UTC)
    assert (issue.closed_at, issue.code) == (datetime(2026, 11, 20, 1, 30, tzinfo=UTC), "MW")


def test_a_sheet_is_chosen_by_name(store, tmp_path):
    rows = [["编号", "受理时间", "网格"], ["A1", date(2026, 11, 20), "GE"]]
    columns = {"reference": "编号", "reported_at": "受理时间", "area_code": "网格"}
    file = write_sheets(tmp_path / "i.xlsx", notes=[["x"]], issues=rows)
    with pytest.raises(FileFault, match="holds several sheets, choose one with --layer: notes, issues"):
        load_issue_file(store, file, columns=columns)
    assert load_issue_file(store, file, columns=columns, layer="issues").loaded == 1
    assert [issue.code for issue in store.read(READ_ISSUES)] == ["GE"]


def test_a_sheet_is_not_looked_for_in_a_csv_file(store, tmp_path):
    (tmp_path / "i.csv").write_text("reference,reported_at\n")
    with pytest.raises(FileFault, match="i.csv is no Excel workbook: --layer names a sheet of one"):
        load_issue_file(store, str(tmp_path / "i.csv"), layer="issues")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (
            [520102001001000123, *[None] * 3, date(2026, 11, 20)],
            "reference 5.20102001001000E+17: the column holds round",
        ),
        (["#N/A", *[None] * 3, date(2026, 11, 20)], "reference #N/A: the reference is an error of Excel"),
        (["A2", *[None] * 3, 46348.5], "reported_at 46348.5: it is not a time such as 2026-11-22 16:42"),
        (["A2", *[None] * 3, date(2026, 11, 20), *[None] * 4, "more"], "row: it has 10 cells, the header has 9"),
        (["A1", *[None] * 3, date(2026, 11, 20)], "reference A1: the reference stands already in row 1"),
    ],
)
def test_a_wrong_row_comes_back_as_csv_with_its_reason(store, tmp_path, row, reason):
    good = ["A1", None, None, None, date(2026, 11, 20)]
    report = load_issue_file(store, write_sheets(tmp_path / "i.xlsx", issues=[ISSUES, good, row, [None, " "], []]))
    assert str(report.outcome.rejected_rows[0]).startswith(f"row 2, {reason}")
    assert (report.outcome.read, report.loaded, report.rejected, report.returned) == (
        2,
        1,
        1,
        tmp_path / "i.rejected.csv",
    )
    assert read_csv(report.returned)[0]["rejected_reason"]


def test_rejected_rows_of_a_roster_are_mended_and_loaded_again(store, tmp_path):
    rows = [["MW", "first branch", "党员", 3], [None, None], ["XX", "second branch", "党员", 2.0]]
    report = load_roster_file(store, write_sheets(tmp_path / "r.xlsx", roster=[[*ROSTER, None], *rows]))
    assert (report.outcome.read, report.loaded, report.rejected, heads(store)) == (2, 1, 1, [("MW", "first branch", 3)])
    mended = report.returned.read_text(encoding="utf-8-sig").replace("XX", "GE")
    report.returned.write_text(mended + "MW,first branch,党员,3,\n")
    load_roster_file(store, str(report.returned))
    assert heads(store) == [("GE", "second branch", 2), ("MW", "first branch", 3)]


@pytest.mark.parametrize("cell", [13812345678, 110105194912310020, "11010519491231002X"])
def test_a_sheet_that_tells_of_persons_is_refused(store, tmp_path, cell):
    rows = [[*ROSTER, "note"], ["MW", "a", "党员", 1, cell]]
    with pytest.raises(FileFault, match="note tells, by its content, of persons"):
        load_roster_file(store, write_sheets(tmp_path / "r.xlsx", roster=rows))
    assert heads(store) == []


@pytest.mark.parametrize("rows", [[], [[None, " "]]])
def test_a_sheet_without_headings_is_refused(store, tmp_path, rows):
    with pytest.raises(FileFault, match=r"r.xlsx, sheet roster, is empty: it has no header"):
        load_roster_file(store, write_sheets(tmp_path / "r.xlsx", roster=rows))
