"""Reading `/live` as a screen does."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

import requests


@contextmanager
def follow(
    url: str, since: str | None = None, headers: dict[str, str] | None = None
) -> Iterator[Iterator[tuple[str, Any]]]:
    """The events of a stream, as (name, data)."""
    query = {"since": since} if since else {}
    with requests.get(f"{url}/live", params=query, headers=headers, stream=True, timeout=20) as answer:
        answer.raise_for_status()
        yield _parse(answer.iter_lines(decode_unicode=True))


def _parse(lines: Iterator[str]) -> Iterator[tuple[str, Any]]:
    name = ""
    for line in lines:
        field, _, value = line.partition(": ")
        if field == "event":
            name = value
        if field == "data":
            yield name, json.loads(value)


def read_until(events: Iterator[tuple[str, Any]], wanted: str) -> Any:
    """The data of the next event of this name, among the next 50."""
    return next(data for name, data in islice(events, 50) if name == wanted)


def read_first(events: Iterator[tuple[str, Any]]) -> tuple[str, Any]:
    """What a stream begins with, behind the build."""
    assert next(events)[0] == "build"
    return next(events)
