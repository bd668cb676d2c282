"""What a leader asks the list of issues and the search: the same questions for both sides, drawn once by chance."""

import random
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import requests

from data.issue_choices import list_categories, list_sources
from data.store import Store

TODAY = date(2026, 11, 20)
"""The last day of which there are issues."""
OLDEST_DAYS = 1_000
ORDERS = ("deadline", "newest", "oldest")
STATUSES = ("open", "all", "all", "closed", "rejected")
LEVELS = (None, None, "street", "street", "community", "grid")
SPANS = (None, None, 1, 30, 365)

READ_AREAS = """
SELECT code, name FROM area WHERE level = %(level)s AND valid_to IS NULL ORDER BY code
"""


def draw_filters(store: Store, count: int) -> list[str]:
    """Addresses of lists: any mixture of area, status, source, category, days, overdue ones alone, and order."""
    chance = random.Random(1)
    choices = {"source": [None, None, *list_sources(store)], "category": [None, *list_categories(store)]}
    areas = {level: store.read(READ_AREAS, {"level": level}) for level in set(LEVELS) if level}
    return [draw_filter(chance, choices, areas) for _ in range(count)]


def draw_filter(chance: random.Random, choices: dict[str, list[Any]], areas: dict[str, list[Any]]) -> str:
    """The parameters of one list."""
    level, span = chance.choice(LEVELS), chance.choice(SPANS)
    told = {name: chance.choice(values) for name, values in choices.items()}
    told |= {"status": chance.choice(STATUSES), "order": chance.choice(ORDERS)}
    told |= {"area": chance.choice(areas[level]).code if level else None}
    told |= {"overdue": "yes" if chance.random() < 0.1 else None}
    if span:
        since = TODAY - timedelta(days=chance.randint(span, OLDEST_DAYS))
        told |= {"since": since, "until": since + timedelta(days=span)}
    return urlencode({name: value for name, value in told.items() if value is not None})


READ_WORDS = """
(SELECT left(initials, -1) AS words FROM area_search WHERE level = 'community' AND length(initials) > 1 LIMIT %(some)s)
UNION ALL
(SELECT name FROM area WHERE level IN ('street', 'community') AND valid_to IS NULL LIMIT %(some)s)
UNION ALL
(SELECT left(code, 8) FROM area WHERE level IN ('grid', 'micro_grid') AND valid_to IS NULL LIMIT %(some)s)
UNION ALL
(SELECT code FROM area WHERE level = 'building' AND valid_to IS NULL LIMIT %(some)s)
UNION ALL
(SELECT address FROM issue TABLESAMPLE BERNOULLI (0.1) REPEATABLE (1) LIMIT %(some)s)
UNION ALL
(SELECT substr(address, 2, 3) FROM issue TABLESAMPLE BERNOULLI (0.1) REPEATABLE (2) LIMIT %(some)s)
UNION ALL
(SELECT source_reference FROM issue TABLESAMPLE BERNOULLI (0.1) REPEATABLE (3) LIMIT %(some)s)
UNION ALL
(SELECT substr(source_reference, 2, 4) FROM issue TABLESAMPLE BERNOULLI (0.1) REPEATABLE (4) LIMIT %(some)s)
UNION ALL
(SELECT 'nothing ' || id FROM area LIMIT %(some)s)
"""


def draw_words(store: Store, each: int) -> list[str]:
    """What is typed, so many of each kind: initials, names, codes, buildings, addresses and references or parts of
    them, and what is not there.
    """
    return [row.words for row in store.read(READ_WORDS, {"some": each}) if row.words]


def time_lists(url: str, filters: Sequence[str]) -> list[float]:
    """Seconds until rows and counts of each list were there, both asked at once as the page does."""
    sessions = [requests.Session(), requests.Session()]
    with ThreadPoolExecutor(len(sessions)) as pool:
        return [_time_list(url, query, sessions, pool) for query in filters]


def _time_list(url: str, query: str, sessions: Sequence[requests.Session], pool: ThreadPoolExecutor) -> float:
    addresses = (f"{url}/issues.json?{query}", f"{url}/issues/count.json?{query}")
    start = time.monotonic()
    list(pool.map(fetch, sessions, addresses))
    return time.monotonic() - start


def time_searches(url: str, words: Sequence[str]) -> list[float]:
    """Seconds until each search was answered."""
    session, taken = requests.Session(), []
    for typed in words:
        start = time.monotonic()
        fetch(session, f"{url}/search.json?{urlencode({'q': typed})}")
        taken.append(time.monotonic() - start)
    return taken


def fetch(session: requests.Session, address: str) -> None:
    """Read an answer to its end. Raises `requests.HTTPError` for any but a good one."""
    session.get(address, timeout=120).raise_for_status()
