"""Every page, as whoever reads it: all words in a catalogue, nothing that keeps eyes, screen readers or fingers out."""

from itertools import chain

import pytest
from playwright.sync_api import Page

from tests.browser.access import SIZES, list_faint, list_findings, list_narrow
from tests.browser.conftest import Served
from tests.browser.states import STATES
from tests.browser.written import list_unknown, read_texts

TOUCHED_AT = dict.fromkeys(STATES, SIZES) | {"wall": ()}


@pytest.mark.parametrize(("language", "theme"), [("zh", "light"), ("en", "dark")])
@pytest.mark.parametrize("state", STATES)
def test_everybody_can_use_every_page(page: Page, served: Served, state: str, language: str, theme: str) -> None:
    STATES[state](page, served, f"lang={language}&theme={theme}")
    page.wait_for_timeout(500)
    assert list_unknown(read_texts(page), language, served.store) == []
    assert (list_findings(page), list_faint(page)) == ([], [])
    assert list(chain.from_iterable(list_narrow(page, size) for size in TOUCHED_AT[state])) == []


def test_too_little_contrast_and_an_unnamed_button_are_noticed(page: Page, served: Served) -> None:
    STATES["nothing"](page, served, "")
    page.evaluate("document.querySelector('main').innerHTML += '<button></button><p style=\"color: #999\">faint</p>'")
    assert {finding.split()[0] for finding in list_findings(page)} == {"button-name", "color-contrast"}
    assert [text.rpartition(" ")[2] for text in list_faint(page)] == ["faint"]
    assert len(list_narrow(page, (390, 844))) > 0
