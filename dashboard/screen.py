"""One screen's queue: what was not sent yet, bounded, so that a slow reader costs the others nothing."""

import asyncio
import time
from collections import deque

MOST_BYTES = 1_000_000
MOST_SECONDS = 30.0


class Screen:
    """Events wait here until the stream takes them. A screen that lags behind is dropped, never waited for."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[float, bytes]] = deque()
        self._bytes = 0
        self._changed = asyncio.Event()
        self.is_dropped = False

    def offer(self, event: bytes) -> None:
        """Queue an event; drops the screen when 1 MB, or an event of 30 seconds ago, still waits."""
        if self.is_dropped:
            return
        now = time.monotonic()
        lags = self._waiting and now - self._waiting[0][0] > MOST_SECONDS
        if lags or (self._waiting and self._bytes + len(event) > MOST_BYTES):
            self.drop()
            return
        self._waiting.append((now, event))
        self._bytes += len(event)
        self._changed.set()

    def drop(self) -> None:
        """End the stream and forget what waits."""
        self.is_dropped = True
        self.forget()
        self._changed.set()

    def forget(self) -> None:
        """Drop what waits."""
        self._waiting.clear()
        self._bytes = 0

    async def take(self) -> bytes | None:
        """The next event; None when the screen was dropped."""
        while not self._waiting and not self.is_dropped:
            self._changed.clear()
            await self._changed.wait()
        if self.is_dropped:
            return None
        _, event = self._waiting.popleft()
        self._bytes -= len(event)
        return event
