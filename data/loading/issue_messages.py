"""Messages of a feed, the objects of its JSON, as rows of the staging table: by the rules that hold for files."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from data.feed_keys import Feed
from data.loading import issue_texts
from data.loading.issue_file import FIELDS
from data.loading.issue_staging import READERS, Reader
from data.loading.issue_status import WORDS
from data.loading.persons import tells_of_person
from data.loading.shifted import UNSHIFTED
from data.loading.texts import Reading, show_value

Row = list[Any]  # as the staging table has it: number, the fields, then field, value and reason of a fault
Fault = tuple[str, str]  # field and reason

ROWS_AT_ONCE = 1_000
NUMBERS = ("lon", "lat")
LON, LAT = (FIELDS.index(name) + 1 for name in NUMBERS)
SHOWN_WIDELY = ("category", "address")
SURROGATE = re.compile("[\ud800-\udfff]")


def write_messages(messages: Sequence[Any], feed: Feed) -> Iterator[str]:
    """Lines of CSV for the staging table, a row for each message in its order, numbered from 1."""
    readers = make_readers(feed)
    for first in range(0, len(messages), ROWS_AT_ONCE):
        part = messages[first : first + ROWS_AT_ONCE]
        rows = [read_message(number, message, readers) for number, message in enumerate(part, first + 1)]
        unshift(rows, feed.coordinates)
        staged = io.StringIO()
        csv.writer(staged).writerows(rows)
        yield staged.getvalue()


def make_readers(feed: Feed) -> dict[str, Reader]:
    """A reader for each field, in their order."""
    status = issue_texts.make_status_reader(WORDS | dict(feed.words))
    readers = READERS | {"status": status, "updated_at": read_update_time}
    return {name: readers[name] for name in FIELDS}


def read_update_time(text: str) -> Reading:
    """When the source changed the issue last: a moment, which must be there."""
    return issue_texts.read_moment(text) if text.strip() else (None, "there is no time of the change")


def read_message(number: int, message: Any, readers: dict[str, Reader]) -> Row:
    """The row of a message; one with a fault has nothing but that and its reference."""
    values: dict[str, str | None] = {}
    field, reason = _read_fields(message, readers, values) or (None, None)
    kept = [values.get(name) if reason is None or name == "reference" else None for name in FIELDS]
    return [number, *kept, field, None, reason]


def unshift(rows: list[Row], coordinates: str) -> None:
    """Bring the coordinates back from a map service's shift; a row whose place is none gets a fault."""
    undo = UNSHIFTED.get(coordinates)
    placed = [row for row in rows if row[LON] is not None]
    if undo is None or not placed:
        return
    found = undo(*(np.array([float(row[place]) for row in placed]) for place in (LON, LAT)))
    for row, lon, lat in zip(placed, *found, strict=True):
        if np.isnan(lon):
            row[2:] = [*(None,) * (len(FIELDS) - 1), "lon, lat", None, f"it is no place in {coordinates}"]
        else:
            row[LON], row[LAT] = repr(float(lon)), repr(float(lat))


def _read_fields(message: Any, readers: dict[str, Reader], values: dict[str, str | None]) -> Fault | None:
    """Fill the values of all fields, up to the first fault."""
    if not isinstance(message, dict):
        return "row", "it is not an object"
    for name, read in readers.items():
        text, reason = _write_value(name, message.get(name))
        values[name], reason = (None, reason) if reason else read(text)
        if reason is None and name in SHOWN_WIDELY and tells_of_person(text):
            reason = "it holds a mobile or identity number: leave it out"
        if reason:
            return name, reason
    if (values["lon"] is None) != (values["lat"] is None):
        return "lon, lat", "there is only one of them"
    unknown = next((name for name in message if name not in readers), None)
    return None if unknown is None else (show_value(unknown), "an issue has no such field")


def _write_value(name: str, value: Any) -> tuple[str, str | None]:
    """A value of JSON as a cell of a file would say it, or the reason why it is of the wrong kind."""
    if value is None:
        return "", None
    return WRITERS.get(name, _write_text)(value)


def _write_text(value: Any) -> tuple[str, str | None]:
    if not isinstance(value, str):
        return "", "it is not a text"
    return (value, None) if SURROGATE.search(value) is None else ("", "it holds half of a character")


def _write_number(value: Any) -> tuple[str, str | None]:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return (repr(value), None) if is_number else ("", "it is not a number")


def _write_flag(value: Any) -> tuple[str, str | None]:
    return (str(value), None) if isinstance(value, bool) else ("", "it is neither true nor false")


WRITERS: dict[str, Callable[[Any], tuple[str, str | None]]] = {
    "lon": _write_number,
    "lat": _write_number,
    "is_urgent": _write_flag,
}
