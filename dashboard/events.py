"""The words of `/live`: server-sent events as bytes."""

import json
from datetime import datetime
from typing import Any

from data.count_book import CountBook
from data.counts import MEASURES
from data.people import PeopleRule
from data.sources import Source


def write_event(name: str, data: dict[str, Any], event_id: str | None = None) -> bytes:
    """One event: name, data as one line of JSON, and the id that a reopened stream continues from."""
    head = f"event: {name}\n" + (f"id: {event_id}\n" if event_id else "")
    return f"{head}data: {json.dumps(data, ensure_ascii=False, separators=(',', ':'))}\n\n".encode()


def write_moment(moment: datetime) -> str:
    """ISO 8601 to the millisecond, with the offset."""
    return moment.isoformat(timespec="milliseconds")


def describe_all(book: CountBook, rule: PeopleRule) -> dict[str, Any]:
    """All counts that a reader may see; an area that is not named has nothing but zeros to show."""
    shown = {area: rule.show(counts, book.ranks[area]) for area, counts in book.areas.items()}
    named = {str(area): counts for area, counts in shown.items() if _says_something(counts, rule, book.ranks[area])}
    return _describe_head(book, rule) | {"areas": named}


def describe_some(book: CountBook, rule: PeopleRule, areas: set[int]) -> dict[str, Any]:
    """The counts of these areas, zeros as well."""
    return _describe_head(book, rule) | {
        "areas": {str(area): rule.show(book.read(area), book.ranks[area]) for area in sorted(areas)}
    }


def describe_parts(sources: list[Source]) -> dict[str, Any]:
    """By measure, the names of the sources that its counts come from."""
    return {"parts": {measure: [each.name for each in sources if measure in each.measures] for measure in MEASURES}}


def describe_sources(sources: list[Source], now: datetime) -> dict[str, Any]:
    """When each source was read last, in the zone of `now`, and whether that is too long ago."""
    return {"sources": [_describe_source(source, now) for source in sources]}


def _describe_source(source: Source, now: datetime) -> dict[str, Any]:
    told = source.last_synced_at
    return {
        "name": source.name,
        "last_synced_at": told and write_moment(told.astimezone(now.tzinfo)),
        "expected_seconds": source.expected_seconds,
        "is_late": source.is_late(now),
    }


def _describe_head(book: CountBook, rule: PeopleRule) -> dict[str, Any]:
    top = min(book.ranks.values(), default=0)
    return {
        "measures": MEASURES,
        "total": rule.show(book.total, top),
        "unlocated": rule.show(book.unlocated, top),
    }


def _says_something(counts: list[int | None], rule: PeopleRule, rank: int) -> bool:
    hides_people = rule.hides_level(rank)
    return any(count or (count is None and not hides_people) for count in counts)
