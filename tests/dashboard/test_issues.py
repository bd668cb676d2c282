"""What the pages of issues are answered."""

import json
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
import requests

from dashboard.routes.issue_workbook import AT_ONCE, write_note
from data.issue_list import MOST
from tests.dashboard.conftest import Served
from tests.factories import add_issue

DIRT = (
    *("status=lost", "overdue=1", "since=2026-13-01", "until=20200101", "until=2020-W01-1"),
    *("order=random", "source=%00"),
)
PAGE = "_pages_content.children"
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


@pytest.mark.parametrize("path", ["issues.json", "issues/count.json", "issues/fitting.json", "issues.xlsx"])
def test_an_area_that_is_not_there_is_not_the_whole_street(served: Served, path: str) -> None:
    answer = requests.get(f"{served.url}/{path}?area=none&ids=1", timeout=10)
    assert (answer.status_code, answer.json()) == (404, {"reason": "no open area has the code none"})


def test_a_petition_has_no_page(served: Served) -> None:
    petition = add_issue(served.store, source="petition", category="信访事项")
    assert "There is no such issue" in read_page(served, f"/issues/{petition}?lang=en")
    assert "信访事项" not in read_page(served, f"/issues/{petition}")
    assert "路灯不亮" in read_page(served, f"/issues/{add_issue(served.store)}")


def read_page(served: Served, path: str) -> str:
    """What a page shows, as the browser is told it."""
    where, _, search = path.partition("?")
    location = {"pathname": where, "search": f"?{search}"}
    known = requests.get(f"{served.url}/_dash-dependencies", timeout=10).json()
    [output] = [callback["output"] for callback in known if PAGE in callback["output"]]
    body = {
        "output": output,
        "outputs": [dict(zip(("id", "property"), part.split("."), strict=True)) for part in output[2:-2].split("...")],
        "changedPropIds": ["_pages_location.pathname"],
        "inputs": [{"id": "_pages_location", "property": name, "value": value} for name, value in location.items()],
    }
    answer = requests.post(f"{served.url}/_dash-update-component", json=body, timeout=10)
    return json.dumps(answer.json(), ensure_ascii=False)


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


def test_beyond_a_few_workbooks_at_once_who_asks_is_told_to_ask_again(served: Served) -> None:
    address = f"{served.url}/issues.xlsx"
    with ThreadPoolExecutor(AT_ONCE + 1) as readers, served.store.transaction() as transaction:
        transaction.execute("LOCK TABLE issue")
        asked = [readers.submit(requests.get, address, timeout=30) for _ in range(AT_ONCE + 1)]
        refused = next(as_completed(asked)).result()
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    assert sorted(answer.result().status_code for answer in asked) == [200] * AT_ONCE + [503]


def test_no_petition_is_in_the_workbook(served: Served) -> None:
    add_issue(served.store, source="petition", category="hidden")
    assert open_sheet(served, category="hidden", status="all").max_row == 1


def test_a_workbook_that_is_cut_says_so() -> None:
    assert write_note(MOST, "zh") == ""
    assert write_note(MOST + 1, "zh") == "导出前 10,000 件"
