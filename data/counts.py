"""Live counts: the present picture, what is new since, folding, and what was known at a moment."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from data.faults import Forgotten
from data.revisions import Revision, Snapshot, hash_identity
from data.store import Store, Transaction

MEASURES = ("open_issues", "overdue_issues", "party_members", "volunteers")

Change = tuple[int | None, str, int]
"""The deepest area (None: unlocated), the measure, and how much is added."""


@dataclass(frozen=True)
class Picture:
    """All counts, the tree that they are summed up and the version of the boundaries, all of one moment."""

    revision: Revision
    boundaries: int
    parents: dict[int, int | None]
    ranks: dict[int, int]
    counts: list[Change]


@dataclass(frozen=True)
class News:
    """What one reader had not seen: changes of counts, the latest 200 changed issues, the boundaries' version.

    `written`: when the newest of it was, by the database's clock, as this process' `time.monotonic`; None for nothing.
    """

    revision: Revision
    boundaries: int
    counts: list[Change]
    issues: list[tuple[int, datetime]]
    written: float | None


ONE_MOMENT = """
SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY
"""

READ_HEAD = """
SELECT pg_current_snapshot()::text AS snapshot, l.identity, b.version
FROM lineage l, boundaries b
"""

READ_TREE = """
SELECT a.id, a.parent_id, l.rank
FROM area a JOIN level l ON l.name = a.level
WHERE a.valid_to IS NULL AND a.system = 'governance'
"""

READ_COUNTS = """
SELECT area_id, measure, value FROM live_count
"""


def read_picture(store: Store) -> Picture:
    """The present picture; costs one pass over the open areas and the log above the horizon.

    Raises `LookupError` after a crash of the server until `adopt_cluster` was called.
    """
    with store.transaction() as transaction:
        transaction.execute(ONE_MOMENT)
        head = transaction.read_one(READ_HEAD)
        tree = transaction.read(READ_TREE)
        counts = transaction.read(READ_COUNTS)
    return Picture(
        revision=_as_revision(head),
        boundaries=head.version,
        parents={area.id: area.parent_id for area in tree},
        ranks={area.id: area.rank for area in tree},
        counts=_as_changes(counts),
    )


READ_NEWS = """
-- Materialized, or the latest 200 are looked for in the whole of issue_change, which only shrinks below the horizon.
WITH fresh AS MATERIALIZED (
    SELECT id, issue_id, at
    FROM issue_change
    WHERE xid >= %(xmax)s::text::xid8 OR xid = ANY (%(running)s::text[]::xid8[])
)
SELECT pg_current_snapshot()::text AS snapshot, l.identity, l.forgotten_xid::text AS forgotten, b.version,
    c.counts, i.issues, extract(epoch FROM clock_timestamp() - greatest(c.at, i.at))::float8 AS waited
FROM lineage l, boundaries b,
    (SELECT json_agg(json_build_array(area_id, measure, delta)) AS counts, max(at) AS at
     FROM (SELECT area_id, measure, sum(delta) AS delta, max(at) AS at
           FROM count_change
           WHERE xid >= %(xmax)s::text::xid8 OR xid = ANY (%(running)s::text[]::xid8[])
           GROUP BY area_id, measure) AS change) AS c,
    (SELECT json_agg(json_build_array(issue_id, at) ORDER BY id) AS issues, max(at) AS at
     FROM (SELECT id, issue_id, at FROM fresh ORDER BY id DESC LIMIT 200) AS change) AS i
"""


def read_news(store: Store, last: Revision) -> News | None:
    """Everything committed that `last` did not see, in one statement: no change is missed, none comes twice.

    None when it cannot be continued from: the server was started again, crashed or is another one, or changes that
    `last` did not see are forgotten.
    """
    rows = store.read(READ_NEWS, _bounds(last.snapshot))
    if not rows:
        return None
    row, revision = rows[0], _as_revision(rows[0])
    if revision.identity != last.identity or last.snapshot.xmin <= int(row.forgotten):
        return None
    counts = [(area, measure, delta) for area, measure, delta in row.counts or [] if delta]
    issues = [(issue, datetime.fromisoformat(at)) for issue, at in row.issues or []]
    written = None if row.waited is None else time.monotonic() - row.waited
    return News(revision, row.version, counts, issues, written)


READ_REACH = """
SELECT pg_current_snapshot()::text AS snapshot, l.identity, l.horizon::text AS horizon, b.xid::text AS changed
FROM lineage l, boundaries b
"""

READ_CHANGED_AREAS = """
SELECT DISTINCT area_id FROM count_change
WHERE xid >= %(xmax)s::text::xid8 OR xid = ANY (%(running)s::text[]::xid8[])
"""


def read_changed_areas(store: Store, since: Revision) -> list[int | None] | None:
    """The deepest areas whose counts changed since a revision; None when it cannot be continued from.

    It can when it is of this run of this cluster, not ahead of it, not below the horizon, and knows the present
    boundaries.
    """
    with store.transaction() as transaction:
        transaction.execute(ONE_MOMENT)
        reach = transaction.read(READ_REACH)
        if not (reach and _reaches(reach[0], since)):
            return None
        return [row.area_id for row in transaction.read(READ_CHANGED_AREAS, _bounds(since.snapshot))]


def _reaches(reach: Any, since: Revision) -> bool:
    now, snapshot = _as_revision(reach), since.snapshot
    return (
        since.identity == now.identity
        and snapshot.xmax <= now.snapshot.xmax
        and snapshot.xmin >= int(reach.horizon)
        and snapshot.sees(int(reach.changed))
    )


READ_COUNTS_AT = """
SELECT area_id, measure, sum(value)::bigint AS value
FROM (SELECT area_id, measure, value FROM live_count
      UNION ALL
      SELECT area_id, measure, -delta FROM count_change WHERE at > %(moment)s) AS part
GROUP BY area_id, measure
HAVING sum(value) <> 0
"""


READ_FORGOTTEN = """
SELECT forgotten_at FROM count_horizon WHERE forgotten_at > %(moment)s
"""


def is_forgotten(store: Store | Transaction, moment: datetime) -> bool:
    """Whether a moment lies before the oldest change of counts that is kept."""
    return bool(store.read(READ_FORGOTTEN, {"moment": moment}))


def counts_at(store: Store, moment: datetime) -> list[Change]:
    """What the store knew at a moment: the counts now, less what was written after it.

    A change counts from the moment it was written, also when its transaction was committed later: until then nobody
    knew of it, from then on the past has this one account. Raises `Forgotten` for a moment before the oldest change
    that is kept.
    """
    with store.transaction() as transaction:
        transaction.execute(ONE_MOMENT)
        if is_forgotten(transaction, moment):
            raise Forgotten(
                f"the counts of {moment:%Y-%m-%d %H:%M} are forgotten: `retention_days` is how long they stay"
            )
        return _as_changes(transaction.read(READ_COUNTS_AT, {"moment": moment}))


FOLD = """
SELECT fold_count_changes() AS touched, forget_count_changes(now() - %(retention)s) AS forgotten
"""


def fold_counts(store: Store, retention: timedelta) -> tuple[int, int]:
    """Move the horizon up to the oldest running transaction; forget what lies below it and was written before.

    How many counts it touched, and how many changes it forgot.
    """
    with store.transaction() as transaction:
        row = transaction.read_one(FOLD, {"retention": retention})
    return row.touched, row.forgotten


ADOPT = """
SELECT adopt_cluster() AS was_foreign
"""


def adopt_cluster(store: Store) -> bool:
    """Make the log this cluster's own after a restore or a move; whether it was another's. After a crash begin anew."""
    with store.transaction() as transaction:
        return bool(transaction.read_one(ADOPT).was_foreign)


def _as_revision(row: Any) -> Revision:
    return Revision(hash_identity(row.identity), Snapshot.parse(row.snapshot))


def _bounds(snapshot: Snapshot) -> dict[str, Any]:
    return {"xmax": str(snapshot.xmax), "running": [str(xid) for xid in snapshot.in_progress]}


def _as_changes(rows: Iterable[Any]) -> list[Change]:
    return [(row.area_id, row.measure, int(row.value)) for row in rows]
