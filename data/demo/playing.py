"""The demo while an app runs: loaded into an empty store, then played."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from data.clock import Clock
from data.demo.load import load_demo
from data.demo.player import play
from data.faults import DemoStoreFault
from data.store import Store

LOG = logging.getLogger("gridboard.demo")


@contextmanager
def playing_demo(store: Store, clock: Clock, *, wanted: bool) -> Iterator[None]:
    """Load the demo into an empty store, and play it while the block runs; a store with real data is left alone."""
    if not wanted or not _is_loaded(store, clock):
        yield
        return
    stop = threading.Event()
    player = threading.Thread(target=play, args=(store, clock, stop), name="player", daemon=True)
    player.start()
    try:
        yield
    finally:
        stop.set()
        player.join(timeout=5)


def _is_loaded(store: Store, clock: Clock) -> bool:
    try:
        load_demo(store, clock, progress=lambda step: LOG.info("demo street: %s", step))
    except DemoStoreFault:
        return False
    return True
