"""Trends of an area with everything below it, from the issues' histories."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pandas as pd

from data.store import Store

# Read backwards: what is open now, less what each event since the first moment changed. `place` says how many of the
# moments lie at or before an event; what is open now stands at place 0. An event that knew only an area above, or none,
# lies where its issue is now: levels that were loaded later tell more of the same place.
READ_TREND = """
WITH RECURSIVE below AS (
    SELECT id FROM area WHERE id = %(area_id)s
    UNION ALL
    SELECT a.id FROM area a JOIN below ON a.parent_id = below.id
), above AS (
    SELECT parent_id AS id FROM area WHERE id = %(area_id)s AND parent_id IS NOT NULL
    UNION ALL
    SELECT a.parent_id FROM area a JOIN above ON a.id = above.id WHERE a.parent_id IS NOT NULL
), placed AS (
    SELECT issue_id, id, at, status, CASE
        WHEN area_id IS NULL OR area_id IN (SELECT id FROM above)
        THEN (SELECT i.area_id FROM issue i WHERE i.id = e.issue_id)
        ELSE area_id
    END AS area_id
    FROM issue_event e WHERE at >= %(first)s
), event AS (
    SELECT issue_id, at, status, area_id, lead(at) OVER own IS NULL AS is_last, lag(at) OVER own IS NULL AS is_first,
        lag(status) OVER own AS former_status, lag(area_id) OVER own AS former_area_id
    FROM placed
    WINDOW own AS (PARTITION BY issue_id ORDER BY at, id)
), change AS (
    SELECT e.at, is_open(e.status) AS is_open, is_open(coalesce(e.former_status, f.status)) AS was_open,
        e.area_id IN (SELECT id FROM below) AS here,
        CASE WHEN e.is_last AND is_open(e.status) THEN (SELECT i.area_id FROM issue i WHERE i.id = e.issue_id)
             ELSE e.area_id END IN (SELECT id FROM below) AS stays,
        CASE WHEN e.is_first THEN f.area_id ELSE e.former_area_id END IN (SELECT id FROM below) AS was_here
    FROM event e LEFT JOIN LATERAL (
        SELECT status, CASE
            WHEN area_id IS NULL OR area_id IN (SELECT id FROM above)
            THEN (SELECT i.area_id FROM issue i WHERE i.id = e.issue_id)
            ELSE area_id
        END AS area_id
        FROM issue_event f
        WHERE e.is_first AND f.issue_id = e.issue_id AND f.at < %(first)s
        ORDER BY f.at DESC, f.id DESC LIMIT 1
    ) AS f ON true
)
SELECT width_bucket(at, %(moments)s::timestamptz[]) AS place,
    count(*) FILTER (WHERE is_open AND stays) - count(*) FILTER (WHERE was_open AND was_here) AS open,
    count(*) FILTER (WHERE was_open IS NULL AND here) AS new,
    count(*) FILTER (WHERE NOT is_open AND was_open IS NOT FALSE AND here) AS closed
FROM change GROUP BY place
UNION ALL
SELECT 0, count(*), 0, 0 FROM issue i JOIN below ON below.id = i.area_id WHERE is_open(i.status)
"""


def read_trend(store: Store, area_id: int, moments: Sequence[datetime]) -> pd.DataFrame:
    """The counts between rising moments, two at least: one row for each moment and the one before it.

    Columns: `since` and `at`, the two moments; `open`, how many issues were open when everything before `at` had
    happened; `new`, how many were reported from `since` until before `at`; `closed`, how often an issue ended (closed
    or rejected) in that time. An issue that is opened again is not new; it counts as closed each time it ends.

    An issue counts in the area that it had when the event happened, or in a deeper one of these where it is by now.
    Since its last event it counts as open where it is now, so that the present number is the live count; what was
    counted in an area that is retired by now stays with the areas above it. Petitions count.
    """
    values = {"area_id": area_id, "moments": list(moments), "first": moments[0]}
    counts = pd.DataFrame(store.read(READ_TREND, values), columns=["place", "open", "new", "closed"])
    counts = counts.set_index("place").reindex(range(len(moments) + 1), fill_value=0).astype("int64")
    present, changes = counts["open"].iloc[0], counts["open"].iloc[1:]
    trend = counts[["new", "closed"]].iloc[1:-1].reset_index(drop=True)
    trend.insert(0, "since", pd.Series(moments[:-1]))
    trend.insert(1, "at", pd.Series(moments[1:]))
    trend.insert(2, "open", present - (changes.sum() - changes.cumsum().iloc[:-1]).to_numpy())
    return trend


def list_hours(now: datetime, hours: int = 24) -> list[datetime]:
    """The beginnings of the present hour and of so many before it, and `now`; in the zone of `now`."""
    first = now.replace(minute=0, second=0, microsecond=0).astimezone(UTC)
    return [*((first - timedelta(hours=back)).astimezone(now.tzinfo) for back in range(hours, -1, -1)), now]


def list_days(now: datetime, days: int = 30) -> list[datetime]:
    """The midnights with which the last so many days began, today's the last of them, and `now`; in its zone."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return [*(today - timedelta(days=back) for back in range(days - 1, -1, -1)), now]
