"""The list of issues that a reader filters, read a page at a time; of petitions only a number leaves the store.

A row is category, status, source, area and times: never a title, never an address.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data.store import SQL, Store

OPEN, ALL = "open", "all"
MOST = 10_000
"""So many are counted, and written into one file."""


@dataclass(frozen=True)
class IssueFilter:
    """Which issues: in these areas, of a source, of a category, in a status (or `OPEN`, or `ALL`), overdue ones alone,
    reported from `since` until before `until`. None limits nothing.
    """

    areas: Sequence[int] | None = None
    source: str | None = None
    category: str | None = None
    status: str = OPEN
    is_overdue: bool = False
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Place:
    """A row's place in the list: what it is ordered by. `moment` is its deadline or when it was reported."""

    is_overdue: bool
    moment: datetime | None
    id: int


@dataclass(frozen=True)
class Order:
    """An order of the list, what lies behind a place in it, and the column of the moments that it follows."""

    order: str
    rest: str
    moment: str


ORDERS = {
    "deadline": Order(
        order="(NOT i.is_overdue), coalesce(i.due_at, 'infinity'::timestamptz), i.id",
        rest="((NOT i.is_overdue), coalesce(i.due_at, 'infinity'::timestamptz), i.id)"
        " > (NOT %(place_overdue)s, coalesce(%(place_moment)s, 'infinity')::timestamptz, %(place_id)s)",
        moment="due_at",
    ),
    "newest": Order(
        order="i.reported_at DESC, i.id DESC",
        rest="(i.reported_at, i.id) < (%(place_moment)s::timestamptz, %(place_id)s)",
        moment="reported_at",
    ),
    "oldest": Order(
        order="i.reported_at, i.id",
        rest="(i.reported_at, i.id) > (%(place_moment)s::timestamptz, %(place_id)s)",
        moment="reported_at",
    ),
}

# psycopg2 writes the values into the text, so that the planner sees which of these are there at all. What is overdue is
# open: said so, the few open ones are looked through instead of all.
FITS = """
    (%(everywhere)s OR i.area_id = ANY (%(areas)s::integer[]))
    AND (%(source)s IS NULL OR i.source = %(source)s)
    AND (%(status)s IS NULL OR i.status = %(status)s)
    AND (NOT %(is_open)s OR is_open(i.status))
    AND (NOT %(is_overdue)s OR i.is_overdue)
    AND (%(since)s::timestamptz IS NULL OR i.reported_at >= %(since)s::timestamptz)
    AND (%(until)s::timestamptz IS NULL OR i.reported_at < %(until)s::timestamptz)
"""
LISTED = """
    NOT is_petition(i.source)
    AND (%(category)s IS NULL OR i.category = %(category)s)
"""

READ_PAGE = """
SELECT i.id, i.source, i.category, i.status, i.is_urgent, i.is_overdue, i.reported_at, i.due_at, i.area_id
FROM issue i
WHERE {listed} AND {fits} AND {rest}
ORDER BY {order}
LIMIT %(limit)s
"""


def read_page(store: Store, wanted: IssueFilter, order: str, after: Place | None, limit: int) -> list[Any]:
    """The next rows behind a place, or the first ones."""
    chosen = ORDERS[order]
    query = SQL(READ_PAGE).format(
        listed=SQL(LISTED),
        fits=SQL(FITS),
        rest=SQL(chosen.rest if after else "true"),
        order=SQL(chosen.order),
    )
    return store.read(query, _list_values(wanted) | _place_values(after) | {"limit": limit})


def find_place(row: Any, order: str) -> Place:
    """Where a row stands in an order."""
    return Place(row.is_overdue, getattr(row, ORDERS[order].moment), row.id)


COUNT_ISSUES = """
SELECT count(*) AS count FROM (SELECT FROM issue i WHERE {listed} AND {fits} LIMIT %(limit)s) AS found
"""


def count_issues(store: Store, wanted: IssueFilter) -> int:
    """How many there are; no more than `MOST` and one are counted."""
    query = SQL(COUNT_ISSUES).format(listed=SQL(LISTED), fits=SQL(FITS))
    return int(store.read_one(query, _list_values(wanted) | {"limit": MOST + 1}).count)


COUNT_PETITIONS = """
SELECT count(*) AS count FROM (SELECT FROM issue i WHERE is_petition(i.source) AND {fits} LIMIT %(limit)s) AS found
"""


def count_petitions(store: Store, wanted: IssueFilter) -> int:
    """How many petitions fit as well, up to `MOST` and one; none are told apart by their category."""
    if wanted.category is not None:
        return 0
    query = SQL(COUNT_PETITIONS).format(fits=SQL(FITS))
    return int(store.read_one(query, _list_values(wanted) | {"limit": MOST + 1}).count)


FIND_FITTING = """
SELECT i.id FROM issue i WHERE i.id = ANY (%(ids)s) AND {listed} AND {fits}
"""


def find_fitting(store: Store, wanted: IssueFilter, ids: Sequence[int]) -> list[int]:
    """Those of some issues that belong to the list."""
    query = SQL(FIND_FITTING).format(listed=SQL(LISTED), fits=SQL(FITS))
    return [row.id for row in store.read(query, _list_values(wanted) | {"ids": list(ids)})]


READ_BELOW = """
WITH RECURSIVE below AS (
    SELECT id FROM area WHERE id = %(area_id)s
    UNION ALL
    SELECT a.id FROM area a JOIN below ON a.parent_id = below.id
)
SELECT id FROM below
"""


def list_below(store: Store, area_id: int) -> list[int]:
    """The ids of an area and of everything below it."""
    return [row.id for row in store.read(READ_BELOW, {"area_id": area_id})]


READ_PATHS = """
WITH RECURSIVE path AS (
    SELECT id AS leaf, id, parent_id, 0 AS step FROM area WHERE id = ANY (%(ids)s)
    UNION ALL
    SELECT path.leaf, a.id, a.parent_id, path.step + 1 FROM area a JOIN path ON a.id = path.parent_id
)
SELECT path.leaf, array_agg(a.name ORDER BY path.step DESC) AS names
FROM path JOIN area a USING (id)
GROUP BY path.leaf
"""


def read_paths(store: Store, ids: Iterable[int]) -> dict[int, list[str]]:
    """Area → the names from the root down to it."""
    return {row.leaf: row.names for row in store.read(READ_PATHS, {"ids": list(ids)})}


def _list_values(wanted: IssueFilter) -> dict[str, Any]:
    return {
        "everywhere": wanted.areas is None,
        "areas": list(wanted.areas or ()),
        "source": wanted.source,
        "category": wanted.category,
        "status": None if wanted.status in (OPEN, ALL) else wanted.status,
        "is_open": wanted.status == OPEN or wanted.is_overdue,
        "is_overdue": wanted.is_overdue,
        "since": wanted.since,
        "until": wanted.until,
    }


def _place_values(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    return {"place_overdue": place.is_overdue, "place_moment": place.moment, "place_id": place.id}
