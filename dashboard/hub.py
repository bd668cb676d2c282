"""One hub per web process: it asks the store what is new and tells every screen."""

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from starlette.concurrency import run_in_threadpool

from dashboard.events import describe_all, describe_some, write_event, write_moment
from dashboard.screen import Screen
from data.clock import Clock
from data.count_book import CountBook
from data.counts import News, Picture, adopt_cluster, read_changed_areas, read_news, read_picture
from data.faults import StoreAway, StoreBusy
from data.issues import read_issues
from data.people import PeopleRule
from data.preferences import read_people_rule
from data.revisions import Revision, parse_revision
from data.store import Store

LOG = logging.getLogger("gridboard.live")
ASK_SECONDS = 0.02
IDLE_SECONDS = 1.0
BEAT_SECONDS = 10.0
TELL_SECONDS = 1.0
PATIENCE_SECONDS = 10.0
SILENT_SECONDS = 15.0


class Hub:
    """Its thread only reads the store; counts, screens and events belong to the event loop that started it."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store = store
        self.clock = clock
        self._own = Store(store.url, size=1, patience=PATIENCE_SECONDS)
        self._heard = time.monotonic()
        self.is_here = False
        self.boundaries: int | None = None
        self.revision: Revision | None = None
        self._book: CountBook | None = None
        self._rule: PeopleRule | None = None
        self._snapshot: bytes | None = None
        self._screens: set[Screen] = set()
        self._starting: dict[Screen, set[int] | None] = {}
        self._settled = asyncio.Event()
        self._stopped = threading.Event()
        self._wake = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="hub", daemon=True)

    # --- the event loop's side -------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Begin to watch; returns when the store was read, is known to be away, or keeps one waiting too long."""
        self._loop = asyncio.get_running_loop()
        self._beats = self._loop.create_task(self._beat())
        self._thread.start()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._settled.wait(), PATIENCE_SECONDS)

    def stop(self) -> None:
        """End all streams and the thread."""
        self._stopped.set()
        self._wake.set()
        self._beats.cancel()
        for screen in list(self._screens):
            screen.drop()
        self._thread.join(timeout=5)
        self._own.close()

    def join(self) -> Screen:
        """A new screen; from now on it is offered every event."""
        screen = Screen()
        self._screens.add(screen)
        self._wake.set()
        return screen

    def leave(self, screen: Screen) -> None:
        """Forget a screen."""
        self._screens.discard(screen)

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
            return self._write_snapshot()
        return self._write_counts(meanwhile.union(*map(self._book.chain, areas)))

    async def _read_missed(self, revision: Revision) -> list[int | None] | None:
        try:
            return await run_in_threadpool(read_changed_areas, self.store, revision)
        except (StoreAway, StoreBusy):
            return None

    def _replace(self, picture: Picture, book: CountBook, rule: PeopleRule) -> None:
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

    def _apply(self, revision: Revision, news: News, issues: list[dict[str, Any]]) -> None:
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

    def _go_away(self) -> None:
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
        is_heard = time.monotonic() - self._heard < SILENT_SECONDS
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

    # --- the thread's side -----------------------------------------------------------------------------------------

    def _watch(self) -> None:
        while not self._stopped.is_set():
            try:
                adopt_cluster(self._own)
                self._follow(read_picture(self._own), read_people_rule(self._own))
            except (StoreAway, StoreBusy) as fault:
                LOG.warning("the store is away: %s", fault)
                self._lose_store()
            except Exception:  # whatever it is: screens must not take old counts for live ones, and it is tried again
                LOG.exception("the store cannot be followed")
                self._lose_store()

    def _lose_store(self) -> None:
        self._tell(self._go_away)
        self._stopped.wait(IDLE_SECONDS)

    def _follow(self, picture: Picture, rule: PeopleRule) -> None:
        """Until the boundaries or the rule change: then everything is read anew."""
        self._tell(self._replace, picture, CountBook(picture), rule)
        last, told = picture.revision.snapshot, time.monotonic()
        while not self._stopped.is_set():
            self._rest()
            news = read_news(self._own, last)
            last, self._heard = news.snapshot, time.monotonic()
            if news.boundaries != picture.boundaries:
                return
            if not (news.counts or news.issues or time.monotonic() - told > TELL_SECONDS):
                continue
            self._tell(self._apply, Revision(picture.revision.identity, last), news, self._read_lines(news))
            told = time.monotonic()
            if read_people_rule(self._own) != rule:
                return

    def _read_lines(self, news: News) -> list[dict[str, Any]]:
        moments = dict(news.issues)
        rows = read_issues(self._own, list(moments)) if moments else []
        zone = self.clock.time_zone
        return [{"id": row.id, "at": write_moment(moments[row.id].astimezone(zone)), **row._asdict()} for row in rows]

    def _rest(self) -> None:
        if self._screens:
            self._stopped.wait(ASK_SECONDS)
        else:
            self._wake.wait(IDLE_SECONDS)
            self._wake.clear()

    def _tell(self, function: Callable[..., None], *arguments: Any) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(function, *arguments)
