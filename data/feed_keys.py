"""The keys with which programs post issues: each belongs to one source, is shown once, and is kept as a hash."""

import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from data.faults import UnknownSource
from data.store import Store

PREFIX = "gridboard-feed-"  # so that a key that strayed is recognised


@dataclass(frozen=True)
class Feed:
    """What the holder of a key may post: the issues of `source`, and how they are written.

    `coordinates`, a name of `data.loading.crs.COORDINATES`: which lon/lat; `zone`: of times without an offset; `words`:
    statuses by the source's own words, in lower case, beside those that are known anyway.
    """

    source: str
    zone: ZoneInfo
    coordinates: str = "wgs84"
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FeedKey:
    """A key as a list shows it; the key itself is nowhere."""

    id: int
    source: str
    coordinates: str
    time_zone: str
    made_at: datetime
    revoked_at: datetime | None


ADD_KEY = """
INSERT INTO feed_key (source, hash, coordinates, time_zone, words)
VALUES (%(source)s, %(hash)s, %(coordinates)s, %(time_zone)s, %(words)s)
"""


def make_key(store: Store, feed: Feed) -> str:
    """A new key, which nobody can read again."""
    key = PREFIX + secrets.token_urlsafe(32)
    store.execute(
        ADD_KEY,
        {
            "source": feed.source,
            "hash": _hash(key),
            "coordinates": feed.coordinates,
            "time_zone": str(feed.zone),
            "words": json.dumps(dict(feed.words)),
        },
    )
    return key


LIST_VALID = """
SELECT hash, source, coordinates, time_zone, words FROM feed_key WHERE revoked_at IS NULL
"""


def find_feed(store: Store, key: str) -> Feed | None:
    """The feed of a key that is not revoked. All keys are compared, each in constant time: no answer tells how near."""
    sought = _hash(key)
    found = [row for row in store.read(LIST_VALID) if hmac.compare_digest(bytes(row.hash), sought)]
    return Feed(found[0].source, ZoneInfo(found[0].time_zone), found[0].coordinates, found[0].words) if found else None


LIST_KEYS = """
SELECT id, source, coordinates, time_zone, made_at, revoked_at FROM feed_key ORDER BY source, id
"""


def list_keys(store: Store) -> list[FeedKey]:
    """All keys that were ever made, by source."""
    return [FeedKey(*row) for row in store.read(LIST_KEYS)]


REVOKE_KEYS = """
UPDATE feed_key SET revoked_at = now()
WHERE source = %(source)s AND revoked_at IS NULL AND id = coalesce(%(id)s, id)
"""


def revoke_keys(store: Store, source: str, id: int | None = None) -> int:
    """End all keys of a source, or one, at once and for good; how many. Raises `UnknownSource` when there is none."""
    revoked = store.execute(REVOKE_KEYS, {"source": source, "id": id})
    if not revoked:
        raise UnknownSource(f"{source} has no such key that is not revoked: `python -m data feed-key` lists them")
    return revoked


def _hash(key: str) -> bytes:
    """Of 256 random bits, which nobody guesses: a plain hash is as good as a slow one."""
    return sha256(key.encode(errors="surrogateescape")).digest()
