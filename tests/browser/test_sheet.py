"""The panel in portrait: a sheet that a finger or a key brings to one of three heights."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Served
from tests.browser.reading import drag, open_map, read_height

GRIP = ".sheet-grip"


@pytest.fixture
def portrait(page: Page, served: Served) -> Page:
    """A tablet held upright, with an open panel."""
    page.set_viewport_size({"width": 820, "height": 1180})
    open_map(page, f"{served.url}/?area=C")
    page.wait_for_selector(".panel .rank-list button")
    return page


def test_a_finger_draws_the_sheet_to_three_heights(portrait: Page) -> None:
    heights = [read_height(portrait, ".panel")]
    drag(portrait, GRIP, -500)
    heights.append(read_height(portrait, ".panel"))
    drag(portrait, GRIP, 950)
    heights.append(read_height(portrait, ".panel"))
    assert heights[2] < 150 < heights[0] < 600 < 1000 < heights[1]


def test_a_key_raises_the_sheet_and_the_next_area_finds_it_there(portrait: Page, served: Served) -> None:
    portrait.focus(GRIP)
    portrait.keyboard.press("Enter")
    portrait.wait_for_selector(".panel[data-height=full]")
    portrait.tap(".rank-list button >> text='name of GW'")
    portrait.wait_for_selector(f".panel h2[data-area='{served.tree['west']}']")
    assert (portrait.get_attribute(".panel", "data-height"), portrait.get_attribute(GRIP, "aria-expanded")) == (
        "full",
        "true",
    )
