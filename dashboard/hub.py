"""One hub per web process: it asks the store what is new and tells every screen."""

import asyncio
import time
from contextlib import suppress
from typing import Any

from starlette.concurrency import run_in_threadpool

from dashboard.events import describe_all, describe_parts, describe_some, describe_sources, write_event, write_moment
from dashboard.screen import Screen
from dashboard.watcher import PATIENCE_SECONDS, Watcher
from data.clock import Clock
from data.count_book import CountBook
from data.counts import News, Picture, read_changed_areas
from data.faults import StoreAway, StoreBusy
from data.people import PeopleRule
from data.revisions import Revision, parse_revision
from data.sources import Source
from data.store import Store

BEAT_SECONDS = 10.0
SILENT_SECONDS = 15.0


class Hub:
    """Counts, screens and events: all of it belongs to the event loop that started it. Its watcher reads the store."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store = store
        self.clock = clock
        self.is_here = False
        self.boundaries: int | None = None
        self.revision: Revision | None = None
        self._book: CountBook | None = None
        self._rule: PeopleRule | None = None
        self._snapshot: bytes | None = None
        self._sources: dict[str, bytes] = {}
        self._screens: set[Screen] = set()
        self._starting: dict[Screen, set[int] | None] = {}
        self._settled = asyncio.Event()
        self._watcher = Watcher(store.url, clock, self)

    @property
    def is_alive(self) -> bool:
        """Whether its thread asks and its beats are told."""
        return self._watcher.is_alive and not self._beats.done()

    @property
    def heard(self) -> float:
        """When the store last answered (`time.monotonic`); before that, when the hub was made."""
        return self._watcher.heard

    async def start(self) -> None:
        """Begin to watch; returns when the store was read, is known to be away, or keeps one waiting too long."""
        self._beats = asyncio.create_task(self._beat())
        self._watcher.start()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._settled.wait(), PATIENCE_SECONDS)

    def stop(self) -> None:
        """End all streams and the thread."""
        self._beats.cancel()
        for screen in list(self._screens):
            screen.drop()
        self._watcher.stop()

    def join(self) -> Screen:
        """A new screen; from now on it is offered every event."""
        screen = Screen()
        self._screens.add(screen)
        self._watcher.heed(has_screens=True)
        return screen

    def leave(self, screen: Screen) -> None:
        """Forget a screen."""
        self._screens.discard(screen)
        self._watcher.heed(has_screens=bool(self._screens))

    async def write_start(self, screen: Screen, since: str | None) -> bytes:
        """What a screen hears first: what it missed since its revision, or everything, or that the store is away.

        What changed while the store was asked is in the book by now: it is said with the start, not once more after it.
        """
        revision = parse_revision(since)
        self._starting[screen] = set()
        areas = None if revision is None else await self._read_missed(revision)
        meanwhile = self._starting.pop(screen)
        screen.forget()
        if not self.is_here or self._book is None:
            return self._write_beat()
        if areas is None or meanwhile is None:
            start = self._write_snapshot()
        else:
            start = self._write_counts(meanwhile.union(*map(self._book.chain, areas)))
        return start + b"".join(self._sources.values())

    async def _read_missed(self, revision: Revision) -> list[int | None] | None:
        try:
            return await run_in_threadpool(read_changed_areas, self.store, revision)
        except (StoreAway, StoreBusy):
            return None

    def replace(self, picture: Picture, book: CountBook, rule: PeopleRule) -> None:
        """Begin anew from a picture: every screen gets a snapshot."""
        self._book = book
        self._rule = rule
        self.boundaries = picture.boundaries
        self.revision = picture.revision
        self.is_here = True
        self._settled.set()
        self._snapshot = None
        self._starting = dict.fromkeys(self._starting)
        if self._screens:
            self._broadcast(self._write_snapshot())

    def apply(self, revision: Revision, news: News, issues: list[dict[str, Any]]) -> None:
        """Take in what is new and say it."""
        if self._book is None:
            return
        self.revision = revision
        self._snapshot = None
        touched = self._book.add(news.counts)
        for meanwhile in self._starting.values():
            if meanwhile is not None:
                meanwhile |= touched
        if news.counts and self._screens:
            self._broadcast(self._write_counts(touched))
        for issue in issues:
            self._broadcast(write_event("issue", issue))

    def tell_sources(self, sources: list[Source]) -> None:
        """Say what the measures are made of, and how old that is: when a sync was told, or one became late."""
        told = {"parts": describe_parts(sources), "source": describe_sources(sources, self.clock.now())}
        for name, data in told.items():
            event = write_event(name, data)
            if self._sources.get(name) != event:
                self._sources[name] = event
                self._broadcast(event)

    def lose_store(self) -> None:
        """Say that the store is away."""
        self._settled.set()
        if self.is_here:
            self.is_here = False
            self._broadcast(self._write_beat())

    def _broadcast(self, event: bytes) -> None:
        for screen in self._screens:
            screen.offer(event)

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            self._broadcast(self._write_beat())

    def _write_beat(self) -> bytes:
        is_heard = time.monotonic() - self.heard < SILENT_SECONDS
        store = "here" if self.is_here and is_heard else "away"
        return write_event("beat", {**self._describe_moment(), "store": store})

    def _write_snapshot(self) -> bytes:
        if self._snapshot is None:
            self._snapshot = self._write_numbers("snapshot", describe_all(self._book, self._rule))
        return self._snapshot

    def _write_counts(self, areas: set[int]) -> bytes:
        return self._write_numbers("counts", describe_some(self._book, self._rule, areas))

    def _write_numbers(self, name: str, numbers: dict[str, Any]) -> bytes:
        return write_event(name, self._describe_moment() | numbers, str(self.revision))

    def _describe_moment(self) -> dict[str, Any]:
        return {"revision": str(self.revision) if self.revision else None, "at": write_moment(self.clock.now())}
