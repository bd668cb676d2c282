"""What the pages of issues are answered."""

from typing import Any

import pytest
import requests

from tests.dashboard.conftest import Served
from tests.factories import add_issue

DIRT = ("status=lost", "overdue=1", "since=2026-13-01", "until=20261122", "order=random", "area=none", "source=%00")


def ask(served: Served, path: str) -> Any:
    answer = requests.get(served.url + path, timeout=10)
    assert answer.status_code == 200
    return answer.json()


@pytest.mark.parametrize("wrong", DIRT)
def test_a_wrong_parameter_has_its_default(served: Served, wrong: str) -> None:
    assert ask(served, f"/issues/count.json?{wrong}") == ask(served, "/issues/count.json")


@pytest.mark.parametrize("wrong", ["/issues.json?after=1", "/issues/fitting.json?ids=1;", "/issues/fitting.json"])
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
    added = [add_issue(served.store, category="many") for _ in range(103)]
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
