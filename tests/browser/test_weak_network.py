"""A weak network: what fails says so in its place and comes by itself; no tap is lost without a word."""

import json

from playwright.sync_api import Page, Request, Route, expect

from tests.browser.conftest import Record, Served
from tests.browser.reading import DRAWN, open_map, read_figure, read_view, wait_for_figure
from tests.cable import lay_cable
from tests.factories import add_issue

BROKEN = ("Failed to load resource", "Error: Callback failed", "Error: AJAXError", "TypeError: Failed to fetch")
STATUS = ".notices [role=status]"
ROW = ".rank-list button >> text='name of GW'"

TOTAL = ".totals .is-open_issues"
UPDATES = "**/_dash-update-component**"
NOTE_PLACES = """() => {
    const panel = document.querySelector('.panel');
    const { id, value } = document.activeElement;
    const options = document.querySelectorAll('.search [role=option]').length;
    const top = Math.round(panel.querySelector('.panel-ranks h3').getBoundingClientRect().top);
    return [panel.querySelector('h2').dataset.area, panel.scrollTop > 0, top, id, value, options];
}"""


def read_output(request: Request) -> str:
    """What a callback writes."""
    return str(json.loads(request.post_data or "{}").get("output"))


def refuse_issues(route: Route) -> None:
    """Only the panel's issues are refused."""
    if read_output(route.request) == "issues.found":
        route.abort()
    else:
        route.continue_()


def wait_for_area(page: Page, area_id: int) -> None:
    page.wait_for_selector(f".panel h2[data-area='{area_id}']")


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
    assert page.is_visible(f".panel h2[data-area='{served.tree['community']}']")
    page.context.set_offline(False)
    page.tap(".panel-issues li a")
    page.wait_for_url("**/issues/*")
    page.wait_for_selector("main.issue")


def test_a_part_that_could_not_be_fetched_comes_by_itself_and_alone(page: Page, served: Served, record: Record) -> None:
    record.pardoned = BROKEN
    asked: list[str] = []
    open_community(page, served.url)
    page.route(UPDATES, refuse_issues)
    page.tap(ROW)
    page.wait_for_selector("#issue-fault")
    wait_for_area(page, served.tree["west"])
    page.wait_for_selector(f"#yesterday[data-area='{served.tree['west']}']", state="attached")
    page.wait_for_timeout(500)
    page.route(UPDATES, lambda route: (asked.append(read_output(route.request)), route.continue_()))
    page.wait_for_selector(f".panel-issues[data-area='{served.tree['west']}']")
    assert (asked, page.locator(".panel-fault").count()) == (["issues.found"], 0)


def test_an_answer_that_is_under_way_has_not_failed(page: Page, served: Served, record: Record) -> None:
    held: list[Route] = []
    open_community(page, served.url)
    page.route(UPDATES, lambda route: held.append(route))
    page.tap(ROW)
    page.wait_for_timeout(2500)
    assert (page.locator(".panel-fault").count(), len(held) > 3) == (0, True)


def test_lists_of_areas_that_cannot_be_fetched_are_told_beside_the_map(
    page: Page, served: Served, record: Record
) -> None:
    record.pardoned = BROKEN
    page.route("**/areas/*/*.json", lambda route: route.abort())
    open_map(page, f"{served.url}/?levels=street,community,grid")
    page.wait_for_selector(".legend-fault")
    page.unroute("**/areas/*/*.json")
    page.wait_for_selector(".legend-fault", state="detached")


def test_a_panel_that_is_closed_without_network_leaves_no_way_to_its_area(
    page: Page, served: Served, record: Record
) -> None:
    record.pardoned = BROKEN
    open_community(page, served.url)
    expect(page.locator(".breadcrumb:visible")).to_contain_text("name of C")
    page.context.set_offline(True)
    page.tap(".panel .close")
    expect(page.locator(".breadcrumb:visible")).to_have_text("name of S")


def test_what_comes_after_a_cut_moves_nothing_closes_nothing_and_takes_no_focus(
    page: Page, served: Served, record: Record
) -> None:
    record.pardoned = BROKEN
    page.set_viewport_size({"width": 1180, "height": 560})
    with lay_cable(int(served.url.rpartition(":")[2])) as (port, cut):
        open_community(page, f"http://127.0.0.1:{port}")
        page.wait_for_selector(".panel-trends .main-svg >> nth=2")
        page.eval_on_selector(".panel-ranks h3", "head => head.scrollIntoView()")
        page.focus("#search")
        page.keyboard.type("name of")
        page.wait_for_selector(".search-status >> text='找到 6 项'")
        before, count = page.evaluate(NOTE_PLACES), int(read_figure(page, TOTAL))
        cut(6)
        add_issue(served.store, point=(106.632, 26.612), due_at="2000-01-01", category="井盖破损")
        page.wait_for_timeout(3000)
        assert (page.evaluate(NOTE_PLACES), read_figure(page, TOTAL)) == (before, str(count))
        wait_for_figure(page, TOTAL, str(count + 1))
        page.wait_for_selector(".panel-issues li >> nth=0 >> text=井盖破损", state="attached")
        page.wait_for_timeout(300)
        assert page.evaluate(NOTE_PLACES) == before


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
