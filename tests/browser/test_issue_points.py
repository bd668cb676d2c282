"""Issue points on the map: groups, states, taps."""

from datetime import datetime, timedelta

from playwright.sync_api import Page, expect

from tests.browser.conftest import Served
from tests.browser.reading import MAP, choose_map_point, open_map, wait_until_still
from tests.factories import add_issue

PLACE = (106.625, 26.603)
VIEW = "view=106.625,26.603,16"
DRAWN_POINTS = f"""() => {{
    const layers = ['point', 'point-group'].filter(id => {MAP}.getLayer(id));
    return layers.length ? {MAP}.queryRenderedFeatures({{layers}}).map(each => each.properties) : [];
}}"""


def wait_for_points(page: Page, condition: str) -> None:
    page.wait_for_function(f"() => {{ const points = ({DRAWN_POINTS})(); return {condition}; }}")


def test_a_tap_on_the_chip_shows_points_and_the_address_keeps_them(page: Page, served: Served) -> None:
    add_issue(served.store, point=PLACE, source="petition")
    add_issue(served.store, point=PLACE, category="占道经营")
    open_map(page, f"{served.url}/?{VIEW}")
    page.get_by_text("事件点", exact=True).tap()
    wait_for_points(page, "points.length === 1 && points[0].state === 'running'")
    page.wait_for_url("**points=on**")


def test_a_tapped_point_says_what_it_is(page: Page, served: Served, now: datetime) -> None:
    place = (106.635, 26.605)
    issue = add_issue(served.store, point=place, category="井盖破损", due_at=now - timedelta(hours=2))
    open_map(page, f"{served.url}/?points=on&view=106.635,26.605,16")
    wait_for_points(page, "points.some(point => point.state === 'overdue')")
    choose_map_point(page, *place)
    card = page.wait_for_selector(".point-card a")
    assert card.get_attribute("href") == f"/issues/{issue}"
    assert "井盖破损" in card.inner_text()
    assert "超期 2 小时" in card.inner_text()
    page.tap(".point-card .close")
    expect(page.locator(".grid-map canvas")).to_be_focused()


def test_a_new_issue_is_a_point_and_neighbors_are_a_group(page: Page, served: Served) -> None:
    open_map(page, f"{served.url}/?points=on&view=106.605,26.618,16")
    wait_until_still(page)
    add_issue(served.store, point=(106.605, 26.618))
    wait_for_points(page, "points.length === 1")
    add_issue(served.store, point=(106.60505, 26.618))
    wait_for_points(page, "points.length === 1 && points[0].point_count === 2")


def test_too_far_away_it_says_to_come_nearer(page: Page, served: Served) -> None:
    open_map(page, f"{served.url}/?points=on&view=106.62,26.61,12.5")
    page.wait_for_selector("text=放大地图查看事件点")
    assert page.evaluate(DRAWN_POINTS) == []
