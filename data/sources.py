"""Where the figures come from: when each source was read last, and whether that is too long ago."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from data.faults import UnknownSource
from data.store import Store, Transaction


@dataclass(frozen=True)
class Source:
    """A source by its name, and the measures it is a part of.

    `last_synced_at` is None when no sync was ever told, `expected_seconds` when none is expected.
    """

    name: str
    last_synced_at: datetime | None
    expected_seconds: int | None
    measures: list[str]

    def is_late(self, now: datetime) -> bool:
        """Whether its interval is over; one that is expected and never told of a sync is late."""
        if self.expected_seconds is None:
            return False
        return self.last_synced_at is None or now - self.last_synced_at > timedelta(seconds=self.expected_seconds)


READ_SOURCES = """
SELECT name, last_synced_at, expected_seconds, measures FROM known_source ORDER BY name
"""


def read_sources(store: Store) -> list[Source]:
    """All sources by name: those that told of a sync, and those that issues or rosters come from."""
    return [Source(*row) for row in store.read(READ_SOURCES)]


REPORT_SYNC = """
SELECT report_sync(name, %(at)s) FROM unnest(%(names)s) AS name
"""


def report_sync(transaction: Transaction, at: datetime, *names: str) -> None:
    """Say that these sources were read at a moment. Belongs at a transaction's end: others wait for these rows."""
    transaction.execute(REPORT_SYNC, {"at": at, "names": list(names)})


EXPECT_SYNC = """
INSERT INTO source (name, expected_seconds) SELECT name, %(seconds)s FROM unnest(%(names)s) AS name
ON CONFLICT (name) DO UPDATE SET expected_seconds = excluded.expected_seconds
"""


def expect_sync(store: Store | Transaction, seconds: int | None, names: Iterable[str]) -> None:
    """Expect a sync of these sources in every interval of so many seconds; None expects none any more."""
    store.execute(EXPECT_SYNC, {"seconds": seconds, "names": list(names)})


FORGET_SOURCE = """
DELETE FROM source WHERE name = %(name)s
"""


def forget_source(store: Store, name: str) -> None:
    """Forget age and interval of a source. Its issues and its roster stay; while it has any it is known by name."""
    store.execute(FORGET_SOURCE, {"name": name})


def find_source(sources: Iterable[Source], name: str) -> Source:
    """The source of this name. Raises `UnknownSource` with the names that there are."""
    by_name = {source.name: source for source in sources}
    if name not in by_name:
        raise UnknownSource(f"there is no source {name}; there are: {', '.join(by_name) or 'none yet'}")
    return by_name[name]
