"""The page of findings: a button runs the check, and a finding opens its place on the map."""

from playwright.sync_api import Page

from tests.browser.conftest import Served
from tests.browser.reading import DRAWN
from tests.factories import add_area, add_issue

MAP = "window.gridboard.maps['quality-map']"
PLACE = [106.7, 26.7]
NEAR = f"([lon, lat]) => {MAP}.getBounds().contains([lon, lat]) && {MAP}.getZoom() > 15 && !{MAP}.isMoving()"
LOST = "text='事件无网格'"


def test_the_button_runs_the_check_and_each_finding_opens_its_place(page: Page, served: Served) -> None:
    add_issue(served.store, (PLACE[0], PLACE[1]))
    page.goto(f"{served.url}/quality")
    page.wait_for_selector("text='尚未检查'")
    page.tap("text='立即检查'")
    page.tap(".finding-rows button:has-text('事件无网格')", timeout=60_000)
    page.wait_for_function(NEAR, arg=PLACE)
    page.reload()
    page.wait_for_selector(f".finding-chosen >> {LOST}")
    page.wait_for_function(NEAR, arg=PLACE)


def test_a_spot_on_the_map_names_its_finding_and_old_findings_say_so(page: Page, served: Served) -> None:
    add_area(served.store, "building", (106.7, 26.7, 106.701, 26.701))
    page.goto(f"{served.url}/quality?kind=orphan_issue")
    page.wait_for_selector("text='此后边界有变动'")
    page.wait_for_selector(DRAWN)
    page.wait_for_function(f"() => {MAP}.getLayer('finding-spot') && {MAP}.loaded()")
    page.evaluate(f"([lon, lat]) => {MAP}.jumpTo({{ center: [lon, lat], zoom: 16 }})", PLACE)
    page.wait_for_function(f"() => {MAP}.queryRenderedFeatures({{ layers: ['finding-spot'] }}).length")
    page.tap(".quality-map canvas")
    page.wait_for_selector(f".finding-chosen >> {LOST}")
