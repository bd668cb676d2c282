"""From the commit of one issue to the screen: a tablet that shows Taipei's grids, while 100 other screens follow.

Commit is the moment before COMMIT is sent, by this machine's clock, which the page's clock is compared with. Applied:
the count is in the map and MapLibre has issued the frame that has it. Pixel: a pixel of that frame was read back, which
waits until it is drawn; an empty redraw is the same view, asked for again and read back. Fill and number are watched
apart: MapLibre draws the fills, the map's own writer the numbers.
"""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict, dataclass, field
from itertools import cycle, islice
from multiprocessing import Process
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlsplit

from playwright.sync_api import Page

from bench.audience import Audience
from bench.browser import open_browser, watch_page
from bench.probes import VIEW, Probe, find_probes
from bench.results import write_table
from bench.taipei import TAIPEI, run_taipei
from dashboard.serving import prepare_process
from data.store import Store
from tests.serving import serve

TITLE = "A change on the screen"
SCRIPT = Path(__file__).with_name("frames.js")
SCREENS = 100
ISSUES = 2_000
CHANGES = 100
BLOCK = 10
"""Of one kind in a row, before the next kind has its turn."""
APART = 0.5
"""Seconds from one commit, or one redraw, to the next."""
LONG = 86_400.0
AREAS = 30
"""Grids that change, one after the other: an issue comes, and the next time it is closed."""

REDRAW = "an empty redraw, pixel"
PARTS = ("fill", "number")

Seconds = dict[str, list[float]]


def measure(changes: int = CHANGES) -> str:
    """The table of the report; takes some four minutes. Fewer changes make it shorter."""
    if not TAIPEI.exists():
        return f"Not measured: there are no areas at {TAIPEI}."
    with ExitStack() as stack:
        cluster = stack.enter_context(run_taipei("micro_grid"))
        feed = stack.enter_context(closing(Store(cluster.url("feed"), size=1)))
        feed.execute(ADD_ISSUES, {"issues": ISSUES})
        url = stack.enter_context(serve(cluster.url("app")))
        stack.enter_context(following(url, SCREENS))
        page = stack.enter_context(watch_page(stack.enter_context(open_browser()))).page
        probes = open_map(page, url, find_probes(feed))
        before = compare_clocks(page)
        taken = measure_kinds(page, Feed(feed), probes, changes)
        return describe(taken, changes, max(before, compare_clocks(page)))


# --- the stage -----------------------------------------------------------------------------------------------------

ADD_ISSUES = """
INSERT INTO issue (source, source_reference, category, geom)
SELECT 'patrol', number::text, 'bench', ST_PointOnSurface(a.geom)
FROM (SELECT geom, row_number() OVER (ORDER BY random()) AS number FROM area WHERE level = 'micro_grid') AS a
WHERE number <= %(issues)s
"""


@contextmanager
def following(url: str, screens: int) -> Iterator[None]:
    """Other screens follow, in a process of their own. Raises `RuntimeError` when one of them could not go on."""
    process = Process(target=_follow, args=(urlsplit(url).port, screens))
    process.start()
    try:
        yield
        if not process.is_alive():
            raise RuntimeError("the other screens did not follow to the end")
    finally:
        process.terminate()
        process.join()


def _follow(port: int, screens: int) -> None:
    audience = Audience(port)
    audience.open(screens)
    audience.rest(LONG)


def open_map(page: Page, url: str, candidates: Sequence[Probe]) -> list[Probe]:
    """Open the map and wait until it is drawn; the candidates that nothing is written on."""
    lon, lat, zoom = VIEW
    page.add_init_script(path=SCRIPT)
    page.goto(f"{url}/?view={lon},{lat},{zoom}")
    page.wait_for_selector(".grid-map.is-drawn")
    page.wait_for_timeout(3000)
    page.evaluate("() => window.watched.begin()")
    blank = (probe for probe in candidates if page.evaluate("area => window.watched.isBlank(area)", asdict(probe)))
    return list(islice(blank, AREAS))


# --- the changes ---------------------------------------------------------------------------------------------------


@dataclass
class Feed:
    """Who commits: an area gets an issue, and the next time that issue is closed."""

    store: Store
    open: set[int] = field(default_factory=set)

    def change(self, probe: Probe) -> float:
        """Commit; the moment before it, in seconds of this machine's clock."""
        statement = CLOSE_ISSUE if probe.id in self.open else OPEN_ISSUE
        self.open ^= {probe.id}
        lon, lat = probe.label
        with self.store.transaction() as transaction:
            transaction.execute(statement, {"number": f"change {probe.id}", "lon": lon, "lat": lat})
            return time.time()

    def next_count(self, probe: Probe) -> int:
        """What the area's count will be after its next change."""
        return int(probe.id not in self.open)


OPEN_ISSUE = """
INSERT INTO issue (source, source_reference, category, geom)
VALUES ('patrol', %(number)s, 'bench', ST_Point(%(lon)s, %(lat)s, 4326))
ON CONFLICT (source, source_reference) DO UPDATE SET status = 'accepted'
"""

CLOSE_ISSUE = """
UPDATE issue SET status = 'closed' WHERE source = 'patrol' AND source_reference = %(number)s
"""


def measure_kinds(page: Page, feed: Feed, probes: Sequence[Probe], changes: int) -> Seconds:
    """Seconds of each kind: blocks of redraws, of changes until applied, of changes until their pixels, in turns."""
    redraws: list[float] = []
    seen: dict[str, list[dict[str, float]]] = {"applied": [], "pixel": []}
    areas = cycle(probes)
    for _ in range(-(-changes // BLOCK)):
        redraws += [redraw(page) for _ in range(BLOCK)]
        for kind, moments in seen.items():
            moments += [follow_change(page, feed, kind, probe) for probe in islice(areas, BLOCK)]
    parts = {f"{part}, {kind}": [moment[part] for moment in seen[kind]] for kind in seen for part in PARTS}
    return parts | {REDRAW: redraws}


def redraw(page: Page) -> float:
    """Seconds of an empty redraw."""
    asked = time.time()
    taken = page.evaluate("() => window.watched.redraw()") / 1000
    _rest(page, asked)
    return float(taken)


def follow_change(page: Page, feed: Feed, kind: str, probe: Probe) -> dict[str, float]:
    """Seconds from the commit of one change until fill and number are there."""
    expected = [kind, asdict(probe) | {"count": feed.next_count(probe)}]
    page.evaluate("expected => window.watched.expect(expected)", expected)
    committed = feed.change(probe)
    seen = page.evaluate("() => window.watched.seen")
    _rest(page, committed)
    return {part: moment / 1000 - committed for part, moment in seen.items()}


def _rest(page: Page, since: float) -> None:
    page.wait_for_timeout(1000 * max(0.0, since + APART - time.time()))


def compare_clocks(page: Page) -> float:
    """By how many seconds the page's clock can differ from this process' at most, by the quickest of some questions."""
    bounds = []
    for _ in range(20):
        asked = time.time()
        told = page.evaluate("() => window.watched.now()") / 1000
        bounds.append(max(abs(told - asked), abs(told - time.time())))
    return min(bounds)


# --- the report ----------------------------------------------------------------------------------------------------


def describe(taken: Seconds, changes: int, clocks: float) -> str:
    """The table, and what it means for the promises."""
    rows = [(name, *(f"{1000 * figure:.0f} ms" for figure in summarize(moments))) for name, moments in taken.items()]
    late = {name: 1000 * summarize(moments)[1] for name, moments in taken.items()}
    drawn = {part: late[f"{part}, pixel"] - late[REDRAW] for part in PARTS}
    about = (
        f"{changes} changes of each kind, {1000 * APART:.0f} ms apart, {SCREENS} other screens; the clocks differ by "
        f"less than {1000 * clocks:.1f} ms. Promised: p95 of applied below 80 ms, of the fill "
        f"({late['fill, applied']:.0f}) and of the number ({late['number, applied']:.0f}); p95 of the pixel less "
        f"that of an empty redraw below 80 ms ({drawn['fill']:.0f} and {drawn['number']:.0f})."
    )
    return f"{__doc__}\n\n{about}\n\n{write_table(('from commit to', 'p50', 'p95', 'longest'), rows)}"


def summarize(moments: Sequence[float]) -> tuple[float, float, float]:
    """Median, 95th percentile and the longest."""
    parts = quantiles(moments, n=20, method="inclusive")
    return parts[9], parts[18], max(moments)


if __name__ == "__main__":
    prepare_process()
    sys.stdout.write(measure(*map(int, sys.argv[1:])))
