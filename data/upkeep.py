"""What the store needs while an app runs: deadlines by the clock, folding, verification, words."""

import logging
import time
from dataclasses import dataclass
from datetime import datetime

from data.chore import Chore
from data.clock import Clock
from data.counts import fold_counts
from data.load_records import forget_rejected
from data.overdue import mark_overdue
from data.preferences import read_retention
from data.search_words import write_search_words
from data.store import Store
from data.verification import verify

LOG = logging.getLogger("gridboard.upkeep")
MARK_SECONDS = 1.0
FOLD_SECONDS = 600.0
FIRST_FOLD_SECONDS = 60.0
"""After a start: the screens that come back continue from revisions of the former run, which no folding has passed."""
WORDS_SECONDS = 60.0
"""Loads write the words of their areas themselves; this is for areas that plain SQL added or renamed."""
DOUBT_SECONDS = 60.0
"""Where something differs it is compared again so soon: a repair shows."""


@dataclass(frozen=True)
class Folded:
    """The last folding: when, how long it took, how many counts it touched, how many old changes it forgot."""

    at: datetime
    seconds: float
    touched: int
    forgotten: int


@dataclass(frozen=True)
class Verified:
    """The last verification: when, how long it took, how many counts, places and deadlines of issues differed."""

    at: datetime
    seconds: float
    counts: int
    misplaced: int
    mistimed: int

    @property
    def differences(self) -> int:
        """How much differed in all."""
        return self.counts + self.misplaced + self.mistimed


class Upkeep:
    """Four chores that keep one store. What they found last stays while the store is away."""

    def __init__(self, url: str, clock: Clock, verify_seconds: float, fold_after: float = FIRST_FOLD_SECONDS) -> None:
        self.clock = clock
        self.verify_seconds = verify_seconds
        self.folded: Folded | None = None
        self.verified: Verified | None = None
        self.marking = Chore("deadlines", url, self._mark)
        self.chores = (
            self.marking,
            Chore("folding", url, self._fold, after=fold_after),
            Chore("verification", url, self._verify),
            Chore("words", url, self._name),
        )

    @property
    def is_alive(self) -> bool:
        """Whether every chore is at work."""
        return all(chore.is_alive for chore in self.chores)

    def start(self) -> None:
        """Begin; all is done at once, but folding after `fold_after` seconds."""
        for chore in self.chores:
            chore.start()

    def stop(self) -> None:
        """End after the steps under way, or without them when they take long: the server then undoes them."""
        for chore in self.chores:
            chore.stop()
        end = time.monotonic() + 5
        for chore in self.chores:
            chore.join(max(0.0, end - time.monotonic()))

    def _mark(self, store: Store) -> float:
        mark_overdue(store, self.clock.now())
        return MARK_SECONDS

    def _fold(self, store: Store) -> float:
        now, begun = self.clock.now(), time.monotonic()
        forget_rejected(store)
        touched, forgotten = fold_counts(store, read_retention(store))
        self.folded = Folded(now, time.monotonic() - begun, touched, forgotten)
        return FOLD_SECONDS

    def _verify(self, store: Store) -> float:
        now, begun = self.clock.now(), time.monotonic()
        mark_overdue(store, now)  # what fell due while nobody could mark it is late, not wrong
        found = verify(store, now)
        seconds = time.monotonic() - begun
        self.verified = Verified(now, seconds, len(found.counts), len(found.misplaced), len(found.mistimed))
        if found.is_right:
            return self.verify_seconds
        LOG.error(
            "counts differ from a recount, see `python -m data verify`: %d counts, %d misplaced, %d mistimed",
            self.verified.counts,
            self.verified.misplaced,
            self.verified.mistimed,
        )
        return min(self.verify_seconds, DOUBT_SECONDS)

    def _name(self, store: Store) -> float:
        with store.transaction() as transaction:
            write_search_words(transaction)
        return WORDS_SECONDS
