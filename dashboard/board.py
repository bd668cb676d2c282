"""The boards of wall screens: read by a thread of their own, told on the event loop."""

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from dashboard.events import write_event, write_moment
from dashboard.progress import Progress
from dashboard.store_thread import StoreThread
from data.board import Board, Entry, Part, read_board
from data.board_figures import Newest
from data.clock import Clock
from data.counts import MEASURES
from data.faults import StoreAway, StoreBusy

LOG = logging.getLogger("gridboard.board")
PAUSE_SECONDS = 2.0
LOOK_SECONDS = 0.5
SHARE = 4
"""What takes long is done less often: at most a fifth of the time."""
PATIENCE_SECONDS = 20.0


class Boards:
    """While screens are there: a board after each change, at most every 2 seconds, and at each full hour.

    The clock alone changes a board at full hours, midnight among them. `seconds`: how long the last one took to read.
    """

    def __init__(self, url: str, clock: Clock, progress: Progress, tell: Callable[[bytes], None]) -> None:
        self.clock = clock
        self._progress = progress
        self._tell = tell
        self._last: bytes | None = None
        self._until = clock.now()
        self._has_screens = False
        self._is_due = True
        self._edition = 0
        self.seconds: float | None = None
        self.thread = StoreThread("board", url, PATIENCE_SECONDS, self._follow)

    def heed(self, *, has_screens: bool) -> None:
        """Read boards when there are screens."""
        self._has_screens = has_screens
        self._forget_unheard()
        self.thread.wake()

    def renew(self) -> None:
        """Something changed."""
        self._is_due = True
        self._forget_unheard()
        self.thread.wake()

    def begin_anew(self) -> None:
        """Boundaries or the rule of people counts changed: what was read before is told to nobody any more."""
        self._edition += 1
        self._last = None
        self.renew()

    def list_last(self) -> list[bytes]:
        """The board that a new screen is told: the last one, unless it is old."""
        return [self._last] if self._last and self.clock.now() < self._until else []

    def _forget_unheard(self) -> None:
        """A board that nobody hears anew is told to nobody who comes later."""
        if self._is_due and not self._has_screens:
            self._last = None

    def _follow(self) -> None:
        while not self.thread.stopped.is_set():
            self.thread.sleep(LOOK_SECONDS)
            if self._has_screens and (self._is_due or self.clock.now() >= self._until):
                self.thread.rest(self._try())

    def _try(self) -> float:
        """Read and tell a board; how many seconds to rest."""
        begun, edition = time.monotonic(), self._edition
        self._is_due = False
        try:
            board = read_board(self.thread.store, self.clock.now())
        except (StoreAway, StoreBusy) as fault:
            LOG.warning("no board, the store is away: %s", fault)
            self._is_due = True
        except Exception:  # whatever it is: it is tried again, screens show how old theirs is
            LOG.exception("the board cannot be read")
            self._is_due = True
        else:
            self.seconds = time.monotonic() - begun
            event = write_event("board", describe_board(board))
            self.thread.begin(self._tell_behind, edition, board, event)
        return max(PAUSE_SECONDS, (time.monotonic() - begun) * SHARE)

    async def _tell_behind(self, edition: int, board: Board, event: bytes) -> None:
        """Tell it behind the counts of its revision: who continues from there misses none."""
        if await self._progress.reach(board.revision.snapshot) and self._has_screens and edition == self._edition:
            self._last, self._until = event, find_next_hour(board.at)
            self._tell(event)
        else:
            self._is_due = True
            self._forget_unheard()


def find_next_hour(moment: datetime) -> datetime:
    """The full hour after a moment, in its zone."""
    hour = moment.replace(minute=0, second=0, microsecond=0).astimezone(UTC)
    return (hour + timedelta(hours=1)).astimezone(moment.tzinfo)


def describe_board(board: Board) -> dict[str, Any]:
    """A board as screens are told it."""
    return {
        "revision": str(board.revision),
        "at": write_moment(board.at),
        "measures": MEASURES,
        "whole": describe_entry(board.whole),
        "parts": [describe_part(part) | describe_entry(entry) for part, entry in board.parts],
    }


def describe_part(part: Part) -> dict[str, Any]:
    """Which part it is, and its box."""
    bounds = [round(degrees, 6) for degrees in part.bounds]
    return {"id": part.id, "code": part.code, "name": part.name, "level": part.level, "bounds": bounds}


def describe_entry(entry: Entry) -> dict[str, Any]:
    """The figures of the whole or of a part."""
    _, new, closed = entry.days[-1]
    return {
        "total": entry.total,
        "residents": entry.residents,
        "sources": entry.sources,
        "today": {"new": new, "closed": closed},
        "oldest_overdue": entry.oldest_overdue and entry.oldest_overdue.isoformat(),
        "on_time": entry.on_time,
        "trend": {"open": entry.open, "overdue": entry.overdue},
        "days": [(f"{day:%Y-%m-%d}", new, closed) for day, new, closed in entry.days],
        "newest": [describe_newest(issue, entry.days[-1][0]) for issue in entry.newest],
    }


def describe_newest(issue: Newest, day: datetime) -> dict[str, Any]:
    """One issue's line; its moment in the zone of `day`."""
    line = issue._asdict()
    area = " ".join(line.pop("names"))
    return line | {"at": write_moment(issue.at.astimezone(day.tzinfo)), "area": area}
