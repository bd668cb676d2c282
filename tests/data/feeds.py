"""Messages that a feed sends in tests."""

from typing import Any
from zoneinfo import ZoneInfo

from data.feed_keys import Feed

HOTLINE = Feed("hotline_12345", ZoneInfo("Asia/Shanghai"))
MESSAGE = {
    "reference": "A1",
    "category": "路灯不亮",
    "status": "accepted",
    "reported_at": "2026-11-20T08:00:00+08:00",
    "updated_at": "2026-11-20T09:00:00+08:00",
    "lon": 106.605,
    "lat": 26.605,
}


def write_message(reference: str = "A1", minute: int = 0, **given: Any) -> dict[str, Any]:
    """A message as its source wrote it at some minute of an hour."""
    return MESSAGE | {"reference": reference, "updated_at": f"2026-11-20T09:{minute:02}:00+08:00"} | given
