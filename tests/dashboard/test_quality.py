"""What the page of findings is answered."""

import pytest
import requests

from dashboard.check_run import CheckRun
from dashboard.quality_state import describe_state
from data.check.run import check
from data.clock import Clock
from data.store import Store
from tests.dashboard.conftest import Served
from tests.factories import add_issue, add_tree

ADD_HEADS = """
INSERT INTO volunteer (source) SELECT 'teams' FROM generate_series(1, %(count)s)
"""


def ask(served: Served, path: str) -> dict[str, object]:
    return dict(requests.get(f"{served.url}/quality/{path}", timeout=10).json())


@pytest.mark.parametrize("path", ["findings.json?kind=all", "findings.json?after=1", "places.json?kind=%00"])
def test_what_nobody_can_answer_is_refused(served: Served, path: str) -> None:
    assert requests.get(f"{served.url}/quality/{path}", timeout=10).status_code == 422


def test_no_place_of_a_petition_leaves_the_store(served: Served, clock: Clock) -> None:
    add_issue(served.store, (106.9, 26.9), source="petition")
    check(served.store, clock, lambda step: None)
    assert ask(served, "places.json?kind=orphan_issue") == {"places": [], "is_whole": True}
    assert [row["box"] for row in ask(served, "findings.json?kind=orphan_issue")["rows"]] == [None]


@pytest.mark.parametrize(("count", "told"), [(9, "teams：少量 行"), (1, "teams：10 行")])
def test_a_number_of_people_that_is_not_shown_is_not_told(served: Served, clock: Clock, count: int, told: str) -> None:
    served.store.execute(ADD_HEADS, {"count": count})
    check(served.store, clock, lambda step: None)
    assert [row["sentence"] for row in ask(served, "findings.json?kind=orphan_roster")["rows"]] == [told]


@pytest.mark.parametrize(("count", "rows"), [(3, 0), (12, 2)])
def test_no_total_tells_a_number_of_people_that_is_not_shown(store: Store, clock: Clock, count: int, rows: int) -> None:
    add_tree(store)
    store.execute(ADD_HEADS, {"count": count})
    check(store, clock, lambda step: None)
    told = describe_state(store, CheckRun(), clock.now(), "en")["check"]
    assert len([row for row in told["filled"] if row[0] == "Roster"]) == rows


def test_another_site_cannot_start_a_check(served: Served) -> None:
    strange = {"Origin": "http://elsewhere.example"}
    assert requests.post(f"{served.url}/quality/check", headers=strange, timeout=10).status_code == 403
