"""How counts are parted into classes, and the classes in words."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Served

CALL = "async ([name, input]) => (await import('/assets/modules/classes.mjs'))[name](input)"
DESCRIBE = """async ([ends, per]) => {
    const { makeDivision } = await import("/assets/modules/classes.mjs");
    const { describeClasses } = await import("/assets/modules/class_words.mjs");
    return describeClasses(makeDivision("own", ends, per));
}"""
CLASS = """async ([ends, per, values]) => {
    const { classOf, makeDivision } = await import("/assets/modules/classes.mjs");
    return values.map(value => classOf(makeDivision("own", ends, per), value));
}"""
READ = "async ([typed, per]) => (await import('/assets/modules/own_classes.mjs')).readEnds(typed, per)"


@pytest.fixture
def classes(page: Page, served: Served) -> Page:
    """A page that may import our modules."""
    page.goto(f"{served.url}/boundaries.json")
    return page


def call(page: Page, name: str, given: list[Any]) -> Any:
    """What a function of classes.mjs answers."""
    return page.evaluate(CALL, [name, given])


@pytest.mark.parametrize(
    "ends, per, words",
    [
        ({"edges": [1, 3, 4, 15]}, None, ["0", "1–2", "3", "4–14", "15+"]),
        ({"edges": [2, 4], "isUpper": True}, None, ["0–2", "3–4", "5+"]),
        ({"edges": [1, 5], "most": 20}, None, ["0", "1–4", "5–20", ">20"]),
        ({"edges": [0, 1.5, 3]}, "households", ["0", ">0–<1.5", "1.5–<3.0", "3.0+"]),
        ({"edges": [1.5, 3], "isUpper": True}, "residents", ["0–1.5", ">1.5–3.0", ">3.0"]),
        ({"edges": [10, 25], "most": 50}, "open", ["0–<10.0%", "10.0–<25.0%", "25.0–50.0%", ">50.0%"]),
    ],
)
def test_classes_are_told_with_closed_and_open_ends(
    classes: Page, ends: dict[str, Any], per: str | None, words: list[str]
) -> None:
    assert classes.evaluate(DESCRIBE, [ends, per]) == words


@pytest.mark.parametrize(
    "ends, per, values, indices",
    [
        ({"edges": [2, 4]}, None, [1, 2, 4], [0, 1, 2]),
        ({"edges": [2, 4], "isUpper": True}, None, [2, 3, 4, 5], [0, 1, 1, 2]),
        ({"edges": [0, 1.5], "most": 3}, "households", [0, 0.05, 1.5, 3, 3.1], [0, 1, 2, 2, 3]),
        ({"edges": [1.5], "isUpper": True}, "households", [1.5, 1.6], [0, 1]),
    ],
)
def test_an_edge_belongs_to_the_class_that_says_so(
    classes: Page, ends: dict[str, Any], per: str | None, values: list[float], indices: list[int]
) -> None:
    assert classes.evaluate(CLASS, [ends, per, values]) == indices


@pytest.mark.parametrize(
    "edges, most, per, fault",
    [
        ("1, x", "", None, "no_number"),
        ("", "", None, "no_room"),
        ("1 2 3 4 5 6 7", "", None, "no_room"),
        ("1 2 3 4 5 6", "9", None, "no_room"),
        ("3，1", "", None, "no_order"),
        ("0", "", None, "no_order"),
        ("1.5", "", None, "no_whole"),
        ("1.55", "", "households", "no_decimal"),
        ("1, 5", "5", None, "no_most"),
    ],
)
def test_edges_that_are_none_are_refused(classes: Page, edges: str, most: str, per: str | None, fault: str) -> None:
    typed = {"edges": edges, "most": most, "isUpper": False}
    assert classes.evaluate(READ, [typed, per])["fault"] == fault


def test_edges_are_read_as_they_are_typed(classes: Page) -> None:
    typed = {"edges": "0.5，1.5、 3", "most": " 10 ", "isUpper": True}
    ends = {"edges": [0.5, 1.5, 3], "isUpper": True, "most": 10}
    assert classes.evaluate(READ, [typed, "households"]) == {"ends": ends}


def test_small_counts_have_edges_that_never_move(classes: Page) -> None:
    assert call(classes, "findEdges", [1, 2, 9]) == call(classes, "findEdges", [0, 4, 21]) == [1, 3, 5, 8, 11, 15]


def test_large_counts_are_parted_by_rounded_quantiles(classes: Page) -> None:
    assert call(classes, "findEdges", list(range(100, 1100))) == [1, 300, 500, 700, 900, 1000]


def test_there_are_no_edges_where_nothing_is_counted(classes: Page) -> None:
    assert call(classes, "findEdges", [0, 0, 0]) is None


def test_equal_counts_make_one_class(classes: Page) -> None:
    assert call(classes, "findEdges", [400, 400, 400]) == [1, 400]
