"""How far a load is, for a person who waits, and the way to stop it."""

import time
from collections.abc import Callable
from typing import TextIO

from data.faults import Fault

QUIET_SECONDS = 5.0


class LoadCancelled(Fault):
    """Somebody stopped the load; the store is as it was."""


class Progress:
    """Rows, rate and time left: one line that is rewritten on a terminal, a line every few seconds elsewhere."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._is_terminal = stream.isatty()
        self._start = self._last_line = clock()
        self._rows = 0
        self._total: int | None = None
        self._is_cancelled = False

    @property
    def seconds(self) -> float:
        """Seconds since the start."""
        return self._clock() - self._start

    def expect(self, rows: int | None) -> None:
        """How many rows will come, None when nobody knows."""
        self._total = rows

    def advance(self, rows: int) -> None:
        """So many rows more are done. Raises `LoadCancelled` once somebody asked to stop."""
        self._rows += rows
        self._show(self._describe_rows())

    def say(self, step: str) -> None:
        """The step that begins now. Raises `LoadCancelled` once somebody asked to stop."""
        self._show(step)

    def cancel(self) -> None:
        """Ask the load to stop at its next step; safe from a signal handler."""
        self._is_cancelled = True

    def end(self) -> None:
        """Leave the terminal's line to what is written next."""
        if self._is_terminal:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def _show(self, text: str) -> None:
        if self._is_cancelled:
            raise LoadCancelled("Stopped: nothing was loaded, the store is as it was.")
        if self._is_terminal:
            self._stream.write(f"\r\x1b[K{text}")
        elif self._clock() - self._last_line >= QUIET_SECONDS:
            self._last_line = self._clock()
            self._stream.write(f"{text}\n")
        self._stream.flush()

    def _describe_rows(self) -> str:
        rate = self._rows / max(self.seconds, 1e-3)
        if not self._total or not self._rows:
            return f"{self._rows:,} rows, {rate:,.0f} rows/s"
        left = max(self._total - self._rows, 0) / rate
        return f"{self._rows:,} of {self._total:,} rows, {rate:,.0f} rows/s, {left:.0f} s left"
