"""How far a transfer of bytes is, for a person who waits."""

import time
from collections.abc import Callable
from typing import IO, TextIO

CHUNK_BYTES = 1 << 18
TERMINAL_SECONDS = 0.2
LOG_SECONDS = 5.0


class Transfer:
    """Bytes, rate and time left: one line that is rewritten on a terminal, a line every few seconds elsewhere."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._is_terminal = stream.isatty()
        self._start = self._last_line = clock()
        self._bytes = 0
        self._total: int | None = None

    def expect(self, total: int) -> None:
        """How many bytes will come."""
        self._total = total

    def copy(self, source: IO[bytes], target: IO[bytes]) -> int:
        """Copy all that `source` gives; the number of bytes."""
        while chunk := source.read(CHUNK_BYTES):
            target.write(chunk)
            self._bytes += len(chunk)
            self._tell_bytes()
        return self._bytes

    def say(self, step: str) -> None:
        """The step that begins now."""
        self._stream.write(f"\r\x1b[K{step}" if self._is_terminal else f"{step}\n")
        self._stream.flush()

    def close(self) -> None:
        """Leave the terminal's line to what is written next."""
        if self._is_terminal:
            self.say("")

    def _tell_bytes(self) -> None:
        now = self._clock()
        if now - self._last_line >= (TERMINAL_SECONDS if self._is_terminal else LOG_SECONDS):
            self._last_line = now
            self.say(self._describe(now - self._start))

    def _describe(self, seconds: float) -> str:
        rate = self._bytes / max(seconds, 1e-3)
        if not self._total:
            return f"{write_size(self._bytes)}, {write_size(rate)}/s"
        left = max(self._total - self._bytes, 0) / max(rate, 1)
        return f"{write_size(self._bytes)} of {write_size(self._total)}, {write_size(rate)}/s, {left:.0f} s left"


def write_size(count: float) -> str:
    """Bytes in megabytes (10^6), as file managers count them."""
    return f"{count / 1e6:,.1f} MB"
