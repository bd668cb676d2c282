"""What the pages of issues are answered."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
import requests

from dashboard.routes.issue_workbook import write_note
from data.issue_list import MOST
from tests.dashboard.conftest import Served
from tests.factories import add_issue

DIRT = (
    *("status=lost", "overdue=1", "since=2026-13-01", "until=20200101", "until=2020-W01-1"),
    *("order=random", "area=none", "source=%00"),
)
FOREIGN = "/issues.json?after=1,2026-01-01T00:00:00%2B20:00,1"  # further east than PostgreSQL knows


def ask(served: Served, path: str) -> Any:
    answer = requests.get(served.url + path, timeout=10)
    assert answer.status_code == 200
    return answer.json()


@pytest.mark.parametrize("wrong", DIRT)
def test_a_wrong_parameter_has_its_default(served: Served, wrong: str) -> None:
    add_issue(served.store)
    assert ask(served, f"/issues/count.json?{wrong}") == ask(served, "/issues/count.json")


@pytest.mark.parametrize(
    "wrong", ["/issues.json?after=1", FOREIGN, "/issues/fitting.json?ids=1;", "/issues/fitting.json"]
)
def test_a_place_or_an_id_that_is_none_is_refused(served: Served, wrong: str) -> None:
    assert requests.get(served.url + wrong, timeout=10).status_code == 400


def test_days_begin_and_end_in_the_zone_of_the_street(served: Served) -> None:
    moments = (
        "2020-02-29T23:59:59.9+08:00",
        "2020-03-01T00:00+08:00",
        "2020-03-01T23:59:59+08:00",
        "2020-03-02T00:00+08:00",
    )
    added = [add_issue(served.store, reported_at=moment) for moment in moments]
    rows = ask(served, "/issues.json?since=2020-03-01&until=2020-03-01&order=oldest")["rows"]
    assert [row["id"] for row in rows] == added[1:3]


def test_the_list_goes_on_behind_its_last_row(served: Served) -> None:
    added = [add_issue(served.store, category="many") for _ in range(203)]
    first = ask(served, "/issues.json?category=many")
    rest = requests.get(f"{served.url}/issues.json", {"category": "many", "after": first["next"]}, timeout=10).json()
    assert [row["id"] for row in first["rows"] + rest["rows"]] == added
    assert rest["next"] is None


def test_a_row_tells_neither_title_nor_address(served: Served) -> None:
    add_issue(served.store, point=(106.632, 26.612), category="told")
    [row] = ask(served, "/issues.json?category=told")["rows"]
    assert row.keys() == {
        *("id", "source", "category", "status", "is_urgent", "is_overdue", "place", "reported_at", "due_at", "runs")
    }
    assert row["place"] == "name of C · name of GE"


def open_sheet(served: Served, **parameters: str) -> Any:
    answer = requests.get(f"{served.url}/issues.xlsx", parameters, timeout=10)
    return openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0]


def test_the_workbook_holds_the_list_with_real_dates(served: Served) -> None:
    reported = datetime(2019, 12, 31, 17, 30, tzinfo=UTC)
    add_issue(served.store, point=(106.632, 26.612), category="booked", source="patrol", reported_at=reported)
    heading, row = open_sheet(served, category="booked").iter_rows(values_only=True)
    assert heading == ("类别", "状态", "紧急", "超期", "区域", "来源", "上报时间", "时限")
    assert row[:2] + row[4:] == (
        "booked",
        "待受理",
        "name of C · name of GE",
        "网格巡查",
        datetime(2020, 1, 1, 1, 30),
        None,
    )


def test_the_workbook_is_in_the_language_that_was_chosen_before(served: Served) -> None:
    answer = requests.get(f"{served.url}/issues.xlsx", cookies={"gridboard_language": "en"}, timeout=10)
    assert openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0]["A1"].value == "Category"


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_what_looks_like_a_formula_is_a_text_in_the_workbook(served: Served, begin: str) -> None:
    add_issue(served.store, category=f"{begin}HYPERLINK(1)", source=f"formula {ord(begin)}")
    cell = open_sheet(served, source=f"formula {ord(begin)}")["A2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert cell.value.endswith("HYPERLINK(1)")


def test_no_petition_is_in_the_workbook(served: Served) -> None:
    add_issue(served.store, source="petition", category="hidden")
    assert open_sheet(served, category="hidden", status="all").max_row == 1


def test_a_workbook_that_is_cut_says_so() -> None:
    assert write_note(MOST, "zh") == ""
    assert write_note(MOST + 1, "zh") == "导出前 10,000 件"
