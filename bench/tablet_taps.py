"""Taps on the map in a real Chromium: how long until the panel of the area under the finger is there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from bench.browser import BOUND, Pixel
from data.store import Store
from tests.browser.conftest import TABLET
from tests.browser.reading import DRAWN, MAP, wait_until_still

SCRIPT = Path(__file__).with_name("taps.js")
LONGEST = 30.0
"""Seconds; nobody waits longer for a panel."""
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
    whole panel was in the page; and until a frame had it. Infinite is what did not come within `LONGEST`.
    """

    head: float = inf
    head_drawn: float = inf
    answered: float = inf
    answered_drawn: float = inf
    whole: float = inf
    whole_drawn: float = inf


def time_taps(browser: Browser, url: str, store: Store, districts: int, each: int) -> list[Tap]:
    """In each district so many communities are tapped, one after the other from the same view."""
    places = store.read(READ_PLACES)
    codes = sorted({place.district for place in places})[:districts]
    context = browser.new_context(viewport=TABLET, has_touch=True)
    context.set_default_timeout(BOUND * 1000)
    page = context.new_page()
    page.add_init_script(path=SCRIPT)
    taken = [tap for code in codes for tap in tap_district(page, url, [p for p in places if p.district == code], each)]
    context.close()
    return taken


def tap_district(page: Page, url: str, places: Sequence[Any], each: int) -> Iterator[Tap]:
    """From the district's own panel on, and back to it between two taps."""
    page.goto(f"{url}/?area={places[0].district}")
    page.wait_for_selector(DRAWN)
    own = settle(page)
    for number, (x, y) in enumerate(find_free(page, places)[:each]):
        if number:
            settle(page)
            page.go_back()
            page.wait_for_selector(f".panel [data-area='{own}']")
            settle(page)
        yield tap_place(page, x, y)


def tap_place(page: Page, x: float, y: float) -> Tap:
    """One tap at a place of the screen."""
    page.evaluate("longest => window.taps.watch(longest)", 1000 * LONGEST)
    page.touchscreen.tap(x, y)
    seen = page.evaluate("() => window.taps.seen")
    return Tap(**{name: milliseconds / 1000 for name, milliseconds in seen.items()})


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
