"""The list of issues and the page of one, as people see them."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Record, Served
from tests.factories import add_issue

EAST = (106.632, 26.612)
ROW = ".issue-sheet .issue-row"
ROWS = ".issue-rows"
MANY = 260
REFUSED = ("Failed to load resource", "Error: Callback failed")


@pytest.fixture(scope="module")
def listed(served: Served) -> Served:
    """A street with more issues than one page of the list holds."""
    [add_issue(served.store, point=EAST, category=f"many {number:03}") for number in range(MANY)]
    return served


def open_list(page: Page, served: Served, query: str = "") -> None:
    page.goto(f"{served.url}/issues{query}")
    page.wait_for_selector(ROW)


def scroll_to(page: Page, top: int) -> None:
    page.eval_on_selector(ROWS, "(box, top) => { box.scrollTop = top; }", top)
    page.wait_for_function("top => document.querySelector('.issue-rows').scrollTop === top", arg=top)


def read_top(page: Page) -> int:
    return int(page.eval_on_selector(ROWS, "box => box.scrollTop"))


@contextmanager
def refusing(page: Page, address: str) -> Iterator[None]:
    """While nothing that fits the address is answered."""

    def refuse(route: Route) -> None:
        route.abort()

    page.route(address, refuse)
    yield
    page.unroute(address, refuse)


def test_a_tap_opens_an_issue_and_back_returns_to_the_same_row(page: Page, listed: Served) -> None:
    open_list(page, listed, "?order=oldest")
    scroll_to(page, 3000)
    page.get_by_role("link", name="many 065").tap()
    expect(page.locator(".issue h2")).to_have_text("many 065")
    page.get_by_text("返回").tap()
    expect(page.get_by_role("link", name="many 065")).to_be_in_viewport()
    assert read_top(page) == 3000


def test_back_from_an_issue_that_was_loaded_anew_leads_to_where_one_came_from(page: Page, listed: Served) -> None:
    page.goto(f"{listed.url}/?look=table&area=GE")
    page.locator(".panel-issues li a").first.tap()
    page.wait_for_selector("main.issue")
    page.reload()
    page.get_by_text("返回").tap()
    page.wait_for_selector(f".panel h2[data-area='{listed.tree['east']}']")


def test_a_link_to_the_list_reads_it_anew(page: Page, listed: Served) -> None:
    page.goto(f"{listed.url}/issues?area=B")
    page.locator(f"{ROW} a").tap()
    add_issue(listed.store, point=(106.61, 26.61))
    page.get_by_role("link", name="查看此区域的事件").tap()
    expect(page.locator(ROW)).to_have_count(2)


def test_only_rows_in_sight_are_in_the_page(page: Page, listed: Served) -> None:
    open_list(page, listed)
    scroll_to(page, 8000)
    page.wait_for_function("() => parseInt(document.querySelector('.issue-sheet').style.blockSize) > 200 * 52")
    assert page.locator(ROW).count() < 50


def test_a_filter_stands_in_the_address_and_keeps_the_focus(page: Page, listed: Served) -> None:
    open_list(page, listed)
    page.focus("select[name=category]")
    page.select_option("select[name=category]", "many 007")
    expect(page.locator(ROW)).to_have_count(1)
    expect(page.locator(".issue-summary p")).to_contain_text("共 1 件")
    assert page.url.endswith("?category=many+007")
    assert page.evaluate("document.activeElement.name") == "category"


def test_an_area_is_told_by_its_name_and_can_be_dropped(page: Page, listed: Served) -> None:
    page.goto(f"{listed.url}/issues?area=GW")
    expect(page.locator(ROW)).not_to_have_count(0)
    page.get_by_role("button", name="name of GW").tap()
    expect(page.locator(ROW).nth(5)).to_be_visible()
    assert page.url.endswith("/issues")


def test_a_list_that_got_shorter_is_still_reached_by_keys(page: Page, listed: Served) -> None:
    open_list(page, listed, "?order=oldest")
    page.locator(f"{ROW} a").first.focus()
    page.keyboard.press("End")
    page.select_option("select[name=category]", "many 008")
    expect(page.locator(ROW)).to_have_count(1)
    expect(page.locator(f"{ROW} a")).to_have_attribute("tabindex", "0")


def test_changes_that_could_not_be_shown_are_asked_for_again(page: Page, listed: Served, record: Record) -> None:
    record.pardoned = REFUSED
    page.goto(f"{listed.url}/issues?category=late")
    page.wait_for_selector(".issue-empty")
    add_issue(listed.store, point=EAST, category="late")
    with refusing(page, "**/issues.json*"):
        page.get_by_role("button", name="显示").tap()
        page.wait_for_selector(".issue-fault")
    page.locator(".issue-fault button").tap()
    expect(page.locator(ROW)).to_have_count(1)


def test_a_list_that_was_left_asks_for_nothing(page: Page, listed: Served, record: Record) -> None:
    open_list(page, listed)
    page.get_by_role("link", name="地图").tap()
    page.wait_for_selector(".grid-map.is-drawn")
    add_issue(listed.store, point=EAST, category="unseen")
    page.wait_for_timeout(4000)
    assert [address for address in record.addresses if "fitting" in address] == []


def test_a_change_moves_nothing_until_it_is_asked_for(page: Page, listed: Served) -> None:
    page.goto(f"{listed.url}/issues?category=changing")
    page.wait_for_selector(".issue-empty")
    add_issue(listed.store, point=EAST, category="other")
    add_issue(listed.store, point=EAST, category="changing")
    expect(page.locator(".issue-news")).to_contain_text("有 1 处变化")
    assert page.locator(ROW).count() == 0


def test_a_scrolled_list_stays_where_it_is_when_issues_change(page: Page, listed: Served) -> None:
    open_list(page, listed, "?order=oldest")
    scroll_to(page, 2000)
    page.locator("select[name=status]").focus()
    row = page.get_by_role("link", name="many 045")
    before = row.bounding_box()
    listed.store.execute("UPDATE issue SET status = 'closed' WHERE category = 'many 000'")
    expect(page.locator(".issue-news")).to_contain_text("有 1 处变化")
    assert (read_top(page), row.bounding_box()) == (2000, before)
    assert page.evaluate("document.activeElement.name") == "status"
    page.get_by_role("button", name="显示").tap()
    expect(page.get_by_role("link", name="many 001")).to_be_in_viewport()
    expect(page.get_by_role("link", name="many 000")).to_have_count(0)


def test_rows_stay_when_the_next_ones_cannot_be_fetched(page: Page, listed: Served, record: Record) -> None:
    record.pardoned = REFUSED
    with refusing(page, "**/issues.json*after=**"):
        open_list(page, listed, "?order=oldest")
        scroll_to(page, 9000)
        page.wait_for_selector(".issue-fault")
        assert page.locator(ROW).count() > 5
    page.get_by_role("button", name="重试").tap()
    page.wait_for_function("() => parseInt(document.querySelector('.issue-sheet').style.blockSize) > 200 * 52")


def test_a_filter_that_fails_is_told_above_the_former_rows(page: Page, listed: Served, record: Record) -> None:
    record.pardoned = REFUSED
    open_list(page, listed)
    with refusing(page, "**/issues.json*"):
        page.select_option("select[name=category]", "many 009")
        page.wait_for_selector(".issue-failure")
        assert page.locator(ROW).count() > 5
    page.locator(".issue-failure button").tap()
    expect(page.locator(ROW)).to_have_count(1)


def test_the_keys_go_from_row_to_row(page: Page, listed: Served) -> None:
    open_list(page, listed, "?order=oldest&status=all")
    page.locator(f"{ROW} a").first.focus()
    [page.keyboard.press(key) for key in ("End", "ArrowUp", "PageUp", "Home", "ArrowDown", "ArrowDown")]
    expect(page.locator("[data-row='2'] a")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_selector(".issue h2")


def test_an_issue_that_cannot_be_opened_says_so_and_tries_again(page: Page, listed: Served, record: Record) -> None:
    record.pardoned = REFUSED
    open_list(page, listed)
    with refusing(page, "**/_dash-update-component**"):
        page.locator(f"{ROW} a").first.tap()
        page.wait_for_selector(".notice >> text=还没有打开")
    page.wait_for_selector(".issue h2")


def test_the_title_stands_on_the_page_of_the_issue_alone(page: Page, listed: Served) -> None:
    issue = add_issue(listed.store, point=EAST, category="titled")
    listed.store.execute("UPDATE issue SET title = 'told by a caller' WHERE id = %(id)s", {"id": issue})
    open_list(page, listed, "?category=titled")
    assert "told by a caller" not in page.content()
    page.locator(f"{ROW} a").tap()
    expect(page.locator(".issue-title")).to_have_text("told by a caller")


@pytest.mark.parametrize("number", ["0", "none", "99999999999999999999"])
def test_a_page_without_an_issue_says_so(page: Page, listed: Served, number: str) -> None:
    page.goto(f"{listed.url}/issues/{number}")
    expect(page.locator(".issue-empty")).to_contain_text("没有这件事件")


def test_a_petition_is_answered_like_an_issue_that_is_not_there(page: Page, listed: Served) -> None:
    petition = add_issue(listed.store, point=EAST, source="petition", category="secret")
    page.goto(f"{listed.url}/issues/{petition}")
    expect(page.locator(".issue-empty")).to_contain_text("没有这件事件")
    assert "secret" not in page.content()


def test_the_list_is_handed_out_as_a_workbook(page: Page, listed: Served) -> None:
    open_list(page, listed, "?category=many+005")
    with page.expect_download() as download:
        page.get_by_role("button", name="导出").tap()
    assert download.value.suggested_filename.startswith("事件 ")


def test_a_workbook_that_cannot_be_fetched_says_so(page: Page, listed: Served, record: Record) -> None:
    record.pardoned = REFUSED
    open_list(page, listed)
    with refusing(page, "**/issues.xlsx*"):
        page.get_by_role("button", name="导出").tap()
        expect(page.locator(".issue-export")).to_contain_text("重试")


def test_a_list_without_rows_says_what_was_asked_for(page: Page, listed: Served) -> None:
    page.goto(f"{listed.url}/issues?category=nothing&overdue=yes")
    expect(page.locator(".issue-empty")).to_contain_text("没有符合条件的事件")
    expect(page.locator(".issue-empty")).to_contain_text("nothing · 待办 · 超期")
