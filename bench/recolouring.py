"""One of many polygons gets another count: what the page's main thread does for it, and when the eye sees it.

All polygons are in view on every side. The clock starts in the page, right before the call. Task time ends when the
page is idle, and is measured without filming; drawn is the first of Chromium's own frames with another pixel in the
polygon. GridMap is our whole page. No side draws numbers here: GridMap writes counts where the mean area is 28 px wide.
"""

import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from playwright.sync_api import Error

from bench.browser import (
    BOUND,
    Color,
    Frame,
    Pixel,
    Unfinished,
    Watched,
    Work,
    differ,
    find_pixel,
    open_browser,
    watch_page,
)
from bench.polygons import Polygons, make_plain
from bench.results import write_table
from bench.sides import SIDES, Side

TITLE = "Recolouring one polygon"
SIZES = (3_000, 20_000, 100_000)
WORK_RUNS = 11
DRAWN_RUNS = 5
DEEPEST = 20
"""A count of the deepest class."""

HEADING = ("polygons", "map", "task time until idle", "on the processor", "the first since loading", "drawn")
CALL = """([index, count]) => {
    const now = performance.timeOrigin + performance.now();
    window.recolour(index, count);
    return now;
}"""


@dataclass(frozen=True)
class Recolourings:
    """Seconds of recolourings after one another: the page's first, its later ones, and others that were filmed."""

    first: Work
    works: list[Work]
    drawn: list[float]


def measure(sizes: Iterable[int] = SIZES) -> str:
    """The table of the report; takes some twenty minutes."""
    rows = [row for count in sizes for row in compare_sides(count)]
    about = (
        f"Medians of polygons near the middle, {WORK_RUNS} for task time and {DRAWN_RUNS} for drawn. Task time is "
        "Chromium's `TaskDuration`, from the call until the page is idle. All polygons are in view, at most 16 px "
        "wide: too small for GridMap, our whole page, to write counts in them; the peers never write any. "
        "Promised at 20,000: a thirtieth of Plotly's task time, drawn in a tenth of its time."
    )
    return f"{__doc__}\n\n{about}\n\n{write_table(HEADING, rows)}"


def compare_sides(count: int) -> list[tuple[str, ...]]:
    """A row of the table for each side."""
    polygons = make_plain(count)
    return [(f"{count:,}", side.name, *describe(side, polygons)) for side in SIDES]


def describe(side: Side, polygons: Polygons) -> tuple[str, ...]:
    """The medians in milliseconds, or that the side did not finish."""
    try:
        runs = measure_side(side, polygons)
    except (Unfinished, Error) as fault:
        return (f"not finished in {BOUND:.0f} s ({type(fault).__name__})", "", "", "")
    wall, cpu = (median(getattr(work, name) for work in runs.works) for name in ("wall", "cpu"))
    return tuple(f"{1000 * seconds:,.0f} ms" for seconds in (wall, cpu, runs.first.wall, median(runs.drawn)))


def measure_side(side: Side, polygons: Polygons) -> Recolourings:
    """Open the page once, then recolour polygons that nothing is written on. Raises `Unfinished`."""
    empty = [index for index in polygons.nearest(200) if not polygons.counts[index]]
    with side.serve(polygons) as opened, open_browser() as browser, watch_page(browser) as watched:
        watched.page.goto(opened.address)
        watched.wait_until_idle()
        watched.page.evaluate(opened.script)
        first, *works = [measure_work(watched, index) for index in empty[: WORK_RUNS + 1]]
        pixels = {index: find_pixel(polygons.view, polygons.place(index)) for index in empty[-DRAWN_RUNS:]}
        drawn = [measure_drawn(watched, index, pixel) for index, pixel in pixels.items()]
    return Recolourings(first, works, drawn)


def recolour(watched: Watched, index: int) -> float:
    """Give a polygon the deepest color; when that was, in seconds of this machine's clock."""
    return float(watched.page.evaluate(CALL, [index, DEEPEST])) / 1000


def measure_work(watched: Watched, index: int) -> Work:
    """What the main thread of an idle page does for it."""
    before = watched.read_work()
    recolour(watched, index)
    after = watched.wait_until_idle()
    return Work(after.wall - before.wall, after.cpu - before.cpu)


def measure_drawn(watched: Watched, index: int, middle: Pixel) -> float:
    """Seconds until a frame shows the polygon in another color. Raises `Unfinished`."""
    around = [(middle[0] + right, middle[1] + down) for right in (-1, 0, 1) for down in (-1, 0, 1)]
    with watched.filming():
        before = watched.wait_for_still().colors(around)
        called = recolour(watched, index)
        while (drawn := find_change(watched.frames, around, before)) is None:
            watched.wait_until_idle(called + BOUND - time.time())
    return drawn - called


def find_change(frames: Sequence[Frame], pixels: Sequence[Pixel], before: Sequence[Color]) -> float | None:
    """When the first frame came in which one of the pixels has another color than before; None when none has."""
    changed = (frame.at for frame in frames if any(map(differ, frame.colors(pixels), before)))
    return next(changed, None)


if __name__ == "__main__":
    sys.stdout.write(measure([int(size) for size in sys.argv[1:]] or SIZES))
