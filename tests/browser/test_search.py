"""The search box: by keys and by touch, while counts arrive and when the network is away."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Record, Served
from tests.browser.reading import open_map, wait_for_figure
from tests.factories import add_issue

FIELD = "#search"
OPTION = ".search [role=option]"
INSIDE_EAST = (106.63, 26.61)
ACTIVE = """() => document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.innerText"""


@pytest.fixture
def found(page: Page, served: Served) -> Page:
    """The map's page with six areas found."""
    open_map(page, served.url)
    page.focus(FIELD)
    page.keyboard.type("name of")
    page.wait_for_selector(".search-status >> text='找到 6 项'")
    return page


def read_active(page: Page) -> str:
    return str(page.evaluate(ACTIVE)).splitlines()[0]


def wait_for_area(page: Page, area: int) -> None:
    page.wait_for_selector(f".panel h2[data-area='{area}']")


def test_keys_move_among_the_options_and_enter_chooses(found: Page, served: Served) -> None:
    found.keyboard.press("ArrowDown")
    found.keyboard.press("ArrowDown")
    assert read_active(found) == "name of C"
    found.keyboard.press("End")
    found.keyboard.press("ArrowDown")
    found.keyboard.press("Home")
    assert read_active(found) == "name of S"
    found.keyboard.press("Enter")
    wait_for_area(found, served.tree["street"])
    assert (found.input_value(FIELD), found.is_visible(OPTION)) == ("", False)


def test_escape_closes_the_list_and_then_clears_the_field(found: Page) -> None:
    found.keyboard.press("Escape")
    assert (found.is_visible(OPTION), found.input_value(FIELD)) == (False, "name of")
    found.keyboard.press("Escape")
    assert found.input_value(FIELD) == ""


def test_counts_that_arrive_leave_list_and_focus_as_they_are(found: Page, served: Served) -> None:
    found.keyboard.press("ArrowDown")
    count = int(found.inner_text(".totals .is-open_issues .figure >> nth=0"))
    add_issue(served.store, INSIDE_EAST)
    wait_for_figure(found, ".totals .is-open_issues", str(count + 1))
    assert (read_active(found), found.locator(OPTION).count()) == ("name of S", 6)


def test_on_a_phone_a_finger_opens_the_search_and_chooses(page: Page, served: Served) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_map(page, served.url)
    page.tap(".search-open")
    page.tap(".search-clear")
    expect(page.locator(".search-open")).to_be_focused()
    page.tap(".search-open")
    page.keyboard.type("GE")
    page.tap(f"{OPTION} >> text='name of GE'")
    wait_for_area(page, served.tree["east"])
    assert not page.is_visible(FIELD)


def test_an_issue_is_found_from_its_page_and_an_area_from_there(page: Page, served: Served) -> None:
    issue = add_issue(served.store, INSIDE_EAST, reference="GD-2026-77")
    open_map(page, served.url)
    page.fill(FIELD, "2026-77")
    page.tap(f"{OPTION} >> text='GD-2026-77'")
    page.wait_for_url(f"**/issues/{issue}")
    page.wait_for_selector(".issues-page")
    page.fill(FIELD, "GW")
    page.tap(f"{OPTION} >> text='name of GW'")
    wait_for_area(page, served.tree["west"])


def test_an_area_that_is_found_elsewhere_is_the_only_one_chosen(page: Page, served: Served) -> None:
    open_map(page, f"{served.url}/?area=GE")
    wait_for_area(page, served.tree["east"])
    page.get_by_role("link", name="事件", exact=True).tap()
    page.wait_for_selector(".issues-page")
    page.fill(FIELD, "GW")
    page.tap(f"{OPTION} >> text='name of GW'")
    wait_for_area(page, served.tree["west"])
    page.wait_for_timeout(1000)
    assert page.locator(f".panel h2[data-area='{served.tree['west']}']").count() == 1
    assert "area=GW" in page.url


def test_an_input_method_searches_when_the_word_is_there(page: Page, served: Served, record: Record) -> None:
    open_map(page, served.url)
    page.focus(FIELD)
    client = page.context.new_cdp_session(page)
    client.send("Input.imeSetComposition", {"text": "lu deng", "selectionStart": 7, "selectionEnd": 7})
    page.wait_for_timeout(400)
    client.send("Input.insertText", {"text": "路灯"})
    page.wait_for_selector("text=没有找到“路灯”")
    asked = [address.rpartition("=")[2] for address in record.addresses if "search.json" in address]
    assert asked == ["%E8%B7%AF%E7%81%AF"]


def test_a_search_without_network_says_so_and_finds_when_it_is_back(page: Page, served: Served, record: Record) -> None:
    record.pardoned = ("Failed to load resource",)
    open_map(page, served.url)
    page.route("**/search.json**", lambda route: route.abort())
    page.fill(FIELD, "GW")
    page.wait_for_selector(".search-status >> text=正在自动重试")
    page.unroute("**/search.json**")
    page.wait_for_selector(f"{OPTION} >> text='name of GW'")
