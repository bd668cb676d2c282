"""The map's twin: the areas as a tree of rows, by the address, by keyboard, while counts arrive."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Record, Served
from tests.browser.reading import open_map
from tests.factories import add_area, add_issue

INSIDE_EAST = (106.632, 26.612)
FOCUSED = "document.activeElement.dataset.area"
KEPT = """localStorage.setItem("gridboard-classes-1", JSON.stringify(
    {open_issues: {method: "own", own: {community: {edges: [7], isUpper: false, most: null}}}}))"""
COUNT_ROWS = """window.drawn = new Set();
const count = (create) => Object.assign((type, props, ...children) => {
    if (type === "tr" && props?.["data-area"]) window.drawn.add(props["data-area"]);
    return create(type, props, ...children);
}, { counts: true });
let react;
Object.defineProperty(window, "React", { set: (given) => (react = given), get: () => {
    if (react?.createElement && !react.createElement.counts) react.createElement = count(react.createElement);
    return react;
}});"""
DRAWN = "[Object.keys(window.gridboard.maps).length, document.querySelectorAll('canvas').length]"


def open_table(page: Page, url: str) -> None:
    """Open an address whose look is a table, and wait for its rows."""
    page.goto(url)
    page.wait_for_selector(".area-table tbody tr")


@pytest.fixture(scope="module")
def long_street(served: Served) -> Served:
    """The small street with forty more grids, so that the table is longer than the screen."""
    for number in range(40):
        west = 106.70 + number / 1000
        add_area(served.store, "grid", (west, 26.60, west + 0.001, 26.61), served.tree["community"], f"X{number:02}")
    return served


def test_the_table_needs_no_map(page: Page, served: Served) -> None:
    open_table(page, f"{served.url}/?look=table&per=households")
    row = page.get_by_role("row", name="name of C")
    row.locator(".value span", has_text="2.5").wait_for()
    assert row.locator(".value small").inner_text() == ">0"
    assert page.evaluate(DRAWN) == [
        0,
        0,
    ]


def test_the_tree_is_walked_with_the_keyboard(page: Page, served: Served) -> None:
    open_table(page, f"{served.url}/?look=table")
    page.focus(".area-table tbody tr >> nth=0")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(FOCUSED) == str(served.tree["west"])
    page.keyboard.press("Enter")
    page.wait_for_selector(f".panel h2[data-area='{served.tree['west']}']")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("row", name="name of C")).to_have_attribute("aria-expanded", "false")


def test_buildings_are_listed_beneath_what_holds_them(page: Page, served: Served) -> None:
    open_table(page, f"{served.url}/?look=table&area=MW")
    page.get_by_role("row", name="name of B").wait_for()
    assert page.get_by_role("row", name="name of B").get_attribute("aria-level") == "5"


def test_counts_that_arrive_move_neither_scroll_nor_focus_nor_order(page: Page, long_street: Served) -> None:
    open_table(page, f"{long_street.url}/?look=table&area=C")
    east = page.locator(f"[data-area='{long_street.tree['east']}']")
    last = page.locator(".area-table tbody tr").last
    last.focus()
    order = page.locator(".area-table tbody tr").evaluate_all("rows => rows.map(row => row.dataset.area)")
    seen = "[document.querySelector('.area-table').scrollTop, document.activeElement.dataset.area]"
    before, count = page.evaluate(seen), int(east.locator(".value span").inner_text())
    add_issue(long_street.store, point=INSIDE_EAST)
    expect(east.locator(".value span")).to_have_text(str(count + 1))
    assert before[0] > 100
    assert page.evaluate(seen) == before
    assert page.locator(".area-table tbody tr").evaluate_all("rows => rows.map(row => row.dataset.area)") == order


def test_a_count_draws_no_row_that_it_leaves_as_it_was(page: Page, long_street: Served) -> None:
    page.add_init_script(COUNT_ROWS)
    open_table(page, f"{long_street.url}/?look=table&area=C")
    east = page.locator(f"[data-area='{long_street.tree['east']}'] .value span")
    count = int(east.inner_text())
    page.wait_for_timeout(1000)
    page.evaluate("window.drawn.clear()")
    add_issue(long_street.store, point=INSIDE_EAST)
    expect(east).to_have_text(str(count + 1))
    assert page.evaluate("window.drawn.size") == 3  # the grid, its community, the street


def test_lists_that_cannot_be_fetched_are_told_and_asked_for_again(page: Page, served: Served, record: Record) -> None:
    record.pardoned = ("Failed to load resource",)
    page.route("**/areas/**", lambda route: route.abort())
    page.goto(f"{served.url}/?look=table")
    page.wait_for_selector(".area-table [role=status]")
    page.unroute("**/areas/**")
    page.tap(".area-table [role=status] button")
    page.get_by_role("row", name="name of C").wait_for()


def test_a_renamed_area_reaches_the_open_table(page: Page, served: Served) -> None:
    open_table(page, f"{served.url}/?look=table&area=C")
    served.store.execute("UPDATE area SET name = 'a new name' WHERE code = 'GE'")
    page.get_by_role("row", name="a new name").wait_for()


def test_the_other_look_shows_what_was_chosen_meanwhile(page: Page, served: Served) -> None:
    open_map(page, f"{served.url}/?points=on")
    page.tap(".breadcrumb a")
    page.wait_for_selector(f".panel h2[data-area='{served.tree['street']}']")
    page.get_by_role("link", name="表格").tap()
    expect(page.get_by_role("row", name="name of S")).to_have_attribute("aria-selected", "true")
    expect(page.locator(".point-legend")).to_have_count(0)


def test_own_classes_go_along_from_the_map_to_the_table(page: Page, served: Served) -> None:
    page.add_init_script(KEPT)
    open_table(page, f"{served.url}/?look=table")
    assert page.get_by_role("row", name="name of C").locator(".value small").inner_text() == "0–6"


def test_a_heading_orders_the_rows_and_counts_leave_them_there(page: Page, long_street: Served) -> None:
    last = (106.7395, 26.605)
    [add_issue(long_street.store, point=point) for point in [last] * 9 + [INSIDE_EAST] * 2]
    open_table(page, f"{long_street.url}/?look=table&area=C")
    heading = page.get_by_role("columnheader").nth(1)
    grids, busiest = page.locator("tr[aria-level='3']"), page.get_by_role("row", name="name of X39")
    expect(busiest.locator(".value span")).to_have_text("9")
    heading.get_by_role("button").tap()
    expect(grids.first).to_contain_text("name of X39")
    long_street.store.execute(
        "UPDATE issue SET status = 'closed' WHERE area_id = (SELECT id FROM area WHERE code = 'X39')"
    )
    expect(busiest.locator(".value span")).to_have_text("0")
    expect(grids.first).to_contain_text("name of X39")
    heading.get_by_role("button").tap()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    expect(grids.last).to_have_attribute("data-area", str(long_street.tree["east"]))
