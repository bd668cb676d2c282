"""How often, and how many at once: what one source sends must not keep out the others, nor the screens."""

import asyncio
import time
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from math import ceil

from fastapi import HTTPException

MOST_A_MINUTE = 60
MOST_AT_ONCE = 4
MOST_IN_ALL = 8
"""So many requests of all sources are held in memory; the next ones wait, unread."""
MINUTE = 60.0


class Gate:
    """Counts the requests of each source in this process. It belongs to the event loop."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._came: dict[str, deque[float]] = {}
        self._inside: Counter[str] = Counter()
        self._turns: dict[str, asyncio.Lock] = {}
        self._places = asyncio.Semaphore(MOST_IN_ALL)

    def count(self, source: str) -> None:
        """Take in that a request has come; refuses it with 429 when there were enough within a minute."""
        now, came = self._clock(), self._came.setdefault(source, deque())
        while came and now - came[0] >= MINUTE:
            came.popleft()
        if len(came) >= MOST_A_MINUTE:
            raise _refuse(f"more than {MOST_A_MINUTE} requests a minute", MINUTE - (now - came[0]))
        came.append(now)

    @asynccontextmanager
    async def hold(self, source: str) -> AsyncIterator[None]:
        """A place for a request while it is read and written."""
        if self._inside[source] >= MOST_AT_ONCE:
            raise _refuse(f"more than {MOST_AT_ONCE} requests at once", 1)
        self._inside[source] += 1
        try:
            async with self._places:
                yield
        finally:
            self._inside[source] -= 1

    def turn(self, source: str) -> asyncio.Lock:
        """Held while a request is written: those of one source would only wait for each other, in threads of others."""
        return self._turns.setdefault(source, asyncio.Lock())


def _refuse(reason: str, seconds: float) -> HTTPException:
    return HTTPException(429, reason, {"Retry-After": str(max(1, ceil(seconds)))})
