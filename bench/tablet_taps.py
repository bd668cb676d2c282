"""Taps on the map in a real Chromium: how long until the panel of the area under the finger is there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from bench.browser import BOUND, Pixel
from data.store import Store
from tests.browser.conftest import TABLET
from tests.browser.reading import DRAWN, MAP, wait_until_still

SCRIPT = Path(__file__).with_name("taps.js")
EACH = 4
"""Taps a district."""
FREE = (200, 210, 760, 560)
"""Left, top, right, bottom of the part of the page that no piece of ours lies over while a panel is open."""
SETTLE_MILLISECONDS = 1_500
PROJECT = f"place => {{ const p = {MAP}.project(place); return [p.x, p.y]; }}"

READ_PLACES = """
SELECT a.id, s.code AS district, ST_X(p.point) AS lon, ST_Y(p.point) AS lat
FROM area s JOIN area a ON a.parent_id = s.id, LATERAL ST_PointOnSurface(a.geom) AS p (point)
WHERE s.level = 'street' AND s.valid_to IS NULL AND a.valid_to IS NULL AND a.level = 'community'
ORDER BY s.code, a.code
"""


@dataclass(frozen=True)
class Tap:
    """Seconds from the touch until the area's name, code and counts, then what the server knows beside them, then the
    whole panel was in the page; and until a frame had it.
    """

    head: float
    head_drawn: float
    answered: float
    answered_drawn: float
    whole: float
    whole_drawn: float


def time_taps(browser: Browser, url: str, store: Store, districts: int) -> list[Tap]:
    """In each district communities are tapped, one after the other from the same view."""
    places = store.read(READ_PLACES)
    codes = sorted({place.district for place in places})[:districts]
    context = browser.new_context(viewport=TABLET, has_touch=True)
    context.set_default_timeout(BOUND * 1000)
    page = context.new_page()
    page.add_init_script(path=SCRIPT)
    taken = [tap for code in codes for tap in tap_district(page, url, [p for p in places if p.district == code])]
    context.close()
    return taken


def tap_district(page: Page, url: str, places: Sequence[Any]) -> Iterator[Tap]:
    """From the district's own panel on, and back to it after each tap."""
    page.goto(f"{url}/?area={places[0].district}")
    page.wait_for_selector(DRAWN)
    own = settle(page)
    for x, y in find_free(page, places)[:EACH]:
        page.evaluate("() => window.taps.watch()")
        page.touchscreen.tap(x, y)
        seen = page.evaluate("() => window.taps.seen")
        yield Tap(**{name: milliseconds / 1000 for name, milliseconds in seen.items()})
        settle(page)
        page.go_back()
        page.wait_for_selector(f".panel [data-area='{own}']")
        settle(page)


def settle(page: Page) -> str:
    """Wait until the panel is there and nothing moves; the id of the panel's area."""
    head = page.wait_for_selector(".panel [data-area]")
    page.wait_for_timeout(SETTLE_MILLISECONDS)
    wait_until_still(page)
    return str(head.get_attribute("data-area"))


def find_free(page: Page, places: Sequence[Any]) -> list[Pixel]:
    """Where these places are on the screen, as far as the map is touched there."""
    pixels = [page.evaluate(PROJECT, [place.lon, place.lat]) for place in places]
    left, top, right, bottom = FREE
    return [(x, y) for x, y in pixels if left < x < right and top < y < bottom]
