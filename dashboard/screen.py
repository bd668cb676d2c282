"""One screen's queue: what was not sent yet, bounded, so that a slow reader costs the others nothing."""

import asyncio
import time
from collections import deque

MOST_BYTES = 1_000_000
MOST_SECONDS = 30.0
PIECE_BYTES = 1 << 16


class Screen:
    """Events wait here until the stream takes them. A screen that lags behind is dropped, never waited for."""

    def __init__(self, *, hears_boards: bool = True) -> None:
        self.hears_boards = hears_boards
        self._waiting: deque[tuple[float, bytes]] = deque()
        self._bytes = 0
        self._rest = memoryview(b"")
        self._awaited: asyncio.Future[None] | None = None
        self.is_dropped = False

    def offer(self, event: bytes) -> bool:
        """Queue an event; drops the screen when it lags behind. Whether that had to be."""
        if self.is_dropped:
            return False
        now = time.monotonic()
        if self._lags(now):
            self.drop()
            return True
        self._waiting.append((now, event))
        self._bytes += len(event)
        self._wake()
        return False

    def drop(self) -> None:
        """End the stream and forget what waits."""
        self.is_dropped = True
        self._waiting.clear()
        self._bytes = 0
        self._rest = memoryview(b"")
        self._wake()

    async def take(self) -> bytes:
        """What waits, as soon as something does, and at most 64 kB of it; nothing when the screen was dropped."""
        while not (self._waiting or self._rest or self.is_dropped):
            self._awaited = asyncio.get_running_loop().create_future()
            await self._awaited
        words = self._rest or memoryview(self._gather())
        self._rest = words[PIECE_BYTES:]
        return bytes(words[:PIECE_BYTES])

    def _lags(self, now: float) -> bool:
        """Whether more than 1 MB waits behind the next event, however large that is, or that one for 30 seconds."""
        if not self._waiting:
            return False
        moment, event = self._waiting[0]
        return self._bytes - len(event) > MOST_BYTES or now - moment > MOST_SECONDS

    def _gather(self) -> bytes:
        """The first events, so many that a piece is full."""
        events, size = [], 0
        while self._waiting and size < PIECE_BYTES:
            _, event = self._waiting.popleft()
            size += len(event)
            events.append(event)
        self._bytes -= size
        return b"".join(events)

    def _wake(self) -> None:
        if self._awaited is not None and not self._awaited.done():
            self._awaited.set_result(None)
