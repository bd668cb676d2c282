"""The wall's picture: its figures, its sizes, its age."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Record, Served
from tests.browser.reading import MAP, open_map
from tests.factories import add_issue

WALL = {"width": 1920, "height": 1080}
SIZES = [(1366, 768), (1920, 1080), (3840, 1080), (5120, 1440), (7680, 2160)]
OPEN = ".is-open_issues .wall-total"
CHARTED = "#days-chart .barlayer .point"
LINE = ".wall-issues li"

COUNT = "SELECT count(*) AS count FROM issue WHERE status NOT IN ('closed', 'rejected')"

FIGURES = """() => {
    const read = (selector) => [...document.querySelectorAll(selector)].map((each) => Number(each.textContent));
    const spark = document.querySelector('#open-spark .js-plotly-plot').data[0].y;
    const listed = read('.is-sources b').reduce((sum, each) => sum + each, 0);
    return [read('.is-open_issues .wall-total')[0], listed, spark.at(-1)];
}"""
KEEP_FIGURES = f"""() => {{
    window.seen = [];
    const keep = () => window.seen.push(JSON.stringify(({FIGURES})().slice(0, 2)));
    const anything = {{ subtree: true, childList: true, characterData: true }};
    new MutationObserver(keep).observe(document.querySelector('.wall'), anything);
}}"""
SMALLEST = """(selector) => {
    const written = [...document.querySelectorAll(selector)].filter((each) =>
        [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()));
    return Math.min(...written.map((each) => parseFloat(getComputedStyle(each).fontSize)));
}"""
SPILLED = """() => {
    const [width, height] = [innerWidth, innerHeight];
    const outside = ({ left, top, right, bottom }) => left < -1 || top < -1 || right > width + 1 || bottom > height + 1;
    const name = (each) => each.className || each.tagName;
    const boxes = [...document.querySelectorAll('.wall-panel, :is(.wall, .wall-side, .wall-header, .wall-footer) > *')];
    const full = [...document.querySelectorAll('.wall-panel, .wall-rows, .wall-header')];
    return [
        ...boxes.filter((each) => outside(each.getBoundingClientRect())),
        ...full.filter((each) => each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1),
    ].map(name);
}"""


@pytest.fixture
def wall(page: Page) -> Page:
    """A page as large as a wall at 1080 p."""
    page.set_viewport_size(WALL)
    return page


@pytest.fixture
def bare_wall(page_without_webgl: Page) -> Page:
    """The same without a map: what is measured here stands beside it."""
    return page_without_webgl


def open_wall(page: Page, served: Served, parameters: str = "tour=off") -> None:
    open_map(page, f"{served.url}/wall/screen?{parameters}")
    page.wait_for_selector(".wall-total:not(.is-waiting)")


def wait_for_total(page: Page, count: int) -> None:
    page.wait_for_selector(f"{OPEN} >> text='{count}'")


def count_open(served: Served) -> int:
    return int(served.store.read(COUNT)[0].count)


def test_the_panels_say_what_the_store_holds(wall: Page, served: Served) -> None:
    add_issue(served.store, (106.632, 26.612), category="井盖破损", is_urgent=True)
    open_wall(wall, served)
    wall.wait_for_selector(CHARTED)
    assert wall.evaluate(FIGURES) == [count_open(served)] * 3
    assert wall.inner_text(LINE).split("\n")[1:] == ["井盖破损紧急", "name of C name of GE", "待受理"]


def test_totals_and_parts_move_together(wall: Page, served: Served) -> None:
    open_wall(wall, served)
    wall.evaluate(KEEP_FIGURES)
    before = count_open(served)
    add_issue(served.store, (106.632, 26.612), source="patrol")
    wait_for_total(wall, before + 1)
    add_issue(served.store, (106.632, 26.612), source="meeting")
    wait_for_total(wall, before + 2)
    wall.wait_for_selector("[data-source=meeting]")
    seen = {tuple(json.loads(each)) for each in wall.evaluate("window.seen")}
    assert {total - listed for total, listed in seen} == {0}


def test_the_panels_follow_the_area_in_view(wall: Page, served: Served) -> None:
    open_wall(wall, served)
    look = "id => import('/assets/modules/wall/area_in_view.mjs').then((view) => view.setAreaInView(id))"
    wall.evaluate(look, served.tree["community"])
    wall.wait_for_selector(".wall-area >> text='name of C'")
    assert wall.inner_text(".tour-stops [aria-current]") == "name of C"


def test_a_wrong_value_gets_a_notice_and_the_default(wall: Page, served: Served) -> None:
    open_wall(wall, served, "measure=<b>&panels=totals,nothing&tour=off")
    assert wall.locator(".wall-notices p").all_inner_texts() == [
        "地址参数 measure=<b> 无法识别，已按 open_issues 显示",
        "地址参数 panels=totals,nothing 无法识别，已按 totals,sources,on_time,ticker,days 显示",
    ]
    assert wall.locator(".wall-panel").count() == 8


def test_the_map_takes_the_room_of_panels_that_nobody_chose(wall: Page, served: Served) -> None:
    open_wall(wall, served, "panels=totals&tour=off")
    box = wall.locator(".wall-map").bounding_box()
    assert box is not None
    assert (wall.locator(".is-right").count(), box["x"] + box["width"]) == (0, 1900)


def test_text_is_large_enough_for_six_meters(wall: Page, served: Served) -> None:
    open_wall(wall, served)
    wall.wait_for_selector(CHARTED)
    smallest = [wall.evaluate(SMALLEST, each) for each in (".wall *", ":is(.wall-rows, .wall-issues) *", ".wall-total")]
    assert [size >= least for size, least in zip(smallest, (16, 19, 60), strict=True)] == [True] * 3


def test_the_map_of_a_larger_wall_is_the_same_one_magnified(wall: Page, served: Served) -> None:
    open_wall(wall, served)
    before = wall.evaluate(f"{MAP}.getZoom()")
    wall.set_viewport_size({"width": 1440, "height": 810})
    wall.wait_for_function(f"() => {MAP}.getPixelRatio() === 0.75")
    wall.wait_for_function("zoom => Math.abs(window.gridboard.maps.map.getZoom() - zoom) < 0.02", arg=before)
    assert wall.evaluate(f"{MAP}.getCanvas().width") < WALL["width"]


def list_spilled(page: Page, size: tuple[int, int]) -> list[str]:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    return list(page.evaluate(SPILLED))


def test_nothing_spills_on_any_wall(bare_wall: Page, served: Served) -> None:
    bare_wall.set_viewport_size(WALL)
    bare_wall.goto(f"{served.url}/wall/screen?tour=off")
    bare_wall.wait_for_selector(CHARTED)
    assert [(size, list_spilled(bare_wall, size)) for size in SIZES] == [(size, []) for size in SIZES]


@pytest.fixture
def timeless(wall: Page, record: Record) -> Iterator[Page]:
    """A wall whose machine has a clock that is wrong by hours."""
    record.pardoned = ("Failed to load resource",)
    wall.clock.install(time=datetime.now(UTC) - timedelta(hours=7))
    yield wall


def test_the_clock_is_the_streets_on_any_machine(timeless: Page, served: Served) -> None:
    open_wall(timeless, served)
    timeless.wait_for_selector(".wall-clock b")
    shown = timeless.inner_text(".wall-clock b")
    street = datetime.now(ZoneInfo("Asia/Shanghai"))
    moment = datetime.combine(street, datetime.strptime(shown, "%H:%M:%S").time(), street.tzinfo)
    assert abs(moment - street) < timedelta(seconds=20)


def test_panels_without_a_live_stream_look_old(timeless: Page, served: Served) -> None:
    open_wall(timeless, served)
    timeless.context.set_offline(True)
    color = "getComputedStyle(document.querySelector(selector)).color"
    before = timeless.evaluate(f"selector => {color}", OPEN)
    timeless.clock.fast_forward(40_000)
    told = "document.querySelector('html[data-figures=old] .live-state')?.innerText.includes('未更新')"
    timeless.wait_for_function(f"([selector, before]) => {told} && {color} !== before", arg=[OPEN, before])
