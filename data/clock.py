"""The street's clock: every deadline and every day boundary is read from it."""

import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from data.faults import SettingFault


class Clock:
    """Now, in the street's time zone.

    `plan` (tests only) is `START` or `START*SPEED`: the clock begins at START, an ISO 8601 moment with its offset,
    and runs SPEED times as fast. Raises `SettingFault` for anything else.
    """

    def __init__(self, time_zone: ZoneInfo, plan: str | None = None) -> None:
        self.time_zone = time_zone
        self._begun = time.monotonic()
        self._plan = None if plan is None else _read_plan(plan)

    def now(self) -> datetime:
        """The present moment, aware, in the street's zone."""
        if self._plan is None:
            return datetime.now(self.time_zone)
        start, speed = self._plan
        return (start + timedelta(seconds=(time.monotonic() - self._begun) * speed)).astimezone(self.time_zone)

    def day_start(self, moment: datetime) -> datetime:
        """Midnight, in the street's zone, of the day in which `moment` lies."""
        return moment.astimezone(self.time_zone).replace(hour=0, minute=0, second=0, microsecond=0)


def _read_plan(plan: str) -> tuple[datetime, float]:
    start, _, speed = plan.partition("*")
    try:
        moment, factor = datetime.fromisoformat(start), float(speed or 1)
    except ValueError as fault:
        raise SettingFault(f"GRIDBOARD_CLOCK={plan} is not a moment with an optional *speed") from fault
    if moment.tzinfo is None or factor <= 0:
        raise SettingFault(f"GRIDBOARD_CLOCK={plan} needs an offset such as +08:00 and a speed above 0")
    return moment, factor
