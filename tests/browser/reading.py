"""What a test reads from an open page."""

from typing import Any

from playwright.sync_api import Page

DRAWN = ".grid-map.is-drawn"
MAP = "window.gridboard.maps.map"


def open_map(page: Page, url: str) -> None:
    """Open an address and wait for the map's first picture with counts."""
    page.goto(url)
    page.wait_for_selector(DRAWN)
    page.wait_for_selector(".legend-classes", state="attached")


def read_view(page: Page) -> list[float]:
    """Longitude, latitude and zoom of the map."""
    view = page.evaluate(f"[...{MAP}.getCenter().toArray(), {MAP}.getZoom()]")
    return [round(number, 6) for number in view]


def read_state(page: Page, level: str, area_id: int) -> dict[str, Any]:
    """The counts that the map holds for an area."""
    state = page.evaluate(f"id => {MAP}.getFeatureState({{source: 'areas', sourceLayer: '{level}', id}})", area_id)
    return dict(state)


def wait_for_state(page: Page, level: str, area_id: int, measure: str, count: int) -> None:
    """Wait until the map holds this count."""
    state = f"{MAP}.getFeatureState({{source: 'areas', sourceLayer: '{level}', id}})"
    page.wait_for_function(f"([id, measure, count]) => {state}[measure] === count", arg=[area_id, measure, count])


def read_figure(page: Page, selector: str) -> str:
    """The text of one figure."""
    return page.inner_text(f"{selector} .figure >> nth=0")


def wait_for_figure(page: Page, selector: str, text: str) -> None:
    """Wait until a figure shows this text."""
    page.wait_for_selector(f"{selector} .figure >> nth=0 >> text='{text}'")


def choose_map_point(page: Page, lon: float, lat: float) -> None:
    """Tap the map at a place."""
    x, y = page.evaluate(f"([lon, lat]) => {{ const p = {MAP}.project([lon, lat]); return [p.x, p.y]; }}", [lon, lat])
    page.touchscreen.tap(x, y)


def wait_until_still(page: Page) -> None:
    """Wait until the map neither moves nor loads."""
    page.wait_for_function(f"() => !{MAP}.isMoving() && {MAP}.loaded()")
