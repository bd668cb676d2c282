"""The wall of the soak: a real Chromium that shows it, asked again and again what it holds."""

import resource
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Frame

from bench.soak_workers import Workers

SCRIPT = Path(__file__).with_name("soak.js")
SIZE = {"width": 1920, "height": 1080}
ADDRESS = "/wall?memory=off"
SCREEN = "/wall/screen"
FIRST_PICTURE = (".grid-map.is-drawn", ".wall-total:not(.is-waiting)", ".wall-panel.is-days .bartext")
FIRST_PICTURE_SECONDS = 60
MEGABYTE = 2**20


@dataclass(frozen=True)
class Reading:
    """What the wall holds after a forced collection: heaps of the page and its workers in MB.

    `longest`: ms of the longest task, and after how many seconds it came; `server`: what the web process holds, in MB.
    """

    at: float
    heap: float
    workers: float
    nodes: int
    listeners: int
    contexts: int
    longest: tuple[float, float]
    server: float


class Wall:
    """One wall; `opened` counts the pages that its frames opened."""

    def __init__(self, browser: Browser, url: str, *, leaks: bool) -> None:
        self.opened = 0
        context = browser.new_context(viewport=SIZE)
        context.add_init_script(path=SCRIPT)
        self._page = context.new_page()
        self._page.on("framenavigated", self._count)
        self._page.goto(url + ADDRESS)
        for piece in FIRST_PICTURE:
            self._screen().wait_for_selector(piece, timeout=FIRST_PICTURE_SECONDS * 1000)
        self._cdp = context.new_cdp_session(self._page)
        self._cdp.send("HeapProfiler.enable")
        self._cdp.send("Performance.enable")
        self._workers = Workers(browser, self.rest)
        self._screen().evaluate("async leaks => { soak.begin(); if (leaks) await soak.leak(); }", leaks)
        self.planned = self.opened

    def rest(self, seconds: float) -> None:
        """Let so much time pass."""
        self._page.wait_for_timeout(seconds * 1000)

    def look(self) -> tuple[str | None, str | None, str | None]:
        """Revision of the counts, revision of the board, and what the page says of them."""
        counts, board, state = self._screen().evaluate("() => soak.look()")
        return counts, board, state

    def ask(self, script: str) -> Any:
        """What a script finds on the screen."""
        return self._screen().evaluate(script)

    def read(self, server: int) -> Reading:
        """Collect everything that nobody holds, and read what is left; `server` is the web process's id."""
        screen = self._screen()
        screen.evaluate("() => soak.force()")
        for _ in range(2):
            self._cdp.send("HeapProfiler.collectGarbage")
        told = {metric["name"]: metric["value"] for metric in self._cdp.send("Performance.getMetrics")["metrics"]}
        workers = self._workers.read_heaps()
        screen.evaluate("() => soak.release()")
        return Reading(
            at=time.monotonic(),
            heap=told["JSHeapUsedSize"] / MEGABYTE,
            workers=workers / MEGABYTE,
            nodes=int(told["Nodes"]),
            listeners=int(told["JSEventListeners"]),
            contexts=screen.evaluate("() => soak.countContexts()"),
            longest=tuple(screen.evaluate("() => soak.longest()")),
            server=read_memory(server) / MEGABYTE,
        )

    def _screen(self) -> Frame:
        """The frame that draws the wall."""
        deadline = time.monotonic() + FIRST_PICTURE_SECONDS
        while time.monotonic() < deadline:
            screens = [frame for frame in self._page.frames if SCREEN in frame.url]
            if screens:
                return screens[0]
            self.rest(0.1)
        raise TimeoutError("the wall shows no screen")

    def _count(self, frame: Frame) -> None:
        self.opened += "/wall" in frame.url


def read_memory(process: int) -> int:
    """Bytes of a process that are in memory."""
    pages = Path(f"/proc/{process}/statm").read_text("ascii").split()[1]
    return int(pages) * resource.getpagesize()
