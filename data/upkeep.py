"""What the store needs while an app runs: deadlines by the clock, folding, verification."""

import logging
import threading
from datetime import timedelta

from data.clock import Clock
from data.counts import fold_counts
from data.faults import StoreAway, StoreBusy
from data.overdue import mark_overdue
from data.store import Store
from data.verification import Verification, verify

LOG = logging.getLogger("gridboard.upkeep")
RETENTION = timedelta(days=400)
TICK_SECONDS = 1.0
FOLD_EVERY_TICKS = 600
VERIFY_EVERY_TICKS = 1800


class Upkeep:
    """A thread that keeps one store; `verified` is its last comparison of counts and recount."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store = store
        self.clock = clock
        self.verified: Verification | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="upkeep", daemon=True)

    def start(self) -> None:
        """Begin; the first verification is made at once."""
        self._thread.start()

    def stop(self) -> None:
        """End after the step under way."""
        self._stop.set()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        tick = 0
        while not self._stop.is_set():
            try:
                self._step(tick)
            except (StoreAway, StoreBusy) as fault:
                LOG.info("upkeep waits: %s", fault)
            except Exception:  # whatever it is: deadlines must go on turning overdue, so it is tried again
                LOG.exception("upkeep failed")
            tick += 1
            self._stop.wait(TICK_SECONDS)

    def _step(self, tick: int) -> None:
        now = self.clock.now()
        mark_overdue(self.store, now)
        if tick % FOLD_EVERY_TICKS == 1:
            fold_counts(self.store, now - RETENTION)
        if self.verified is None or tick % VERIFY_EVERY_TICKS == 0:
            self.verified = verify(self.store, now)
            self._tell(self.verified)

    def _tell(self, found: Verification) -> None:
        if not found.is_right:
            LOG.error(
                "counts differ from a recount, see `python -m data verify`: %d counts, %d misplaced, %d mistimed",
                len(found.counts),
                len(found.misplaced),
                len(found.mistimed),
            )
