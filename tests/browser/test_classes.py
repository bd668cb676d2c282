"""How counts are parted into classes, and the classes in words."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Served

CALL = "async ([name, input]) => (await import('/assets/modules/classes.mjs'))[name](input)"


@pytest.fixture
def classes(page: Page, served: Served) -> Page:
    """A page that may import our modules."""
    page.goto(f"{served.url}/boundaries.json")
    return page


def call(page: Page, name: str, given: list[Any]) -> Any:
    """What a function of classes.mjs answers."""
    return page.evaluate(CALL, [name, given])


def test_classes_are_told_with_closed_and_open_ends(classes: Page) -> None:
    assert call(classes, "describeClasses", [1, 3, 4, 15]) == ["0", "1–2", "3", "4–14", "15+"]


def test_small_counts_have_edges_that_never_move(classes: Page) -> None:
    assert call(classes, "findEdges", [1, 2, 9]) == call(classes, "findEdges", [0, 4, 21]) == [1, 3, 5, 8, 11, 15]


def test_large_counts_are_parted_by_rounded_quantiles(classes: Page) -> None:
    assert call(classes, "findEdges", list(range(100, 1100))) == [1, 300, 500, 700, 900, 1000]


def test_there_are_no_edges_where_nothing_is_counted(classes: Page) -> None:
    assert call(classes, "findEdges", [0, 0, 0]) is None


def test_equal_counts_make_one_class(classes: Page) -> None:
    assert call(classes, "findEdges", [400, 400, 400]) == [1, 400]
