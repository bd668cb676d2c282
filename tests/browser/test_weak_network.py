"""A weak network: what fails says so in its place and comes by itself; no tap is lost without a word."""

from playwright.sync_api import Page

from tests.browser.conftest import Record, Served
from tests.browser.reading import DRAWN, open_map, read_view
from tests.cable import lay_cable

BROKEN = ("Failed to load resource", "Error: Callback failed", "Error: AJAXError", "TypeError: Failed to fetch")
STATUS = ".notices [role=status]"
ROW = ".rank-list button >> text='name of GW'"


def open_community(page: Page, url: str) -> None:
    open_map(page, f"{url}/?area=C")
    page.wait_for_selector(".rank-list button")
    page.wait_for_selector(".panel-issues li")


def test_a_tap_without_network_says_that_it_was_not_done(page: Page, served: Served, record: Record) -> None:
    record.pardoned = BROKEN
    open_community(page, served.url)
    before, address = read_view(page), page.url
    page.context.set_offline(True)
    page.tap(ROW)
    page.wait_for_selector(f"{STATUS} >> text='没有网络，未执行。'")
    page.tap(".panel-issues li a")
    assert (page.url, page.locator(DRAWN).count(), read_view(page)) == (address, 1, before)
    page.context.set_offline(False)
    page.tap(".panel-issues li a")
    page.wait_for_url("**/issues/*")
    page.wait_for_selector("main.issue")


def test_a_part_that_could_not_be_fetched_comes_by_itself(page: Page, served: Served, record: Record) -> None:
    record.pardoned = BROKEN
    open_community(page, served.url)
    page.route("**/_dash-update-component**", lambda route: route.abort())
    page.tap(ROW)
    page.wait_for_selector(".panel-fault.is-whole")
    page.unroute("**/_dash-update-component**")
    page.wait_for_selector(f".panel h2[data-area='{served.tree['west']}']")
    assert page.locator(".panel-fault").count() == 0


def test_what_is_asked_for_again_undoes_no_later_choice(page: Page, served: Served, record: Record) -> None:
    record.pardoned = BROKEN
    want = "id => import('/assets/modules/chosen.mjs').then(({ wantArea }) => wantArea({ id }))"
    open_community(page, served.url)
    page.route("**/_dash-update-component**", lambda route: route.abort())
    page.tap(ROW)
    page.wait_for_selector(".panel-fault.is-whole")
    page.evaluate(want, served.tree["east"])  # a tap of which the page has still to hear
    page.unroute("**/_dash-update-component**")
    page.wait_for_timeout(5000)
    assert page.locator(f".panel h2[data-area='{served.tree['west']}']").count() == 0
    page.evaluate(want, served.tree["west"])
    page.wait_for_selector(f".panel h2[data-area='{served.tree['west']}']")


def test_a_page_that_was_asked_for_while_the_network_was_gone_comes_when_it_is_back(
    page: Page, served: Served, record: Record
) -> None:
    record.pardoned = BROKEN
    with lay_cable(int(served.url.rpartition(":")[2])) as (port, cut):
        open_community(page, f"http://127.0.0.1:{port}")
        cut(5)
        page.tap(".panel-issues li a")
        page.wait_for_selector(f"{STATUS} >> text='还没有打开，正在重试…'")
        assert page.locator(DRAWN).count() == 1
        page.wait_for_selector("main.issue")
