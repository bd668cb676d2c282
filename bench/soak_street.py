"""The street of the soak: the demo, a writer who plays it fast, a clock that runs as fast, a web process to kill."""

import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import numpy as np
import requests

from bench.stores import run_fresh_cluster
from bench.web import Web
from data.clock import Clock
from data.demo.load import load_demo
from data.demo.player import play_step
from data.preferences import write_preference
from data.revisions import parse_revision
from data.store import Store

ZONE = ZoneInfo("Asia/Shanghai")
DAY_MINUTES = 1440
NOON = 12
AWAY_SECONDS = 5.0
SEED = 20
TOUR_SECONDS = 8
"""A round of the tour takes less than two minutes, as a day takes twenty: by then the map keeps what it keeps."""


class Street:
    """A day from noon to noon in so many minutes.

    `written`: the transactions that changed counts, and when they were here; `returned`: when the web process was.
    """

    def __init__(self, store: Store, minutes: float, log: Path) -> None:
        self.store = store
        self.speed = DAY_MINUTES / minutes
        noon = datetime.now(ZONE).replace(hour=NOON, minute=0, second=0, microsecond=0)
        self.clock = self._make_clock(noon)
        self.written: list[tuple[int, float]] = []
        self.changes = 0
        self.is_served = True
        self.returned: float | None = None
        self._stop = threading.Event()
        self._writer = self._restarting = threading.Thread()
        load_demo(store, self.clock)
        write_preference(store, "tour_seconds", str(TOUR_SECONDS))
        self.web = Web(store.url, log, self._list_variables)
        self._wait()

    def write(self, changes: int, seconds: float) -> None:
        """Begin to make so many changes, evenly in that time."""
        self._writer = threading.Thread(target=self._play, args=(changes, seconds / changes), daemon=True)
        self._writer.start()

    def rest(self) -> None:
        """End the writing; no deadline passes any more either, so that the counts stand still."""
        self._stop.set()
        self._writer.join()
        self.store.execute(PUT_OFF)
        self._note()

    def restart(self) -> None:
        """Kill the web process, and start it again after some seconds; returns at once."""
        self.is_served, self.returned = False, None
        self._restarting = threading.Thread(target=self._restart, daemon=True)
        self._restarting.start()

    def end(self) -> None:
        """End everything, whatever it is at."""
        self._stop.set()
        for thread in (self._writer, self._restarting):
            if thread.is_alive():
                thread.join()
        self.web.end()

    def measure_age(self, revision: str | None) -> float:
        """Seconds since the first change was here that a revision does not see; 0 when it sees all."""
        known = parse_revision(revision)
        written = self.written[-2000:]
        unseen = (at for xid, at in written if known is None or not known.snapshot.sees(xid))
        return time.monotonic() - next(unseen, time.monotonic())

    def _play(self, changes: int, pause: float) -> None:
        rng, begun = np.random.default_rng(SEED), time.monotonic()
        while self.changes < changes and not self._stop.wait(begun + self.changes * pause - time.monotonic()):
            play_step(self.store, self.clock.now(), rng)
            self.changes += 1
            self._note()

    def _note(self) -> None:
        xid = int(self.store.read_one(READ_LAST).xid)
        if not self.written or xid > self.written[-1][0]:
            self.written.append((xid, time.monotonic()))

    def _restart(self) -> None:
        self.web.kill()
        time.sleep(AWAY_SECONDS)
        self.web.start()
        self._wait()
        self.is_served, self.returned = True, time.monotonic()

    def _wait(self) -> None:
        """Until it answers; its clock began when it did, and is everybody's from now on."""
        self.web.wait()
        health = requests.get(f"http://127.0.0.1:{self.web.port}/healthz", timeout=10).json()
        self.clock = self._make_clock(datetime.fromisoformat(health["at"]))

    def _make_clock(self, moment: datetime) -> Clock:
        return Clock(ZONE, f"{moment.isoformat()}*{self.speed}")

    def _list_variables(self) -> dict[str, str]:
        moment = self.clock.now() + timedelta(seconds=START_SECONDS * self.speed)
        return {
            "GRIDBOARD_CLOCK": f"{moment.isoformat()}*{self.speed}",
            "GRIDBOARD_DEMO": "0",
            "GRIDBOARD_VERIFY_SECONDS": "60",
        }


START_SECONDS = 2.0
"""About how long a web process takes until its clock begins."""

READ_LAST = """
SELECT xid::text AS xid FROM count_change ORDER BY count_change.xid DESC LIMIT 1
"""

PUT_OFF = """
UPDATE issue SET due_at = due_at + interval '10 days' WHERE is_open(status) AND NOT is_overdue
"""


@contextmanager
def run_street(minutes: float) -> Iterator[Street]:
    """The street while the block runs."""
    with (
        TemporaryDirectory() as folder,
        run_fresh_cluster(app=True) as cluster,
        closing(Store(cluster.url("app"))) as store,
    ):
        street = Street(store, minutes, Path(folder) / "web.log")
        try:
            yield street
        finally:
            street.end()
