"""One hub per web process: it asks the store what is new and tells every screen."""

import asyncio
import time
from collections.abc import Collection, Sequence
from contextlib import suppress
from typing import Any

from dashboard.board import Boards
from dashboard.build import read_build
from dashboard.events import describe_parts, describe_sources, write_counts, write_event, write_moment
from dashboard.progress import Gap, Progress
from dashboard.screen import Screen
from dashboard.sheet import Sheet
from dashboard.tally import Tally
from dashboard.watcher import PATIENCE_SECONDS, Watcher
from data.clock import Clock
from data.counts import News
from data.revisions import Revision
from data.sources import Source
from data.store import Store

BEAT_SECONDS = 10.0
SILENT_SECONDS = 15.0


class Hub:
    """Counts, screens and events: all of it belongs to the event loop that started it. Its watcher reads the store."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.clock = clock
        self.is_here = False
        self.boundaries: int | None = None
        self.tally = Tally()
        self._sheet: Sheet | None = None
        self._snapshot: bytes | None = None
        self._starts: dict[Gap, bytes] = {}
        self._sources: dict[str, bytes] = {}
        self._screens: set[Screen] = set()
        self._is_closed = False
        self._settled = asyncio.Event()
        self._watcher = Watcher(store.url, clock, self)
        self._progress = Progress(store, self._watcher.hurry)
        self.boards = Boards(store.url, clock, self._progress, self._tell_board)

    @property
    def revision(self) -> Revision | None:
        """How far it has come; None when the store was never here."""
        return self._progress.revision

    @property
    def is_alive(self) -> bool:
        """Whether its threads ask and its beats are told."""
        return self._watcher.thread.is_alive and self.boards.thread.is_alive and not self._beats.done()

    @property
    def screens(self) -> int:
        """How many are connected."""
        return len(self._screens)

    @property
    def heard(self) -> float:
        """When the store last answered (`time.monotonic`); before that, when the hub was made."""
        return self._watcher.heard

    async def start(self) -> None:
        """Begin to watch; returns when the store was read, is known to be away, or keeps one waiting too long."""
        self._beats = asyncio.create_task(self._beat())
        self._watcher.thread.start()
        self.boards.thread.start()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._settled.wait(), PATIENCE_SECONDS)

    def close(self) -> None:
        """End all streams, and from now on every new one."""
        self._is_closed = True
        for screen in self._screens:
            screen.drop()

    def stop(self) -> None:
        """End all streams and the threads."""
        self.close()
        self._beats.cancel()
        self.boards.thread.stop()
        self._watcher.thread.stop()

    async def join(self, since: str | None, *, hears_boards: bool = True) -> Screen:
        """A new screen, which is offered every event from now on, boards only if it hears them.

        First it hears which build this is; then what it missed since its revision, or everything, or that the store
        is away.
        """
        gap = await self._progress.find_gap(since)
        screen = Screen(hears_boards=hears_boards)
        for event in self._list_first(gap, screen):  # nothing may be awaited from here on: it would be in neither
            screen.offer(event)
            self.tally.add_event(event, 1)
        self._screens.add(screen)
        self._heed()
        if self._is_closed:
            screen.drop()
        return screen

    def leave(self, screen: Screen) -> None:
        """Forget a screen."""
        self._screens.discard(screen)
        self._heed()

    def replace(self, revision: Revision, boundaries: int, sheet: Sheet) -> None:
        """Begin anew: every screen gets a snapshot."""
        self._sheet = sheet
        self.boundaries = boundaries
        self.is_here = True
        self._progress.begin(revision)
        self._forget_written()
        self.boards.begin_anew()
        self._settled.set()
        if self._screens:
            self._broadcast(self._write_snapshot())

    def apply(self, revision: Revision, news: News, issues: list[dict[str, Any]]) -> None:
        """Take in what is new and say it."""
        if self._sheet is None:
            return
        touched = self._sheet.add(news.counts)
        self._progress.advance(revision, touched)
        self._forget_written()
        if news.counts or news.issues:
            self.boards.renew()
        if self._screens and (news.counts or issues):
            counts = [self._write_counts(touched)] if news.counts else []
            self._broadcast(*counts, *(write_event("issue", issue) for issue in issues))
            self.tally.add_lag(time.monotonic() - news.written)

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

    def _heed(self) -> None:
        self._watcher.heed(has_screens=bool(self._screens))
        self.boards.heed(has_screens=any(screen.hears_boards for screen in self._screens))

    def _broadcast(self, *events: bytes) -> None:
        self._tell(self._screens, events)

    def _tell_board(self, event: bytes) -> None:
        self._tell([screen for screen in self._screens if screen.hears_boards], [event])

    def _tell(self, screens: Collection[Screen], events: Sequence[bytes]) -> None:
        for event in events:
            self.tally.add_event(event, len(screens))
        words = b"".join(events)
        self.tally.dropped += sum([screen.offer(words) for screen in screens])

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            self._broadcast(self._write_beat())

    def _list_first(self, gap: Gap | None, screen: Screen) -> list[bytes]:
        build = write_event("build", {"build": read_build()})
        if not self.is_here or self._sheet is None:
            return [build, self._write_beat()]
        boards = self.boards.list_last() if screen.hears_boards else []
        return [build, self._write_missed(gap), *self._sources.values(), *boards]

    def _write_missed(self, gap: Gap | None) -> bytes:
        meanwhile = None if gap is None else self._progress.recent.since(gap.told)
        if gap is None or meanwhile is None:
            return self._write_snapshot()
        if gap not in self._starts:
            self._starts[gap] = self._write_counts(meanwhile.union(*map(self._sheet.book.chain, gap.areas)))
        return self._starts[gap]

    def _write_beat(self) -> bytes:
        is_heard = time.monotonic() - self.heard < SILENT_SECONDS
        store = "here" if self.is_here and is_heard else "away"
        return write_event("beat", {**self._describe_moment(), "store": store})

    def _write_snapshot(self) -> bytes:
        if self._snapshot is None:
            self._snapshot = write_counts("snapshot", self._describe_whole(), self._sheet.list_all())
        return self._snapshot

    def _write_counts(self, areas: set[int]) -> bytes:
        return write_counts("counts", self._describe_whole(), self._sheet.list_some(areas))

    def _forget_written(self) -> None:
        self._snapshot = None
        self._starts.clear()

    def _describe_whole(self) -> dict[str, Any]:
        return self._describe_moment() | self._sheet.describe_whole()

    def _describe_moment(self) -> dict[str, Any]:
        return {"revision": str(self.revision) if self.revision else None, "at": write_moment(self.clock.now())}
