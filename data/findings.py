"""Questions about the findings of the last check."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data.store import Store

MOST_PLACES = 5000
"""Places of one map: more than anybody can tell apart."""


@dataclass(frozen=True)
class Check:
    """The last check; `is_stale`: the boundaries changed since; `filled`: layer, field, filled, total."""

    id: int
    started_at: datetime
    finished_at: datetime
    is_stale: bool
    limits: dict[str, float]
    filled: list[list[Any]]


READ_CHECK = """
SELECT c.id, c.started_at, c.finished_at, c.boundaries <> b.version AS is_stale, c.limits, c.completeness AS filled
FROM quality_check c, boundaries b
ORDER BY c.id DESC
LIMIT 1
"""


def read_check(store: Store) -> Check | None:
    """None before the first one."""
    rows = store.read(READ_CHECK)
    return Check(**rows[0]._asdict()) if rows else None


COUNT_FINDINGS = """
SELECT severity, kind, count(*) AS count
FROM finding
WHERE check_id = %(check_id)s
GROUP BY severity, kind
ORDER BY severity, min(id)
"""


def count_findings(store: Store, check: Check) -> list[Any]:
    """severity, kind, count; the worst first."""
    return store.read(COUNT_FINDINGS, {"check_id": check.id})


READ_FINDINGS = """
SELECT f.id, f.severity, f.kind, f.level, f.area_ids, f.value, f.unit, f.parts,
    ST_XMin(f.geom) AS west, ST_YMin(f.geom) AS south, ST_XMax(f.geom) AS east, ST_YMax(f.geom) AS north
FROM finding f
WHERE f.check_id = %(check_id)s
    AND (%(kind)s::text IS NULL OR f.kind = %(kind)s) AND (%(id)s::bigint IS NULL OR f.id = %(id)s)
    AND (f.severity, f.id) > (%(severity)s, %(after)s)
ORDER BY f.severity, f.id
LIMIT %(most)s
"""


@dataclass(frozen=True)
class Wanted:
    """Which findings: of a kind or all, or the one with an id; those behind (severity, id)."""

    kind: str | None = None
    id: int | None = None
    after: tuple[int, int] = (0, 0)


def read_findings(store: Store, check: Check, wanted: Wanted, most: int) -> list[Any]:
    """Findings with the box of their place (None: nowhere), the worst first."""
    severity, after = wanted.after
    values = {"check_id": check.id, "kind": wanted.kind, "id": wanted.id, "severity": severity, "after": after}
    return store.read(READ_FINDINGS, values | {"most": most})
