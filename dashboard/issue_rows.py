"""The rows of the list of issues as the browser and the workbook take them."""

import re
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from data.areas import read_root
from data.issue_list import IssueFilter, Place, find_place, read_page, read_paths
from data.store import Store

NAMES = 3
"""So many names of areas say where an issue is."""
STOPPED = ("suspended", "deferred", "closed", "rejected")
PLACE = re.compile(r"(?P<is_overdue>[01]),(?P<moment>(?:[0-9T:.-]+\+00:00)?),(?P<id>[0-9]{1,18})")


def read_rows(
    store: Store, wanted: IssueFilter, order: str, after: Place | None, limit: int
) -> tuple[list[Any], Place | None]:
    """The next rows, each with its `place` in words; and behind which place the list goes on, None at its end."""
    rows = read_page(store, wanted, order, after, limit)
    paths = name_places(store, {row.area_id for row in rows if row.area_id is not None})
    last = find_place(rows[-1], order) if len(rows) == limit else None
    return [{**row._asdict(), "place": paths.get(row.area_id)} for row in rows], last


def name_places(store: Store, areas: set[int]) -> dict[int, str]:
    """Where each area lies: the upper names above it, without that of the one area that holds all."""
    skipped = 1 if read_root(store) else 0
    paths = read_paths(store, areas) if areas else {}
    return {area: " · ".join((names[skipped:] or names)[:NAMES]) for area, names in paths.items()}


def describe_row(row: dict[str, Any], zone: ZoneInfo) -> dict[str, Any]:
    """A row for the browser: moments in the street's zone; `runs`: whether its clock runs."""
    told = ("id", "source", "category", "status", "is_urgent", "is_overdue", "place")
    moments = {name: row[name] and row[name].astimezone(zone).isoformat() for name in ("reported_at", "due_at")}
    return {name: row[name] for name in told} | moments | {"runs": row["status"] not in STOPPED}


def write_place(place: Place | None) -> str | None:
    """A place for an address, its moment in UTC."""
    if place is None:
        return None
    moment = place.moment.astimezone(UTC).isoformat() if place.moment else ""
    return f"{place.is_overdue:d},{moment},{place.id}"


def read_place(text: str) -> Place:
    """The place that an address tells. Raises `ValueError`."""
    match = PLACE.fullmatch(text)
    if match is None:
        raise ValueError("it is no place in the list")
    moment = datetime.fromisoformat(match["moment"]) if match["moment"] else None
    return Place(match["is_overdue"] == "1", moment, int(match["id"]))
