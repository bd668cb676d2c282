"""Cells of a file of issues, read as times, numbers, yes and no.

Each reader returns the value and None, or None and the reason why it does not fit.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime

from data.loading.texts import CONTROL, MAX_NAME, Reading, read_code

MAX_TEXT = 4_000
FIRST_YEAR, LAST_YEAR = 1900, 2199

# As spreadsheets and forms write it; what begins with the day or the month could be either and is not guessed.
WRITTEN = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]+(\d{1,2})[:时](\d{1,2})(?:分?|[:分](\d{1,2})秒?(?:\.\d+)?))?"
)
YES = {"true", "t", "yes", "y", "1", "是", "急", "紧急", "加急"}
NO = {"", "false", "f", "no", "n", "0", "否", "一般", "普通"}


def read_reference(text: str) -> Reading:
    """The number of an issue in its own system."""
    value, reason = read_code(text)
    return value, reason and reason.replace("code", "reference")


def read_category(text: str) -> Reading:
    """The kind of an issue."""
    return _read_text(text, MAX_NAME)


def read_free_text(text: str) -> Reading:
    """A title or an address, on one line."""
    return _read_text(text, MAX_TEXT)


def read_report_time(text: str) -> Reading:
    """When an issue was reported: a moment, which must be there."""
    return read_moment(text) if text.strip() else (None, "there is no time of the report")


def read_moment(text: str) -> Reading:
    """A moment in ISO 8601; without an offset when the text has none. A date alone is its first moment."""
    text = text.strip()
    if not text:
        return None, None
    moment = _parse(text)
    if moment is None:
        return None, "it is not a time such as 2026-11-22 16:42"
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None, f"the year is not between {FIRST_YEAR} and {LAST_YEAR}"
    return _write_moment(moment), None


def read_longitude(text: str) -> Reading:
    """Degrees east."""
    return _read_degrees(text, 180)


def read_latitude(text: str) -> Reading:
    """Degrees north."""
    return _read_degrees(text, 90)


def read_flag(text: str) -> Reading:
    """`true` or `false`; an empty cell is no."""
    word = text.strip().lower()
    if word in YES or word in NO:
        return str(word in YES).lower(), None
    return None, "it is neither yes nor no"


def read_area_code(text: str) -> Reading:
    """The code of the stated area, if any."""
    return read_code(text) if text.strip() else (None, None)


def make_status_reader(words: dict[str, str]) -> Callable[[str], Reading]:
    """A reader that knows these words, in lower case; an empty cell says nothing."""

    def read_status(text: str) -> Reading:
        word = text.strip().lower()
        status = words.get(word)
        return status, None if status or not word else "no status has this word: name it with --status WORD=STATUS"

    return read_status


def _write_moment(moment: datetime) -> str:
    """As PostgreSQL reads it, which knows no offset of 16 hours and more."""
    return (moment if moment.tzinfo is None else moment.astimezone(UTC)).isoformat()


def _parse(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    found = WRITTEN.fullmatch(text)
    try:
        return datetime(*(int(part or 0) for part in found.groups())) if found else None  # type: ignore[arg-type]  # six numbers
    except ValueError:
        return None


def _read_degrees(text: str, limit: int) -> Reading:
    text = text.strip()
    if not text:
        return None, None
    try:
        degrees = float(text)
    except ValueError:
        return None, "it is not a number"
    if degrees != degrees or abs(degrees) == float("inf"):
        return None, "it is not a number"
    return (repr(degrees), None) if abs(degrees) <= limit else (None, f"it is not between -{limit} and {limit} degrees")


def _read_text(text: str, limit: int) -> Reading:
    text = CONTROL.sub(" ", text).strip()
    return (text or None, None) if len(text) <= limit else (None, f"it is longer than {limit:,} characters")
