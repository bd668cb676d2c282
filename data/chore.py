"""One thing that the store needs again and again, in a thread of its own."""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import closing

from data.faults import StoreAway, StoreBusy
from data.store import Store

LOG = logging.getLogger("gridboard.upkeep")
RETRY_SECONDS = 1.0
PATIENCE_SECONDS = 900.0  # a statement may meet a million rows

Step = Callable[[Store], float]
"""Does it once on a connection of its own; returns after how many seconds it is due again."""


class Chore:
    """A thread that takes a step whenever it is due, and soon again when it failed: it waits for no other chore.

    `after` so many seconds the first step is due; `done` is when a step was last taken (`time.monotonic`), or None.
    """

    def __init__(self, name: str, url: str, step: Step, after: float = 0.0) -> None:
        self.name = name
        self.done: float | None = None
        self._url = url
        self._step = step
        self._after = after
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    @property
    def is_alive(self) -> bool:
        """Whether it still takes steps."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Take no further step."""
        self._stopped.set()

    def join(self, timeout: float) -> None:
        """Wait for the end of the step under way, for so many seconds."""
        self._thread.join(timeout)

    def _run(self) -> None:
        self._stopped.wait(self._after)
        with closing(Store(self._url, size=1, patience=PATIENCE_SECONDS)) as store:
            while not self._stopped.is_set():
                self._stopped.wait(self._try_step(store))

    def _try_step(self, store: Store) -> float:
        try:
            pause = self._step(store)
        except (StoreAway, StoreBusy) as fault:
            LOG.info("%s: %s", self.name, fault)
            return RETRY_SECONDS
        except Exception:  # whatever it is: deadlines must go on turning overdue, so it is tried again
            LOG.exception("%s failed", self.name)
            return RETRY_SECONDS
        self.done = time.monotonic()
        return pause
