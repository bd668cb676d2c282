"""The points of open issues, as the map asks for them."""

from datetime import timedelta

import pytest
import requests

from layers.issue_points import read_points
from tests.factories import add_issue, add_tree

BOX = (106.60, 26.60, 106.64, 26.62)
PLACE, FAR = (106.61, 26.61), (106.70, 26.61)


def test_the_open_issues_in_a_box_are_points(store, now):
    due = now + timedelta(hours=3)
    issue = add_issue(store, point=PLACE, category="井盖破损", due_at=due, is_urgent=True)
    add_issue(store, point=PLACE, status="closed")
    add_issue(store, point=FAR)
    assert read_points(store, BOX) == [(issue, *PLACE, "井盖破损", due, True, True)]


def test_a_petition_is_no_point(store):
    add_issue(store, point=PLACE, source="petition")
    assert read_points(store, BOX) == []


def test_an_issue_without_a_point_is_in_its_areas_count_only(store):
    add_issue(store, area_id=add_tree(store)["east"])
    assert read_points(store, BOX) == []


def test_where_there_are_too_many_the_most_urgent_are_told(store, now):
    later, sooner = (add_issue(store, point=PLACE, due_at=now + timedelta(hours=hours)) for hours in (5, 2))
    assert later and [point.id for point in read_points(store, BOX, most=1)] == [sooner]


def test_a_point_whose_clock_stands_says_so(store, now):
    add_issue(store, point=PLACE, status="suspended", due_at=now - timedelta(days=1))
    assert [point.runs for point in read_points(store, BOX)] == [False]


def test_the_map_asks_for_a_box(served):
    issue = add_issue(served.store, point=PLACE)
    answer = requests.get(f"{served.url}/issue_points.json?box=106.6,26.6,106.64,26.62", timeout=10)
    assert answer.json() == {"points": [[issue, *PLACE, "路灯不亮", None, True, False]], "is_whole": True}
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("box", ["", "1,2,3", "a,b,c,d", "2,1,1,2", "0,0,0,nan", "0,0,181,0", "0,0,3,1"])
def test_what_is_no_box_is_refused(served, box):
    answer = requests.get(f"{served.url}/issue_points.json", params={"box": box}, timeout=10)
    assert answer.status_code == 422
