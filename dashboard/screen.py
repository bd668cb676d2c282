"""One screen's queue: what was not sent yet, bounded, so that a slow reader costs the others nothing."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Iterator

MOST_BYTES = 1_000_000
MOST_SECONDS = 30.0
PIECE_BYTES = 1 << 16


class Screen:
    """Events wait here until the stream takes them. A screen that lags behind is dropped, never waited for."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[float, bytes]] = deque()
        self._bytes = 0
        self._changed = asyncio.Event()
        self.is_dropped = False

    def offer(self, event: bytes) -> None:
        """Queue an event; drops the screen when more than 1 MB, or an event of 30 seconds ago, still waits."""
        if self.is_dropped:
            return
        now = time.monotonic()
        if self._bytes > MOST_BYTES or (self._waiting and now - self._waiting[0][0] > MOST_SECONDS):
            self.drop()
            return
        self._waiting.append((now, event))
        self._bytes += len(event)
        self._changed.set()

    def drop(self) -> None:
        """End the stream and forget what waits."""
        self.is_dropped = True
        self._forget()
        self._changed.set()

    async def read(self) -> AsyncIterator[bytes]:
        """What waits, whenever something does, in pieces of at most 64 kB; ends when the screen is dropped."""
        while await self._wait():
            for piece in self._cut(b"".join(self._take())):
                yield piece

    async def _wait(self) -> bool:
        self._changed.clear()
        if not self._waiting and not self.is_dropped:
            await self._changed.wait()
        return not self.is_dropped

    def _take(self) -> Iterator[bytes]:
        """The first events, so many that a piece is full."""
        size = 0
        while self._waiting and size < PIECE_BYTES:
            _, event = self._waiting.popleft()
            size += len(event)
            yield event
        self._bytes -= size

    def _cut(self, words: bytes) -> Iterator[bytes]:
        starts = range(0, len(words), PIECE_BYTES)
        return (words[start : start + PIECE_BYTES] for start in starts if not self.is_dropped)

    def _forget(self) -> None:
        self._waiting.clear()
        self._bytes = 0
