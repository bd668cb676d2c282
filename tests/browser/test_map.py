"""The map page as people see it."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Record, Served
from tests.browser.reading import (
    MAP,
    choose_map_point,
    open_map,
    read_figure,
    read_state,
    read_view,
    wait_for_figure,
    wait_for_state,
    wait_until_still,
)
from tests.factories import add_area, add_issue

INSIDE_EAST = (106.632, 26.612)
TOTAL = ".totals .is-open_issues"
LOSE_CONTEXT = f"""() => new Promise(resolve => {{
    const canvas = {MAP}.getCanvas();
    canvas.addEventListener('webglcontextlost', resolve, {{once: true}});
    window.lost = canvas.getContext('webgl2').getExtension('WEBGL_lose_context');
    window.lost.loseContext();
}})"""

NOTE_STATES = f"""() => {{
    const map = {MAP};
    const setFeatureState = map.setFeatureState.bind(map);
    window.noted = [];
    map.setFeatureState = (feature, state) => {{
        window.noted.push(feature.id);
        setFeatureState(feature, state);
    }};
}}"""


def test_a_new_issue_changes_every_figure_and_not_the_view(page: Page, served: Served) -> None:
    open_map(page, f"{served.url}/?area=GE")
    wait_until_still(page)
    before, total, figure = read_view(page), int(read_figure(page, TOTAL)), int(read_figure(page, ".figures"))
    add_issue(served.store, point=INSIDE_EAST)
    wait_for_figure(page, TOTAL, str(total + 1))
    wait_for_figure(page, ".figures", str(figure + 1))
    assert read_view(page) == before


def test_a_new_issue_colors_its_grid(page: Page, served: Served) -> None:
    open_map(page, f"{served.url}/?levels=street,community,grid")
    wait_for_state(page, "grid", served.tree["west"], "open_issues", 1)
    count = read_state(page, "grid", served.tree["east"]).get("open_issues", 0)
    add_issue(served.store, point=INSIDE_EAST)
    wait_for_state(page, "grid", served.tree["east"], "open_issues", count + 1)


def test_a_new_issue_touches_no_other_grid(page: Page, served: Served) -> None:
    open_map(page, f"{served.url}/?levels=street,community,grid")
    count = read_state(page, "grid", served.tree["east"]).get("open_issues", 0)
    page.evaluate(NOTE_STATES)
    add_issue(served.store, point=INSIDE_EAST)
    wait_for_state(page, "grid", served.tree["east"], "open_issues", count + 1)
    assert page.evaluate("window.noted") == [served.tree["east"]]


def test_another_measure_leaves_the_view_alone(page: Page, served: Served) -> None:
    open_map(page, served.url)
    before = read_view(page)
    page.get_by_text("志愿者", exact=True).nth(1).tap()
    page.wait_for_url("**measure=volunteers**")
    assert read_view(page) == before
    assert "志愿者" in page.inner_text(".legend-title")


def test_a_tap_opens_the_panel_of_the_area(page: Page, served: Served) -> None:
    open_map(page, f"{served.url}/?levels=street,community,grid")
    choose_map_point(page, *INSIDE_EAST)
    page.wait_for_selector(f".panel h2[data-area='{served.tree['east']}']")
    assert "name of GE" in page.inner_text(".breadcrumb")


def test_a_ranked_row_leads_to_its_area(page: Page, served: Served) -> None:
    open_map(page, f"{served.url}/?area=C")
    page.tap(".rank-list button >> text='name of GW'")
    page.wait_for_url("**area=GW**")
    page.wait_for_selector(f".panel h2[data-area='{served.tree['west']}']")


def test_closing_the_panel_keeps_the_view(page: Page, served: Served) -> None:
    open_map(page, f"{served.url}/?area=GE")
    wait_until_still(page)
    before = read_view(page)
    page.tap(".panel .close")
    page.wait_for_selector(".panel", state="hidden")
    assert read_view(page) == before


def test_back_returns_to_the_former_area(page: Page, served: Served) -> None:
    open_map(page, f"{served.url}/?area=C")
    page.tap(".rank-list button >> text='name of GW'")
    page.wait_for_url("**area=GW**")
    page.evaluate("window.mark = 'the same page'")
    page.go_back()
    page.wait_for_selector(f".panel h2[data-area='{served.tree['community']}']")
    assert page.evaluate("window.mark") == "the same page"


def test_a_link_opens_the_same_picture(page: Page, served: Served) -> None:
    asked = "area=GE&measure=overdue_issues&levels=street,grid&view=106.62,26.61,14.5"
    open_map(page, f"{served.url}/?{asked}")
    page.wait_for_selector(f".panel h2[data-area='{served.tree['east']}']")
    assert page.url == f"{served.url}/?{asked}"
    assert read_view(page) == [106.62, 26.61, 14.5]
    assert page.locator(".choices input:checked").count() == 4


def test_an_unknown_area_shows_the_street_with_a_quiet_notice(page: Page, served: Served) -> None:
    open_map(page, f"{served.url}/?area=NOWHERE")
    assert "NOWHERE" in page.inner_text(".notice[role=status]")
    assert page.is_hidden(".panel")


def test_the_list_of_issues_follows_a_change_among_them(page: Page, served: Served) -> None:
    open_map(page, f"{served.url}/?area=GE")
    add_issue(served.store, point=INSIDE_EAST, category="井盖破损")
    page.wait_for_selector(".panel-issues >> text=井盖破损")


def test_a_petition_is_counted_and_not_listed(page: Page, served: Served) -> None:
    add_issue(served.store, point=INSIDE_EAST, source="petition", category="信访事项")
    open_map(page, f"{served.url}/?area=GE")
    page.wait_for_selector(".panel-issues >> text=另有信访 1 件，只计数")
    assert page.locator(".panel-issues >> text=信访事项").count() == 0


def test_a_moved_boundary_reaches_the_open_page(page: Page, served: Served, record: Record) -> None:
    record.pardoned = ("Failed to load resource: the server responded with a status of 404",)
    open_map(page, served.url)
    before = page.evaluate(f"{MAP}.getSource('areas').tiles[0]")
    served.store.execute("UPDATE area SET name = 'another name' WHERE code = 'GE'")
    page.wait_for_function(f"before => {MAP}.getSource('areas').tiles[0] !== before", arg=before)


def test_a_lost_context_comes_back_with_its_counts(page: Page, served: Served) -> None:
    open_map(page, f"{served.url}/?levels=street,community,grid")
    wait_for_state(page, "grid", served.tree["west"], "open_issues", 1)
    before = read_view(page)
    page.evaluate(LOSE_CONTEXT)
    page.evaluate("window.lost.restoreContext()")
    page.wait_for_function(f"() => {MAP}.style && {MAP}.loaded()")
    wait_for_state(page, "grid", served.tree["west"], "open_issues", 1)
    assert read_view(page) == before


def test_boundaries_that_move_while_the_context_is_lost_are_drawn_when_it_is_back(
    page: Page, served: Served, record: Record
) -> None:
    record.pardoned = ("Failed to load resource: the server responded with a status of 404",)
    open_map(page, served.url)
    before = page.evaluate(f"{MAP}.getSource('areas').tiles[0]")
    page.evaluate(LOSE_CONTEXT)
    with page.expect_response("**/boundaries.json"):
        served.store.execute("UPDATE area SET name = 'one more name' WHERE code = 'GE'")
    page.evaluate("window.lost.restoreContext()")
    tiles = f"{MAP}.style && {MAP}.getSource('areas')?.tiles?.[0]"
    page.wait_for_function(f"before => (tiles => tiles && tiles !== before)({tiles})", arg=before)


def test_a_context_that_stays_lost_leaves_the_table(page: Page, served: Served) -> None:
    page.clock.install()
    open_map(page, f"{served.url}/?area=GE")
    page.evaluate(LOSE_CONTEXT)
    page.clock.fast_forward(10_000)
    row = page.get_by_role("row", name="name of C")
    row.wait_for()
    count = int(row.locator(".value span").inner_text())
    add_issue(served.store, point=INSIDE_EAST)
    row.locator(".value span").get_by_text(str(count + 1), exact=True).wait_for()


def test_another_theme_keeps_view_and_selection(page: Page, served: Served) -> None:
    open_map(page, f"{served.url}/?area=GE")
    wait_until_still(page)
    before, ground = read_view(page), page.evaluate(f"{MAP}.getPaintProperty('ground', 'background-color')")
    page.evaluate("document.querySelector('.page').dataset.theme = 'dark'")
    page.evaluate("window.dash_clientside.set_props('map', {theme: 'dark'})")
    page.wait_for_function(f"light => {MAP}.getPaintProperty('ground', 'background-color') !== light", arg=ground)
    assert read_view(page) == before
    assert page.evaluate(f"{MAP}.getFilter('selected')") == ["==", ["id"], served.tree["east"]]


def test_without_webgl_there_is_a_table_with_live_counts(page_without_webgl: Page, served: Served) -> None:
    page_without_webgl.goto(served.url)
    row = page_without_webgl.get_by_role("row", name="name of C")
    row.wait_for()
    count = int(row.locator(".value span").inner_text())
    add_issue(served.store, point=INSIDE_EAST)
    row.locator(".value span").get_by_text(str(count + 1), exact=True).wait_for()


def test_the_first_picture_weighs_under_a_megabyte_and_a_half(page: Page, served: Served) -> None:
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    sizes: list[float] = []
    client.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    open_map(page, served.url)
    assert 200_000 < sum(sizes) < 1_500_000


def test_the_first_picture_needs_no_plotly(page: Page, served: Served, record: Record) -> None:
    open_map(page, served.url)
    assert [address for address in record.addresses if "plotly" in address] == []


def test_the_legend_tells_of_other_systems_from_where_they_are_drawn(page: Page, served: Served) -> None:
    polling = add_area(served.store, "building", (106.603, 26.603, 106.606, 26.606))
    served.store.execute("UPDATE area SET system = 'polling' WHERE id = %(id)s", {"id": polling})
    open_map(page, f"{served.url}/?view=106.605,26.605,16")
    expect(page.locator(".legend-others")).to_have_text("其他划分")
    page.wait_for_function(f"() => {MAP}.queryRenderedFeatures({{ layers: ['other-outline'] }}).length")
    page.evaluate(f"{MAP}.setZoom(12)")
    expect(page.locator(".legend-others")).to_have_count(0)


def test_a_count_that_may_not_be_shown_is_no_zero(page: Page, served: Served) -> None:
    open_map(page, f"{served.url}/?area=GE&measure=volunteers")
    page.wait_for_selector(".figures .is-volunteers >> text='—'")
    assert page.inner_text(".legend-classes") == "不公开"


def test_a_panel_that_cannot_be_fetched_says_so_and_asks_again(page: Page, served: Served, record: Record) -> None:
    record.pardoned = ("Failed to load resource", "Error: Callback failed")
    open_map(page, f"{served.url}/?area=C")
    page.wait_for_selector(".rank-list button")
    page.route("**/_dash-update-component**", lambda route: route.abort())
    page.tap(".rank-list button >> text='name of GW'")
    page.wait_for_selector(".panel-fault")
    page.unroute("**/_dash-update-component**")
    page.tap(".panel-fault button")
    page.wait_for_selector(f".panel h2[data-area='{served.tree['west']}']")
