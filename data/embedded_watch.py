"""Watches the server of the embedded store and starts it again when it has ended under a running app."""

import fcntl
import logging
import os
import select
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

from data.embedded_folder import explain_faults, hold
from data.embedded_server import Server, ensure_running, find_running
from data.faults import StoreUnusable

LOG = logging.getLogger("gridboard.store")
LOOK_SECONDS = 0.5
SHORTEST_PAUSE = 1.0  # an operator's `pg_ctl stop` gets to see that the server has ended
LONGEST_PAUSE = 60.0


@contextmanager
def watching(server: Server, port: int) -> Iterator[None]:
    """While the block runs the server runs on `port`: whoever ended it, by whatever means, it starts again.

    A start under way at the end of the block is waited for: nothing starts behind it.
    """
    stopped = Event()
    thread = Thread(target=_watch, args=(server, port, stopped), name="embedded server", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()


def _watch(server: Server, port: int, stopped: Event) -> None:
    """Start the server after each end, at once when it had lived long, ever later when it had not."""
    pause = SHORTEST_PAUSE
    while not stopped.is_set():
        begun = time.monotonic()
        _wait_for_end(server, stopped)
        pause = SHORTEST_PAUSE if time.monotonic() - begun > LONGEST_PAUSE else min(pause * 2, LONGEST_PAUSE)
        if not stopped.wait(pause):
            _restart(server, port)


def _wait_for_end(server: Server, stopped: Event) -> None:
    """Return when no server runs or `stopped` is set. A process that nobody has reaped yet has ended as well."""
    running = find_running(server)
    if running is None:
        return
    with suppress(ProcessLookupError), os.fdopen(os.pidfd_open(int(running.pid))) as process:
        end = select.poll()
        end.register(process, select.POLLIN)
        while not end.poll(0) and not stopped.wait(LOOK_SECONDS):
            pass


def _restart(server: Server, port: int) -> None:
    LOG.warning("the database has ended: starting it again")
    try:
        with explain_faults(server.folder), hold(server.folder / "start.lock", fcntl.LOCK_EX):
            ensure_running(server, port)
    except StoreUnusable as fault:
        LOG.error("%s", fault)
    except Exception:  # whatever it is: screens wait for their database, so it is tried again
        LOG.exception("the database cannot be started")
    else:
        LOG.warning("the database runs again")
