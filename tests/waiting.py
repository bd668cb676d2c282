"""Waiting for what happens by itself."""

import time
from collections.abc import Callable


def wait_until(holds: Callable[[], object]) -> None:
    """Return once it holds; it has to within half a minute."""
    deadline = time.monotonic() + 30
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert holds()
