"""What a hub has told its screens, counted."""

from collections import Counter
from math import inf

LAG_EDGES = (0.005, 0.01, 0.02, 0.04, 0.08, 0.15, 0.3, 1.0, 3.0, 10.0, 60.0, inf)


class Tally:
    """Events by their name, one for each screen that is told; screens dropped because they lag behind; lags.

    `lags` counts by the lowest of `LAG_EDGES` that a lag does not pass; `lag_seconds` is their sum.
    """

    def __init__(self) -> None:
        self.events: Counter[str] = Counter()
        self.dropped = 0
        self.lags: Counter[float] = Counter()
        self.lag_seconds = 0.0

    def add_event(self, event: bytes, screens: int) -> None:
        """Take in an event that so many screens are told."""
        self.events[event[len(b"event: ") : event.index(b"\n")].decode()] += screens

    def add_lag(self, seconds: float) -> None:
        """Take in how long ago it was written what is told now."""
        self.lags[next(edge for edge in LAG_EDGES if seconds <= edge)] += 1
        self.lag_seconds += seconds
