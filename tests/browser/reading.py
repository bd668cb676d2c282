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


def read_height(page: Page, selector: str) -> float:
    """How high something is when it has come to rest, in px."""
    page.wait_for_timeout(300)
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["height"]


def drag(page: Page, selector: str, by: float) -> None:
    """Draw something down by so many px with a slow finger, or up."""
    box = page.locator(selector).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = page.context.new_cdp_session(page)
    moves = [("touchStart", [{"x": x, "y": y}])]
    moves += [("touchMove", [{"x": x, "y": y + by * min(step, 10) / 10}]) for step in range(1, 14)]
    for kind, points in [*moves, ("touchEnd", [])]:
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def pinch(page: Page, selector: str, times: float) -> None:
    """Move two fingers apart in the middle of something, until they are so many times as far from each other."""
    box = page.locator(selector).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = page.context.new_cdp_session(page)
    spreads = [40 * (1 + (times - 1) * step / 10) for step in range(11)]
    points = [[{"x": x - spread, "y": y, "id": 0}, {"x": x + spread, "y": y, "id": 1}] for spread in spreads]
    kinds = ["touchStart", *["touchMove"] * 10]
    for kind, both in [*zip(kinds, points, strict=True), ("touchEnd", [])]:
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": both})
        page.wait_for_timeout(30)
