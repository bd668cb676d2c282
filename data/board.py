"""The board of a wall screen: the figures beside the totals, of the whole and of its parts, all of one moment."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from data.board_figures import Figures, Newest
from data.counts import ONE_MOMENT
from data.people import PeopleRule
from data.preferences import read_people_rule
from data.revisions import Revision, Snapshot, hash_identity
from data.store import Store
from data.trends import list_days, list_hours

DAYS = 7
SKEW = timedelta(minutes=1)
"""Clocks of several machines may differ: what was written in the next minute belongs to now."""


@dataclass(frozen=True)
class Part:
    """One of the areas that the whole is divided into; `bounds` are west, south, east, north."""

    id: int
    code: str
    name: str
    level: str
    rank: int
    bounds: list[float]


@dataclass(frozen=True)
class Entry:
    """The figures of the whole or of a part, as a reader without rights may see them.

    `total` and the last of either trend are one count; the trends stand at each full hour of the last 24 and at the
    present; `days` has a row (day's beginning, new, closed) for each of the last seven, today's the last one; `on_time`
    says how many of the issues due in these days were closed on time, and how many were due.
    """

    total: list[int | None]
    residents: int | None
    sources: list[tuple[str, int]]
    oldest_overdue: datetime | None
    on_time: tuple[int, int]
    open: list[int]
    overdue: list[int]
    days: list[tuple[datetime, int, int]]
    newest: list[Newest]


@dataclass(frozen=True)
class Board:
    """All of it, of one revision."""

    revision: Revision
    at: datetime
    whole: Entry
    parts: list[tuple[Part, Entry]]


READ_BOARD = """
SELECT pg_current_snapshot()::text AS snapshot, l.identity,
    (SELECT min(rank) FROM area JOIN level ON level.name = area.level
     WHERE valid_to IS NULL AND system = 'governance') AS top,
    (SELECT residents FROM area JOIN sole_root USING (id)) AS residents,
    (SELECT json_agg(json_build_array(p.id, p.code, p.name, p.level, v.rank, ARRAY[
         ST_XMin(p.geom), ST_YMin(p.geom), ST_XMax(p.geom), ST_YMax(p.geom)]) ORDER BY p.code)
     FROM part p JOIN level v ON v.name = p.level) AS parts,
    read_board(%(hours)s, %(days)s, %(now)s) AS facts
FROM lineage l
"""


def read_board(store: Store, now: datetime) -> Board:
    """The present board, its days and hours in the zone of `now`; the rule of people counts is of the same moment.

    Issues are counted as `read_trend` counts them; the overdue trend stands on the present deadlines and places.
    Raises `LookupError` after a crash of the server until `adopt_cluster` was called.
    """
    hours, days = list_hours(now), list_days(now, DAYS)
    moments = {"hours": hours, "days": [*days[:-1], now + SKEW], "now": now}
    with store.transaction() as transaction:
        transaction.execute(ONE_MOMENT)
        rule = read_people_rule(transaction)
        row = transaction.read_one(READ_BOARD, moments)
    parts = [Part(*part) for part in row.parts or []]
    figures = _sort_facts(row.facts, parts)
    whole = figures.pop(None)
    whole.residents = row.residents or _add_known([figures[part.id].residents for part in parts])
    return Board(
        revision=Revision(hash_identity(row.identity), Snapshot.parse(row.snapshot)),
        at=now,
        whole=_describe(whole, (rule, row.top or 0), days),
        parts=[(part, _describe(figures[part.id], (rule, part.rank), days)) for part in parts],
    )


def _sort_facts(facts: dict[str, Any], parts: list[Part]) -> dict[int | None, Figures]:
    """The figures by part; None is the whole, which holds what lies in no part too."""
    figures: dict[int | None, Figures] = {part.id: Figures(first_name=1) for part in parts}
    figures[None] = Figures(first_name=0)
    told = [(kind, *row) for kind, rows in facts.items() for row in rows or []]
    for kind, part_id, *fact in told:
        for place in {None, part_id}:
            figures[place].take(kind, fact)
    return figures


def _add_known(counts: list[int | None]) -> int | None:
    """The sum; None unless all of it is known."""
    known = [count for count in counts if count is not None]
    return sum(known) if known and len(known) == len(counts) else None


def _describe(figures: Figures, reader: tuple[PeopleRule, int], days: list[datetime]) -> Entry:
    rule, rank = reader
    flow = zip(days[:-1], figures.new[1:], figures.closed[1:], strict=False)
    return Entry(
        total=rule.show(figures.counts, rank),
        residents=figures.residents,
        sources=sorted(figures.sources.items(), key=lambda source: (-source[1], source[0])),
        oldest_overdue=figures.oldest and figures.oldest.astimezone(days[-1].tzinfo),
        on_time=(figures.on_time, figures.due),
        open=figures.list_open(),
        overdue=figures.list_overdue(),
        days=list(flow),
        newest=figures.newest,
    )
