"""The words of `/live`: server-sent events as bytes."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from data.counts import MEASURES
from data.sources import Source

ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def write_event(name: str, data: dict[str, Any]) -> bytes:
    """One event: its name, and the data as one line of JSON."""
    return f"event: {name}\ndata: {write_json(data)}\n\n".encode()


def write_counts(name: str, head: dict[str, Any], areas: Iterable[str]) -> bytes:
    """An event with counts: behind its head the pieces of areas; its id, from which a stream continues, in front."""
    revision, opened = head["revision"], write_json(head).removesuffix("}")
    return f'event: {name}\nid: {revision}\ndata: {opened},"areas":{{{",".join(areas)}}}}}\n\n'.encode()


def write_json(value: Any) -> str:
    """JSON without spaces."""
    return ENCODER.encode(value)


def write_moment(moment: datetime) -> str:
    """ISO 8601 to the millisecond, with the offset."""
    return moment.isoformat(timespec="milliseconds")


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
