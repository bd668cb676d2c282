"""Screens that follow while much is written, and what the store held at each revision that they showed."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from threading import Thread
from typing import Any

from data.store import Store
from tests.dashboard.stream import follow
from tests.factories import add_issue
from tests.waiting import wait_until

Counts = dict[Any, list[int]]
"""Open and overdue issues by area's id, without zeros; with those of `"total"` and `"unlocated"`."""

READ_HELD = """
WITH RECURSIVE held AS (
    SELECT area_id, (sum(delta) FILTER (WHERE measure = 'open_issues'))::int AS open,
        (sum(delta) FILTER (WHERE measure = 'overdue_issues'))::int AS overdue
    FROM count_change
    WHERE pg_visible_in_snapshot(xid, %(snapshot)s)
    GROUP BY area_id
), placed AS (
    SELECT area_id, open, overdue FROM held WHERE area_id IS NOT NULL
    UNION ALL
    SELECT a.parent_id, p.open, p.overdue FROM placed p JOIN area a ON a.id = p.area_id WHERE a.parent_id IS NOT NULL
)
SELECT area_id::text AS place, coalesce(sum(open), 0) AS open, coalesce(sum(overdue), 0) AS overdue
FROM placed GROUP BY area_id
UNION ALL
SELECT 'total', coalesce(sum(open), 0), coalesce(sum(overdue), 0) FROM held
UNION ALL
SELECT 'unlocated', coalesce(sum(open), 0), coalesce(sum(overdue), 0) FROM held WHERE area_id IS NULL
"""


def read_held(store: Store, revision: str) -> Counts:
    """What all changes add up to that the revision's snapshot sees; of a log of which nothing was forgotten."""
    rows = store.read(READ_HELD, {"snapshot": revision.partition(".")[2]})
    held = {row.place: [int(row.open), int(row.overdue)] for row in rows}
    ends = {name: held.pop(name) for name in ("total", "unlocated")}
    return {int(area): counts for area, counts in held.items() if any(counts)} | ends


class Viewer(Thread):
    """A screen that hears everything until an issue stands in the area `end`.

    With `stay` it leaves after so many events, and comes back with the revision that it has.
    """

    def __init__(self, url: str, end: int, stay: int | None = None) -> None:
        super().__init__(daemon=True)
        self.url, self.end, self.stay = url, str(end), stay
        self.heard: list[tuple[str, Any]] = []
        self.is_over = False

    def run(self) -> None:
        """Follow, leave, come back."""
        since = None
        while not self.is_over:
            with follow(self.url, since) as events:
                self.heard.extend(self._hear(events))
            since = next(data["revision"] for _, data in reversed(self.heard) if "revision" in data)

    def list_shown(self) -> Iterator[tuple[str, Counts]]:
        """The revision and the counts that it showed after each event that tells a revision."""
        areas: Counts = {}
        sums: Counts = {}
        for name, data in self.heard:
            if name == "snapshot":
                areas.clear()
            if name in ("snapshot", "counts"):
                areas |= {int(area): counts[:2] for area, counts in data["areas"].items()}
                sums = {end: data[end][:2] for end in ("total", "unlocated")}
            if name in ("snapshot", "counts", "beat"):
                yield data["revision"], {area: counts for area, counts in areas.items() if any(counts)} | sums

    def _hear(self, events: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
        for name, data in islice(events, self.stay):
            yield name, data
            self.is_over = any(data.get("areas", {}).get(self.end, []))
            if self.is_over:
                return


@contextmanager
def viewing(store: Store, viewers: list[Viewer]) -> Iterator[None]:
    """They are there from the beginning until everything that was committed meanwhile was told."""
    [viewer.start() for viewer in viewers]
    wait_until(lambda: all(viewer.heard for viewer in viewers))
    yield
    add_issue(store, source="end", area_id=int(viewers[0].end))
    [viewer.join(30) for viewer in viewers]
    assert all(viewer.is_over for viewer in viewers)
