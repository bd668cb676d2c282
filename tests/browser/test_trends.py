"""The charts of the chosen area, in a browser."""

from playwright.sync_api import Page, Route

from tests.browser.conftest import Record, Served
from tests.browser.reading import choose_map_point, open_map
from tests.factories import add_issue

CHARTS = ".panel-trends figure"
DRAWN = f"{CHARTS} .main-svg"


def list_plotly(record: Record) -> list[str]:
    return [address for address in record.addresses if "plotly" in address]


def read_top(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["y"]


def swipe_up(page: Page, x: float, y: float) -> None:
    session = page.context.new_cdp_session(page)
    moves = [("touchStart", [{"x": x, "y": y}])]
    moves += [("touchMove", [{"x": x, "y": y - 20 * step}]) for step in range(1, 11)]
    for kind, points in [*moves, ("touchEnd", [])]:
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_plotly_comes_only_when_an_area_is_chosen(page: Page, served: Served, record: Record) -> None:
    open_map(page, served.url)
    before = list_plotly(record)
    choose_map_point(page, 106.635, 26.605)
    page.wait_for_selector(DRAWN)
    assert (before, page.locator(CHARTS).count(), len(list_plotly(record)) > 0) == ([], 3, True)


def test_charts_come_into_room_that_was_kept_for_them(page: Page, served: Served) -> None:
    held: list[Route] = []
    page.route("**/plotly/**", lambda route: held.append(route))
    open_map(page, f"{served.url}?area=GE")
    page.wait_for_selector(CHARTS)
    page.wait_for_selector(".panel-issues h3")
    kept = read_top(page, ".panel-issues")
    held[0].continue_()
    page.wait_for_selector(DRAWN)
    assert read_top(page, ".panel-issues") == kept


def test_a_finger_on_a_chart_scrolls_the_panel(page: Page, served: Served) -> None:
    open_map(page, f"{served.url}?area=GW")
    page.wait_for_selector(DRAWN)
    page.wait_for_selector(".panel-issues li")
    before = read_top(page, CHARTS)
    swipe_up(page, 980, before + 60)
    page.wait_for_function("document.querySelector('.panel').scrollTop > 0")
    assert read_top(page, CHARTS) < before


def test_a_chart_tells_its_content_in_words(page: Page, served: Served) -> None:
    open_map(page, f"{served.url}?area=B")
    page.wait_for_selector(DRAWN)
    name = page.locator(f"{CHARTS} [role=img]").first.get_attribute("aria-label")
    assert name == "近 24 小时待办: 现 1 件，最少 0 件，最多 1 件"


def test_the_charts_of_a_new_minute_leave_the_panel_where_it_is(page: Page, served: Served) -> None:
    open_map(page, f"{served.url}?area=GE")
    page.wait_for_selector(DRAWN)
    page.evaluate("document.querySelector('.panel').scrollTop = 90")
    before = read_top(page, CHARTS)
    add_issue(served.store, point=(106.632, 26.612))
    page.evaluate("window.dash_clientside.set_props('minutes', {n_intervals: 1})")
    page.wait_for_selector(f"{CHARTS} [aria-label='近 24 小时待办: 现 1 件，最少 0 件，最多 1 件'] .main-svg")
    assert read_top(page, CHARTS) == before
