"""Everybody can use every page: eyes that see little, screen readers, fingers."""

from itertools import chain

import pytest
from playwright.sync_api import Page

from tests.browser.access import SIZES, list_faint, list_findings, list_narrow
from tests.browser.conftest import Served
from tests.browser.states import STATES

SEEN = [*((state, "light") for state in STATES), *((state, "dark") for state in ("panel", "table", "issues", "wall"))]


@pytest.mark.parametrize(("state", "theme"), SEEN)
def test_eyes_and_screen_readers_are_not_kept_out(page: Page, served: Served, state: str, theme: str) -> None:
    STATES[state](page, served, f"theme={theme}")
    assert (list_findings(page), list_faint(page)) == ([], [])


@pytest.mark.parametrize("state", ["panel", "table", "search", "issues", "issue"])
def test_fingers_find_every_target_on_every_screen(page: Page, served: Served, state: str) -> None:
    STATES[state](page, served, "")
    assert list(chain.from_iterable(list_narrow(page, size) for size in SIZES)) == []


def test_too_little_contrast_and_an_unnamed_button_are_noticed(page: Page, served: Served) -> None:
    STATES["nothing"](page, served, "")
    page.evaluate("document.querySelector('main').innerHTML += '<button></button><p style=\"color: #999\">faint</p>'")
    assert {finding.split()[0] for finding in list_findings(page)} == {"button-name", "color-contrast"}
    assert [text.rpartition(" ")[2] for text in list_faint(page)] == ["faint"]
    assert len(list_narrow(page, (390, 844))) > 0
