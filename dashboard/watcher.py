"""The hub's thread: it asks the store what is new, and tells it on the event loop."""

import logging
import time
from typing import Any, Protocol

from dashboard.events import write_moment
from dashboard.sheet import Sheet
from dashboard.store_thread import StoreThread
from data.clock import Clock
from data.count_book import CountBook
from data.counts import News, Picture, adopt_cluster, read_news, read_picture
from data.faults import StoreAway, StoreBusy
from data.issues import read_issues
from data.people import PeopleRule
from data.preferences import read_people_rule
from data.revisions import Revision
from data.sources import Source, read_sources

LOG = logging.getLogger("gridboard.live")
ASK_SECONDS = 0.02
IDLE_SECONDS = 1.0
TELL_SECONDS = 1.0
PATIENCE_SECONDS = 10.0


class Listener(Protocol):
    """Who is told, always on the event loop."""

    def replace(self, revision: Revision, boundaries: int, sheet: Sheet) -> None:
        """Everything was read anew."""

    def apply(self, revision: Revision, news: News, issues: list[dict[str, Any]]) -> None:
        """Something changed, or nothing for a second."""

    def tell_sources(self, sources: list[Source]) -> None:
        """The sources, every second."""

    def lose_store(self) -> None:
        """The store does not answer."""


class Watcher:
    """A thread that only reads the store: every 20 ms while screens are there, each second otherwise."""

    def __init__(self, url: str, clock: Clock, listener: Listener) -> None:
        self.clock = clock
        self.heard = self._asked = time.monotonic()
        self._listener = listener
        self._has_screens = False
        self._must_tell = False
        self.thread = StoreThread("hub", url, PATIENCE_SECONDS, self._watch)

    def heed(self, *, has_screens: bool) -> None:
        """Ask at once and often when there are screens."""
        self._has_screens = has_screens
        if has_screens:
            self.thread.wake()

    def hurry(self) -> None:
        """Ask at once, and tell even when nothing is new."""
        self._must_tell = True
        self.thread.wake()

    def _watch(self) -> None:
        while not self.thread.stopped.is_set():
            try:
                adopt_cluster(self.thread.store)
                self._follow(read_picture(self.thread.store), read_people_rule(self.thread.store))
            except (StoreAway, StoreBusy) as fault:
                LOG.warning("the store is away: %s", fault)
                self._lose_store()
            except Exception:  # whatever it is: screens must not take old counts for live ones, and it is tried again
                LOG.exception("the store cannot be followed")
                self._lose_store()

    def _lose_store(self) -> None:
        self.thread.tell(self._listener.lose_store)
        self.thread.rest(IDLE_SECONDS)

    def _follow(self, picture: Picture, rule: PeopleRule) -> None:
        """Until the boundaries, the rule or the server's run change: then everything is read anew."""
        sheet = Sheet(CountBook(picture), rule)
        self.thread.tell(self._listener.replace, picture.revision, picture.boundaries, sheet)
        last, told = picture.revision, time.monotonic()
        self._ask_sources(after=0)
        while not self.thread.stopped.is_set():
            self._rest()
            must_tell, self._must_tell = self._must_tell, False
            news = read_news(self.thread.store, last)
            self.heard = time.monotonic()
            if news is None or news.boundaries != picture.boundaries:
                return
            last = news.revision
            self._ask_sources(after=TELL_SECONDS)
            if not (must_tell or news.counts or news.issues or self.heard - told > TELL_SECONDS):
                continue
            self.thread.tell(self._listener.apply, last, news, self._read_lines(news))
            told = self.heard
            if read_people_rule(self.thread.store) != rule:
                return

    def _ask_sources(self, after: float) -> None:
        """Tell the sources, unless they were told less than so many seconds ago."""
        if time.monotonic() - self._asked < after:
            return
        self._asked = time.monotonic()
        self.thread.tell(self._listener.tell_sources, read_sources(self.thread.store))

    def _read_lines(self, news: News) -> list[dict[str, Any]]:
        moments = dict(news.issues)
        rows = read_issues(self.thread.store, list(moments)) if moments else []
        zone = self.clock.time_zone
        return [{"id": row.id, "at": write_moment(moments[row.id].astimezone(zone)), **row._asdict()} for row in rows]

    def _rest(self) -> None:
        if self._has_screens:
            self.thread.rest(ASK_SECONDS)
        else:
            self.thread.sleep(IDLE_SECONDS)
