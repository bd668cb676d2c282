"""What an address of the list of issues asks for; the page, its rows and its workbook are asked with the same words."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.address import Parameter, find_area, read_parameters
from dashboard.text.words import STATUSES
from data.areas import Area
from data.faults import UnknownArea
from data.issue_list import ALL, OPEN, ORDERS, IssueFilter, list_below
from data.preference_values import make_word_reader
from data.store import Store

FILTERS = ("area", "source", "category", "status", "overdue", "since", "until", "order")
"""The parameters, in the order in which an address is written."""
LONGEST = 200
DAY = re.compile(r"(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Wish:
    """The filter and the order; the `area` that it is limited to; wrong parameters as (name, value, default)."""

    values: dict[str, Any]
    area: Area | None
    unknown_area: str | None
    wrong: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def order(self) -> str:
        """One of `ORDERS`."""
        return str(self.values["order"])

    def make_filter(self, store: Store, zone: ZoneInfo) -> IssueFilter:
        """What the store is asked; days begin and end in the street's zone."""
        since, until = self.values["since"], self.values["until"]
        return IssueFilter(
            areas=list_below(store, self.area.id) if self.area else None,
            source=self.values["source"],
            category=self.values["category"],
            status=self.values["status"],
            is_overdue=self.values["overdue"] is not None,
            since=since and begin_day(since, zone),
            until=until and begin_day(until + timedelta(days=1), zone),
        )

    def write_address(self) -> dict[str, str]:
        """The parameters that say the same, without those that are as by default."""
        told = self.values | {"area": self.area.code if self.area else None}
        return {name: str(told[name]) for name in FILTERS if told[name] not in (None, PARAMETERS[name].default)}


def read_wish(store: Store, address: Mapping[str, str]) -> Wish:
    """What the address asks for, wrong values replaced by the defaults."""
    values, wrong = read_parameters(address, PARAMETERS)
    area, unknown = find_area(store, values.pop("area"))
    return Wish(values, area, unknown, [(name, address[name], PARAMETERS[name].default) for name in wrong])


def read_known_wish(store: Store, address: Mapping[str, str]) -> Wish:
    """The same for who asks without a page that could say what is wrong.

    Raises `UnknownArea`: without it the issues of the whole street would pass for those of the area.
    """
    wish = read_wish(store, address)
    if wish.unknown_area is not None:
        raise UnknownArea(f"no open area has the code {wish.unknown_area}")
    return wish


def begin_day(day: date, zone: ZoneInfo) -> datetime:
    """Midnight, in the street's zone, with which the day begins."""
    return datetime.combine(day, time(), zone)


def read_text(text: str) -> str | None:
    """Any words of a reasonable length; nothing is no limit."""
    if len(text) > LONGEST or not text.isprintable():
        raise ValueError(f"it is at most {LONGEST} characters")
    return text or None


def read_day(text: str) -> date | None:
    """`YYYY-MM-DD` of our time; nothing is no limit."""
    if not text:
        return None
    if not DAY.fullmatch(text):
        raise ValueError("it is a day like 2026-11-22")
    return date.fromisoformat(text)


def allow_none(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """The same reader; nothing is no limit."""
    return lambda text: read(text) if text else None


PARAMETERS = {
    "area": Parameter(read_text, ""),
    "source": Parameter(read_text, ""),
    "category": Parameter(read_text, ""),
    "status": Parameter(make_word_reader(OPEN, ALL, *STATUSES), OPEN),
    "overdue": Parameter(allow_none(make_word_reader("yes")), ""),
    "since": Parameter(read_day, ""),
    "until": Parameter(read_day, ""),
    "order": Parameter(make_word_reader(*ORDERS), next(iter(ORDERS))),
}
