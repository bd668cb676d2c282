"""Where counts and names are written on the map, and what is fetched for them."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Page

from data.embedded import Cluster
from data.store import Store
from tests.browser.conftest import Record, Served
from tests.browser.reading import MAP, open_map, wait_for_state
from tests.conftest import address, fresh_database
from tests.factories import add_area, add_issue
from tests.serving import serve

CELL = 0.0004
"""Degrees: 6 px at zoom 13.5, 37 px at zoom 16."""
ADD_CELLS = """
INSERT INTO area (level, parent_id, code, name, geom)
SELECT 'grid', %(street)s, 'G' || x || '.' || y, 'grid', ST_Multi(ST_MakeEnvelope(
    106.6 + x * %(cell)s, 26.6 + y * %(cell)s, 106.6 + (x + 1) * %(cell)s, 26.6 + (y + 1) * %(cell)s, 4326))
FROM generate_series(0, 19) AS x, generate_series(0, 19) AS y
"""
POINT = (106.6 + 10.5 * CELL, 26.6 + 10.5 * CELL)
WRITTEN = f"async source => (await {MAP}.getSource(source).getData()).features.map(point => point.properties)"


@pytest.fixture(scope="module")
def lattice(cluster: Cluster) -> Iterator[str]:
    """An app on four hundred grids, of which one has an issue."""
    with fresh_database(cluster) as name, closing(Store(address(cluster, "app", name))) as store:
        street = add_area(store, "street", (106.6, 26.6, 106.6 + 20 * CELL, 26.6 + 20 * CELL), code="S")
        store.execute(ADD_CELLS, {"street": street, "cell": CELL})
        add_issue(store, point=POINT)
        with serve(address(cluster, "app", name)) as url:
            yield url


def wait_for_written(page: Page, source: str, count: int) -> None:
    """Wait until so many points stand in a label source."""
    page.wait_for_function(
        f"([source, count]) => ({WRITTEN})(source).then(made => made.length === count)", arg=[source, count]
    )


def test_counts_are_written_from_where_the_areas_hold_them(page: Page, lattice: str) -> None:
    open_map(page, f"{lattice}/?view={POINT[0]},{POINT[1]},13.5")
    before = page.evaluate(WRITTEN, "counts")
    page.evaluate(f"{MAP}.jumpTo({{zoom: 16}})")
    wait_for_written(page, "counts", 1)
    page.evaluate(f"{MAP}.jumpTo({{zoom: 14}})")
    wait_for_written(page, "counts", 0)
    assert before == []


def test_names_are_placed_only_where_they_stand_over_the_counts(page: Page, lattice: str) -> None:
    open_map(page, f"{lattice}/?view={POINT[0]},{POINT[1]},16")
    hidden = page.evaluate(f"{MAP}.getLayoutProperty('counts-name-label', 'visibility')")
    page.evaluate(f"{MAP}.jumpTo({{zoom: 17}})")
    wait_for_written(page, "counts", 400)
    assert (hidden, page.evaluate(f"{MAP}.getLayoutProperty('counts-name-label', 'visibility')")) == ("none", "visible")


def test_buildings_are_colored_without_the_list_of_all_buildings(page: Page, served: Served, record: Record) -> None:
    open_map(page, f"{served.url}/?view=106.61,26.61,15.5")
    wait_for_state(page, "building", served.tree["building"], "open_issues", 1)
    assert [address for address in record.addresses if address.endswith("/building.json")] == []


def test_counts_stand_in_the_buildings_from_near(page: Page, served: Served) -> None:
    open_map(page, f"{served.url}/?view=106.61,26.61,17")
    wait_for_written(page, "buildings", 1)
    assert [point["count"] for point in page.evaluate(WRITTEN, "buildings")] == ["1"]


def test_a_building_that_a_snapshot_names_no_more_loses_its_color(page: Page, served: Served) -> None:
    open_map(page, f"{served.url}/?view=106.61,26.61,15.5")
    wait_for_state(page, "building", served.tree["building"], "open_issues", 1)
    page.evaluate("""async () => {
        const { book, presentCounts, replaceCounts } = await import("/assets/modules/book.mjs");
        replaceCounts({ ...book, areas: {} });
        window.dash_clientside.set_props("map", { counts: presentCounts() });
    }""")
    wait_for_state(page, "building", served.tree["building"], "open_issues", 0)


def test_a_new_name_is_written_on_the_open_page(page: Page, served: Served, record: Record) -> None:
    record.pardoned = ("Failed to load resource: the server responded with a status of 404",)
    open_map(page, f"{served.url}/?levels=street,community,grid&view=106.62,26.61,16")
    wait_for_written(page, "counts", 2)
    served.store.execute("UPDATE area SET name = 'renamed' WHERE code = 'GE'")
    page.wait_for_function(f"() => ({WRITTEN})('counts').then(made => made.some(({{name}}) => name === 'renamed\\n'))")


def test_a_building_whose_issue_is_closed_loses_its_count(page: Page, served: Served) -> None:
    open_map(page, f"{served.url}/?view=106.61,26.61,17")
    wait_for_state(page, "building", served.tree["building"], "open_issues", 1)
    served.store.execute("UPDATE issue SET status = 'closed'")
    wait_for_state(page, "building", served.tree["building"], "open_issues", 0)
    wait_for_written(page, "buildings", 0)
