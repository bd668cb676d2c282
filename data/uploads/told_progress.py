"""How far a child is, told to the process that started it."""

import io
import time
from collections.abc import Callable
from typing import Any

from data.loading.progress import LoadCancelled, Progress

PAUSE_SECONDS = 0.2


class ToldProgress(Progress):
    """Progress as `{"step", "rows", "total", "seconds"}`, a few times a second; `step` is None while rows come in."""

    def __init__(self, tell: Callable[[dict[str, Any]], None]) -> None:
        super().__init__(io.StringIO())
        self._tell = tell
        self._told_at = 0.0
        self._step: str | None = None

    def say(self, step: str) -> None:
        """The step that begins now. Raises `LoadCancelled` once somebody asked to stop."""
        is_new = step != self._step
        self._step = step
        self._report(is_new)

    def advance(self, rows: int) -> None:
        """So many rows more are done. Raises `LoadCancelled` once somebody asked to stop."""
        self._rows += rows
        self._step = None
        self._report(False)

    def _report(self, is_new: bool) -> None:
        if self._is_cancelled:
            raise LoadCancelled("Stopped: nothing was loaded, the store is as it was.")
        now = time.monotonic()
        if is_new or now - self._told_at >= PAUSE_SECONDS:
            self._told_at = now
            self._tell({"step": self._step, "rows": self._rows, "total": self._total, "seconds": self.seconds})
