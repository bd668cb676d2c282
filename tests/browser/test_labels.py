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
WRITTEN = "[...window.gridboard.written.map().entries()]"
NAMES = f"async () => (await {MAP}.getSource('counts').getData()).features.map(point => point.properties.name)"
WATCH_FRAMES = f"""id => {{
    const held = () => {MAP}.getFeatureState({{ source: "areas", sourceLayer: "grid", id }}).open_issues;
    window.frames_seen = [];
    {MAP}.on("render", () => window.frames_seen.push([held(), window.gridboard.written.map().get(id)]));
    {MAP}.triggerRepaint();
}}"""


@pytest.fixture(scope="module")
def lattice(cluster: Cluster) -> Iterator[Served]:
    """An app on four hundred grids, of which one has an issue."""
    with fresh_database(cluster) as name, closing(Store(address(cluster, "app", name))) as store:
        street = add_area(store, "street", (106.6, 26.6, 106.6 + 20 * CELL, 26.6 + 20 * CELL), code="S")
        store.execute(ADD_CELLS, {"street": street, "cell": CELL})
        add_issue(store, point=POINT)
        tree = {"cell": store.read_one("SELECT area_id FROM issue").area_id}
        with serve(address(cluster, "app", name)) as url:
            yield Served(url, store, tree, name)


def wait_for_number(page: Page, area: int, text: str | None) -> None:
    """Wait until the map's last frame has this number at an area; None for none."""
    page.wait_for_function(
        "([id, text]) => (window.gridboard.written.map().get(id) ?? null) === text", arg=[area, text]
    )


def test_counts_are_written_from_where_the_areas_hold_them(page: Page, lattice: Served) -> None:
    open_map(page, f"{lattice.url}/?view={POINT[0]},{POINT[1]},13.5")
    before = page.evaluate(WRITTEN)
    page.evaluate(f"{MAP}.jumpTo({{zoom: 16}})")
    wait_for_number(page, lattice.tree["cell"], "1")
    page.evaluate(f"{MAP}.jumpTo({{zoom: 14}})")
    wait_for_number(page, lattice.tree["cell"], None)
    assert before == []


def test_names_are_placed_only_where_they_stand_over_the_counts(page: Page, lattice: Served) -> None:
    open_map(page, f"{lattice.url}/?view={POINT[0]},{POINT[1]},16")
    hidden = page.evaluate(f"{MAP}.getLayoutProperty('counts-name-label', 'visibility')")
    page.evaluate(f"{MAP}.jumpTo({{zoom: 17}})")
    page.wait_for_function(f"() => ({NAMES})().then(names => names.join() === Array(400).fill('grid').join())")
    assert (hidden, page.evaluate(f"{MAP}.getLayoutProperty('counts-name-label', 'visibility')")) == ("none", "visible")


def test_a_number_changes_in_the_frame_in_which_its_area_does(page: Page, lattice: Served) -> None:
    open_map(page, f"{lattice.url}/?view={POINT[0]},{POINT[1]},16")
    wait_for_number(page, lattice.tree["cell"], "1")
    page.evaluate(WATCH_FRAMES, lattice.tree["cell"])
    add_issue(lattice.store, point=POINT)
    page.wait_for_function("() => window.frames_seen.at(-1)?.[0] === 2")
    assert {tuple(frame) for frame in page.evaluate("window.frames_seen")} <= {(1, "1"), (2, "2")}


def test_of_two_numbers_that_touch_the_larger_one_is_written(page: Page, served: Served) -> None:
    open_map(page, served.url)
    fitting = page.evaluate("""async () => {
        const { chooseFitting } = await import("/assets/modules/count_fit.mjs");
        const boxes = [[0, 0], [18, 0], [62, 0], [80, 0]].map(([x, y], id) => ({ id, x, y, width: 18, height: 18 }));
        return chooseFitting(boxes).map((box) => box.id);
    }""")
    assert fitting == [0, 2]


def test_buildings_are_colored_without_the_list_of_all_buildings(page: Page, served: Served, record: Record) -> None:
    open_map(page, f"{served.url}/?view=106.61,26.61,15.5")
    wait_for_state(page, "building", served.tree["building"], "open_issues", 1)
    assert [address for address in record.addresses if address.endswith("/building.json")] == []


def test_counts_stand_in_the_buildings_from_near(page: Page, served: Served) -> None:
    open_map(page, f"{served.url}/?levels=street,building&view=106.61,26.61,17")
    wait_for_number(page, served.tree["building"], "1")


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
    page.wait_for_function(f"() => ({NAMES})().then(names => names.length === 2)")
    served.store.execute("UPDATE area SET name = 'renamed' WHERE code = 'GE'")
    page.wait_for_function(f"() => ({NAMES})().then(names => names.includes('renamed'))")


def test_a_building_whose_issue_is_closed_loses_its_count(page: Page, served: Served) -> None:
    open_map(page, f"{served.url}/?levels=street,building&view=106.61,26.61,17")
    wait_for_state(page, "building", served.tree["building"], "open_issues", 1)
    served.store.execute("UPDATE issue SET status = 'closed'")
    wait_for_state(page, "building", served.tree["building"], "open_issues", 0)
    wait_for_number(page, served.tree["building"], None)
