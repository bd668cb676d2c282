"""The one clock of every side: a real Chromium whose frames and main-thread time are read from outside the page."""

import base64
import io
import math
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, CDPSession, Page, Request, sync_playwright

from bench.polygons import View
from tests.browser.conftest import CHROMIUM, QUIET, SOFTWARE_GL, TABLET

BOUND = 120.0
"""Seconds after which a side has not finished."""
QUIET_SECONDS = 1.5
"""A page is idle when for this long nothing was asked of the server, no picture changed and no thread had work."""
POLL = 0.25
IDLE_SHARE = 0.1
"""A Chromium that is busy for less than this part of the time, workers and drawing included, does nothing but tick."""

SHARED = "shared_stream.mjs"
"""The script of our pages' shared worker: it belongs to no page, so that none hears when it came."""

Pixel = tuple[int, int]
Color = tuple[int, ...]


class Unfinished(Exception):
    """A side was not done within the bound."""


@dataclass(frozen=True)
class Frame:
    """A picture that Chromium put on the screen: when, in seconds of this machine's clock, and as PNG."""

    at: float
    png: bytes

    def colors(self, pixels: Sequence[Pixel]) -> list[Color]:
        """The colors of some pixels."""
        picture = Image.open(io.BytesIO(self.png)).convert("RGB")
        return [tuple(picture.getpixel(pixel)) for pixel in pixels]


@dataclass(frozen=True)
class Work:
    """Chromium's `TaskDuration` of a page's main thread in seconds, by the clock on the wall and by the processor's."""

    wall: float
    cpu: float


@dataclass
class Watched:
    """A page, the frames it showed while it was filmed, and the requests it made."""

    page: Page
    cdp: CDPSession
    cpu: CDPSession
    system: CDPSession
    frames: list[Frame] = field(default_factory=list)
    waiting: set[Request] = field(default_factory=set)
    finished: list[Request] = field(default_factory=list)

    def wait_for_still(self) -> Frame:
        """Wait for a frame that stands while the page is idle, and forget those before it. Raises `Unfinished`."""
        deadline = time.monotonic() + BOUND
        self.frames.clear()
        while not self.frames:
            self.wait_until_idle(deadline - time.monotonic())
        del self.frames[:-1]
        return self.frames[0]

    def read_work(self) -> Work:
        """What the page's main thread has done so far."""
        return Work(read_task_seconds(self.cdp), read_task_seconds(self.cpu))

    def busy_seconds(self) -> float:
        """Processor time of pages, workers and drawing so far: a page whose worker computes is not idle."""
        processes = self.system.send("SystemInfo.getProcessInfo")["processInfo"]
        return float(sum(process["cpuTime"] for process in processes if process["type"] in ("renderer", "GPU")))

    def wait_until_idle(self, bound: float = BOUND) -> Work:
        """Wait for `QUIET_SECONDS` of quiet; the main thread's work until their beginning. Raises `Unfinished`."""
        deadline = time.monotonic() + bound
        began, done = time.monotonic(), self.read_work()
        frames, busy = len(self.frames), self.busy_seconds()
        while time.monotonic() - began < QUIET_SECONDS:
            if time.monotonic() > deadline:
                raise Unfinished
            self.page.wait_for_timeout(POLL * 1000)
            work, before = self.read_work(), busy
            busy = self.busy_seconds()
            if self.waiting or len(self.frames) != frames or busy - before > IDLE_SHARE * POLL:
                began, done = time.monotonic(), work
            frames = len(self.frames)
        return done

    @contextmanager
    def filming(self) -> Iterator[None]:
        """Keep every frame; it takes time of its own, so that task time is measured without it."""
        self.cdp.send("Page.startScreencast", {"format": "png", "everyNthFrame": 1})
        yield
        self.cdp.send("Page.stopScreencast")

    def wire_bytes(self) -> int:
        """Bytes of all finished answers as they were sent: headers and bodies, compressed as they came."""
        sizes = [request.sizes() for request in self.finished]
        return sum(size["responseHeadersSize"] + size["responseBodySize"] for size in sizes)

    def begin(self, request: Request) -> None:
        """Note a request whose end this page will hear of."""
        if request.resource_type != "eventsource" and not request.url.endswith(SHARED):
            self.waiting.add(request)

    def end(self, request: Request) -> None:
        """Note an answer that came whole."""
        self.waiting.discard(request)
        self.finished.append(request)

    def keep(self, event: Any) -> None:
        self.cdp.send("Page.screencastFrameAck", {"sessionId": event["sessionId"]})
        self.frames.append(Frame(event["metadata"]["timestamp"], base64.b64decode(event["data"])))


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Chromium that draws in software, as on any machine without a graphics card."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *SOFTWARE_GL])
        yield browser
        browser.close()


@contextmanager
def watch_page(browser: Browser) -> Iterator[Watched]:
    """A tablet's page with an empty cache that is watched from before its first request."""
    context = browser.new_context(viewport=TABLET)
    context.set_default_timeout(BOUND * 1000)
    page = context.new_page()
    sessions = (context.new_cdp_session(page), context.new_cdp_session(page), browser.new_browser_cdp_session())
    watched = Watched(page, *sessions)
    page.on("request", lambda request: watched.begin(request))
    page.on("requestfailed", lambda request: watched.waiting.discard(request))
    page.on("requestfinished", lambda request: watched.end(request))
    watched.cdp.on("Page.screencastFrame", watched.keep)
    watched.cdp.send("Performance.enable", {"timeDomain": "timeTicks"})
    watched.cpu.send("Performance.enable", {"timeDomain": "threadTicks"})
    yield watched
    context.close()


def read_task_seconds(session: CDPSession) -> float:
    """The main thread's `TaskDuration` in the clock that the session chose."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration"))


def find_pixel(view: View, place: tuple[float, float]) -> Pixel:
    """Where a lon/lat place lies on a page that the map fills (spherical Mercator)."""
    world = 512 * 2 ** view[2]
    (x, y), (middle_x, middle_y) = (project(lon, lat) for lon, lat in (place, view[:2]))
    return (
        round(TABLET["width"] / 2 + (x - middle_x) * world),
        round(TABLET["height"] / 2 + (y - middle_y) * world),
    )


def project(lon: float, lat: float) -> tuple[float, float]:
    """Spherical Mercator, the world being the square from 0 to 1."""
    return lon / 360 + 0.5, 0.5 - math.asinh(math.tan(math.radians(lat))) / (2 * math.pi)


def differ(one: Color, other: Color) -> bool:
    """Whether two colors are different to the eye."""
    return sum(abs(mine - theirs) for mine, theirs in zip(one, other, strict=True)) > 12
