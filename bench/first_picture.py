"""The first picture of a street with many buildings: how long a reader waits, and what is sent for it.

The same view of the same block on every side, the browser's cache empty. The clock starts before the address is opened
and ends with the first of Chromium's own frames in which 95 of 100 buildings have the color that they keep; bytes are
those of all answers, headers included, until the page is idle. GridMap is our whole page with its live counts.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from playwright.sync_api import Browser, Error

from bench.browser import BOUND, Color, Frame, Pixel, Unfinished, differ, find_pixel, open_browser, watch_page
from bench.polygons import FOOTPRINTS, Polygons, read_buildings
from bench.results import write_table
from bench.sides import SIDES, Side

TITLE = "First picture"
SIZES = (3_000, 113_832)
RUNS = 3
PROBES = 100
SHARE = 0.95
CLEAR = (430, 190, 1170, 600)
"""Left, top, right, bottom of the part of the page that no piece of ours lies over."""

HEADING = ("buildings", "map", "first picture", "the server's first", "sent")


@dataclass(frozen=True)
class Picture:
    """Seconds until it was there, and the bytes that were sent."""

    seconds: float
    sent: int


def measure(sizes: Iterable[int] = SIZES) -> str:
    """The table of the report; takes some minutes. The footprints must be there."""
    if not FOOTPRINTS.exists():
        return f"Not measured: there are no footprints at {FOOTPRINTS}."
    rows = [row for count in sizes for row in compare_sides(count)]
    about = (
        f"Medians of {RUNS} openings with an empty browser cache; the first of a server that just started stands "
        "beside. A block of Taipei at zoom 15.2; the peers fetch all buildings, as they have no tiles. "
        "Beyond 18,972 the buildings are copies of the city, 40 km apart. "
        "Promised for 113,832: under 3 s and under 2 MB."
    )
    return f"{__doc__}\n\n{about}\n\n{write_table(HEADING, rows)}"


def compare_sides(count: int) -> list[tuple[str, ...]]:
    """A row of the table for each side."""
    polygons = read_buildings(count)
    pixels = choose_probes(polygons)
    return [(f"{count:,}", side.name, *describe(side, polygons, pixels)) for side in SIDES]


def choose_probes(polygons: Polygons) -> list[Pixel]:
    """Where buildings near the middle lie, as far as no piece of our page is over them."""
    left, top, right, bottom = CLEAR
    pixels = [find_pixel(polygons.view, polygons.place(index)) for index in polygons.nearest(PROBES * 5)]
    return [pixel for pixel in pixels if left < pixel[0] < right and top < pixel[1] < bottom][:PROBES]


def describe(side: Side, polygons: Polygons, pixels: Sequence[Pixel]) -> tuple[str, ...]:
    """The medians, or that the side did not finish."""
    try:
        with side.serve(polygons) as opened, open_browser() as browser:
            pictures = [open_picture(browser, opened.address, pixels) for _ in range(RUNS)]
            streamed = opened.stream_bytes()
    except (Unfinished, Error) as fault:
        return (f"not finished in {BOUND:.0f} s ({type(fault).__name__})", "", "")
    seconds = median(picture.seconds for picture in pictures)
    sent = median(picture.sent for picture in pictures) + streamed
    return f"{seconds:.1f} s", f"{pictures[0].seconds:.1f} s", f"{sent / 1e6:.2f} MB"


def open_picture(browser: Browser, address: str, pixels: Sequence[Pixel]) -> Picture:
    """One opening with an empty cache. Raises `Unfinished`."""
    with watch_page(browser) as watched, watched.filming():
        began = time.time()
        watched.page.goto(address)
        while not has_buildings(watched.frames, pixels):
            watched.wait_until_idle(began + BOUND - time.time())
        final = watched.frames[-1].colors(pixels)
        frame = next(frame for frame in watched.frames if is_like(frame.colors(pixels), final))
        return Picture(frame.at - began, watched.wire_bytes())


def has_buildings(frames: Sequence[Frame], pixels: Sequence[Pixel]) -> bool:
    """Whether the last frame shows something at the buildings that the first did not, in more than one color."""
    if not frames:
        return False
    first, last = frames[0].colors(pixels), frames[-1].colors(pixels)
    return len(Counter(last)) > 1 and not is_like(last, first)


def is_like(colors: Sequence[Color], final: Sequence[Color]) -> bool:
    """Whether nearly all probes have their final color."""
    same = [not differ(one, other) for one, other in zip(colors, final, strict=True)]
    return sum(same) >= SHARE * len(same)


if __name__ == "__main__":
    sys.stdout.write(measure([int(size) for size in sys.argv[1:]] or SIZES))
