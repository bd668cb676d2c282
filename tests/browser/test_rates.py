"""Rates and shares: what the map is filled with, against the store's own numbers."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from data.embedded import Cluster
from tests.browser.conftest import Record, Served, serve_street
from tests.browser.reading import MAP, open_map, read_state, wait_for_state
from tests.conftest import address
from tests.factories import add_issue
from tests.serving import serve

GRIDS = "levels=street,community,grid"
INSIDE_WEST, INSIDE_EAST = (106.605, 26.605), (106.632, 26.612)
RATE = """
SELECT round(1000.0 * count(*) / max(g.households), 1)::float AS rate
FROM area g JOIN issue i ON ST_Covers(g.geom, i.geom)
WHERE g.code = 'GW' AND i.status NOT IN ('closed', 'rejected')
"""
NO_DATA, NONE_OPEN = -2, -3


@pytest.fixture(scope="module")
def street(cluster: Cluster) -> Iterator[Served]:
    """An app on the small street, of whose east grid nobody knows how many live there."""
    with serve_street(cluster) as made, serve(address(cluster, "app", made.database)) as url:
        made.store.execute("UPDATE area SET households = NULL, residents = 0 WHERE code = 'GE'")
        yield Served(url, made.store, made.tree, made.database)


def test_the_map_is_filled_with_the_rate_that_the_store_has(page: Page, street: Served) -> None:
    add_issue(street.store, point=INSIDE_WEST)
    open_map(page, f"{street.url}/?per=households&{GRIDS}")
    wait_for_state(page, "grid", street.tree["west"], "rate", street.store.read_one(RATE).rate)
    assert page.inner_text(".legend-title") == "各网格待办事件 · 每千户"


def test_a_rate_follows_every_change(page: Page, street: Served) -> None:
    open_map(page, f"{street.url}/?per=households&{GRIDS}")
    wait_for_state(page, "grid", street.tree["west"], "rate", street.store.read_one(RATE).rate)
    before = read_state(page, "grid", street.tree["west"])["rate"]
    add_issue(street.store, point=INSIDE_WEST)
    wait_for_state(page, "grid", street.tree["west"], "rate", before + 2.5)
    assert street.store.read_one(RATE).rate == before + 2.5


@pytest.mark.parametrize("per", ["households", "residents"])
def test_where_nobody_lives_or_nobody_knows_there_is_no_data(page: Page, street: Served, per: str) -> None:
    add_issue(street.store, point=INSIDE_EAST)
    open_map(page, f"{street.url}/?per={per}&{GRIDS}")
    wait_for_state(page, "grid", street.tree["east"], "rate", NO_DATA)
    assert page.evaluate(f"{MAP}.getLayoutProperty('grid-no_data', 'visibility')") == "visible"
    assert page.inner_text(".legend-classes li:has(.is-crossed)") == "无数据"


def test_a_share_of_nothing_is_no_zero(page: Page, street: Served) -> None:
    street.store.execute("UPDATE issue SET status = 'closed' WHERE ST_X(geom) > 106.62")
    open_map(page, f"{street.url}/?measure=overdue_issues&per=open&{GRIDS}")
    wait_for_state(page, "grid", street.tree["west"], "rate", 0)
    assert read_state(page, "grid", street.tree["east"]).get("rate", NONE_OPEN) == NONE_OPEN
    assert page.inner_text(".legend-classes li:has(.is-none)") == "无待办"


def test_a_rate_of_a_count_that_is_not_shown_is_not_shown(page: Page, street: Served) -> None:
    open_map(page, f"{street.url}/?measure=volunteers&per=residents&{GRIDS}")
    assert page.inner_text(".legend-classes") == "不公开"


def test_only_of_overdue_issues_a_share_is_offered(page: Page, street: Served) -> None:
    open_map(page, f"{street.url}/?measure=overdue_issues&per=open&{GRIDS}")
    page.get_by_text("待办事件", exact=True).nth(1).tap()
    page.wait_for_url(lambda url: "per=" not in url and "measure=" not in url)
    assert page.get_by_text("占待办%", exact=True).is_hidden()
    assert page.get_by_label("数量").is_checked()


def test_bases_that_cannot_be_fetched_are_told_and_asked_for_again(page: Page, street: Served, record: Record) -> None:
    record.pardoned = ("Failed to load resource",)
    page.route("**/bases.json", lambda route: route.abort())
    open_map(page, f"{street.url}/?per=households&{GRIDS}")
    page.wait_for_selector(".legend-fault")
    page.unroute("**/bases.json")
    wait_for_state(page, "grid", street.tree["west"], "rate", street.store.read_one(RATE).rate)
    assert page.locator(".legend-fault").count() == 0


def choose_own_edges(page: Page, edges: str) -> None:
    """Type edges of one's own for what is shown, and apply them."""
    page.tap(".class-choice button")
    page.get_by_text("自定", exact=True).tap()
    page.fill(".is-edges input", edges)
    page.get_by_text("应用", exact=True).tap()


def test_own_edges_are_kept_in_this_browser(page: Page, street: Served) -> None:
    open_map(page, f"{street.url}/?{GRIDS}")
    choose_own_edges(page, "2, 40")
    page.wait_for_selector(".legend-classes >> text='2–39'")
    page.reload()
    page.wait_for_selector(".legend-classes >> text='2–39'")
    assert page.locator(".legend-classes span").all_inner_texts() == ["0–1", "2–39", "40+"]


def test_edges_that_are_none_change_nothing_and_are_told_in_place(page: Page, street: Served) -> None:
    open_map(page, f"{street.url}/?{GRIDS}")
    before = page.inner_text(".legend-classes")
    choose_own_edges(page, "3, 1")
    assert page.inner_text(".own-edges [role=alert]") == "分界值须大于 0 且递增"
    assert page.inner_text(".legend-classes") == before


def test_what_is_kept_and_cannot_be_read_is_as_if_it_were_not_there(page: Page, street: Served) -> None:
    page.add_init_script("localStorage.setItem('gridboard-classes-1', '{\"open_issues\": {\"method\": 7')")
    open_map(page, f"{street.url}/?{GRIDS}")
    assert page.locator(".legend-classes li").count() > 1


def test_areas_that_are_all_equal_are_said_to_be(page: Page, street: Served) -> None:
    open_map(page, f"{street.url}/?measure=overdue_issues&{GRIDS}")
    assert page.inner_text(".legend-classes") == "全部为 0"


def test_where_no_area_has_a_value_no_class_is_told(page: Page, street: Served) -> None:
    open_map(page, f"{street.url}/?per=households&{GRIDS}")
    page.wait_for_selector(".legend-classes .is-crossed")
    street.store.execute("UPDATE area SET households = NULL")
    page.wait_for_function("() => document.querySelector('.legend-classes').innerText === '无数据'")
