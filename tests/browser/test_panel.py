"""The chosen area as a hand meets it: drilling down, the way back, the sheet, and live counts meanwhile."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Served
from tests.browser.reading import MAP, choose_map_point, open_map, read_view, wait_until_still
from tests.factories import add_issue

HOME = (106.61, 26.61)
STEPS = (("community", "community"), ("west", "grid"), ("micro", "micro_grid"), ("building", "micro_grid"))
INSIDE_EAST = (106.632, 26.612)
MOVE = f"({MAP}).jumpTo({{center: [106.6234567, 26.6112345], zoom: 14.56789}})"


def wait_for_area(page: Page, area_id: int) -> None:
    """Wait until the panel shows an area and the map stands."""
    page.wait_for_selector(f".panel h2[data-area='{area_id}']")
    wait_until_still(page)


def test_taps_lead_down_the_tree_level_by_level(page: Page, served: Served) -> None:
    page.set_viewport_size({"width": 1900, "height": 1500})
    open_map(page, f"{served.url}/?area=S")
    for name, filled in STEPS:
        page.wait_for_function(
            f"filled => {MAP}.getLayoutProperty(filled, 'visibility') === 'visible'", arg=f"{filled}-fill"
        )
        wait_until_still(page)
        choose_map_point(page, *HOME)
        wait_for_area(page, served.tree[name])
        page.wait_for_timeout(500)  # the map goes there
    assert page.inner_text(".breadcrumb .here") == "name of B"


def test_back_and_forward_return_to_exactly_the_former_view(page: Page, served: Served) -> None:
    open_map(page, f"{served.url}/?area=C")
    wait_for_area(page, served.tree["community"])
    page.evaluate(MOVE)
    former = read_view(page)
    page.tap(".rank-list button >> text='name of GW'")
    wait_for_area(page, served.tree["west"])
    page.wait_for_function(f"former => {MAP}.getZoom() !== former[2]", arg=former)
    wait_until_still(page)
    deeper = read_view(page)
    page.go_back()
    wait_for_area(page, served.tree["community"])
    page.wait_for_timeout(500)
    assert read_view(page) == former
    page.go_forward()
    wait_for_area(page, served.tree["west"])
    page.wait_for_timeout(500)
    assert read_view(page) == deeper


def test_back_returns_to_the_former_levels_and_points(page: Page, served: Served) -> None:
    open_map(page, f"{served.url}/?area=C&levels=street,community,grid&points=on")
    wait_for_area(page, served.tree["community"])
    page.tap(".rank-list button >> text='name of GW'")
    wait_for_area(page, served.tree["west"])
    page.get_by_text("事件点", exact=True).tap()
    page.locator(".level-choices label", has_text="街道").tap()
    page.wait_for_function(
        "() => location.search.includes('levels=community,grid&') && !location.search.includes('points')"
    )
    page.go_back()
    wait_for_area(page, served.tree["community"])
    expect(page.get_by_role("checkbox", name="事件点")).to_be_checked()
    expect(page.get_by_role("checkbox", name="街道")).to_be_checked()
    assert "levels=street,community,grid&" in page.url
    assert "points=on" in page.url


NOTE_PLACES = """() => {
    const panel = document.querySelector('.panel');
    const focused = document.activeElement;
    return [focused.textContent, (focused.getBoundingClientRect().top), panel.scrollTop > 0];
}"""


def test_counts_that_arrive_neither_scroll_the_panel_nor_take_the_focus(page: Page, served: Served) -> None:
    page.set_viewport_size({"width": 1180, "height": 500})
    for number in range(4):
        add_issue(served.store, point=INSIDE_EAST, category=f"第 {number} 件")
    open_map(page, f"{served.url}/?area=C")
    page.wait_for_selector(".rank-list button")
    page.wait_for_selector(".panel-issues li >> nth=3")
    page.wait_for_selector(".panel-trends .main-svg >> nth=2")
    page.focus(".rank-list button >> nth=1")
    before = page.evaluate(NOTE_PLACES)
    add_issue(served.store, point=INSIDE_EAST, category="井盖破损", due_at="2000-01-01")
    page.wait_for_selector(".panel-issues li >> nth=0 >> text=井盖破损", state="attached")
    page.wait_for_timeout(300)
    name, top, is_scrolled = page.evaluate(NOTE_PLACES)
    assert (name, is_scrolled) == (before[0], True)
    assert abs(top - before[1]) <= 1


def test_a_row_with_the_focus_keeps_it_when_others_come(page: Page, served: Served) -> None:
    add_issue(served.store, point=INSIDE_EAST)
    open_map(page, f"{served.url}/?area=GE")
    page.wait_for_selector(".panel-issues li")
    page.focus(".panel-issues li:last-child a")
    before = page.evaluate("document.activeElement.href")
    add_issue(served.store, point=INSIDE_EAST, category="油烟扰民", due_at="1999-01-01")
    page.wait_for_selector(".panel-issues li >> nth=0 >> text=油烟扰民")
    assert page.evaluate("document.activeElement.href") == before
