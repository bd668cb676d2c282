"""The head of a tapped area: there before the answer, of no other area, and in its place when the rest comes."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

from tests.browser.conftest import Served
from tests.browser.reading import choose_map_point, open_map, read_figure, wait_until_still

WEST, EAST = (106.605, 26.605), (106.632, 26.612)
CALLBACKS = "**/_dash-update-component**"
SEEN = """() => [...document.querySelectorAll('.panel [data-area]')]
    .filter(part => part.checkVisibility() && getComputedStyle(part.closest('.panel > *')).clipPath === 'none')
    .map(part => part.dataset.area)"""
PLACES = """() => [...document.querySelectorAll('.panel-area > *, .panel-area .card:not(.is-children)')]
    .map(part => part.getBoundingClientRect()).map(({ x, y, width, height }) => [x, y, width, height])"""


@contextmanager
def held_back(page: Page) -> Iterator[None]:
    """No callback reaches the server meanwhile; all of them do at the end."""
    page.route(CALLBACKS, lambda route: None)
    yield
    page.unroute(CALLBACKS)


def open_community(page: Page, served: Served) -> None:
    open_map(page, f"{served.url}/?area=C")
    page.wait_for_selector(".rank-list button")
    page.wait_for_selector(".panel-trends .main-svg >> nth=2")
    wait_until_still(page)


def test_a_tapped_area_has_its_name_code_and_counts_before_the_server_answers(page: Page, served: Served) -> None:
    west = served.tree["west"]
    open_community(page, served)
    with held_back(page):
        choose_map_point(page, *WEST)
        page.wait_for_selector(f".panel h2[data-early='{west}'] >> text='name of C · name of GW'")
        assert page.inner_text(".panel-area .quiet").endswith(" GW")
        assert read_figure(page, ".panel .is-open_issues") == "1"
        assert page.evaluate(SEEN) == []
        before = page.evaluate(PLACES)
    page.wait_for_selector(f".panel h2[data-area='{west}'] >> text='name of C · name of GW'")
    assert page.evaluate(PLACES) == before


def test_of_two_taps_the_later_one_has_the_head(page: Page, served: Served) -> None:
    east = served.tree["east"]
    open_community(page, served)
    with held_back(page):
        choose_map_point(page, *WEST)
        page.wait_for_selector(f".panel h2[data-early='{served.tree['west']}']")
        choose_map_point(page, *EAST)
        page.wait_for_selector(f".panel h2[data-early='{east}'] >> text='name of C · name of GE'")
        assert read_figure(page, ".panel .is-open_issues") == "0"
    page.wait_for_selector(f".panel h2[data-area='{east}']")
    page.wait_for_selector(f".panel-issues[data-area='{east}']")
    assert set(page.evaluate(SEEN)) == {str(east)}
