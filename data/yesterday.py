"""How it stood in an area at this time of yesterday, and what came in and ended today."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from data.counts import MEASURES, is_forgotten
from data.people import PeopleRule
from data.store import Store
from data.trends import read_trend

MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Yesterday:
    """`former`: the counts in the order of `MEASURES` as they may be seen, None is not known or not shown.

    `new` and `closed`: issues since midnight, as `read_trend` counts them.
    """

    former: list[int | None]
    new: int
    closed: int


# Of the issues that nothing happened to since, those were overdue that were due by then; of the others the history
# tells. Deadlines and places are the present ones, as on a board.
COUNT_OVERDUE_AT = """
WITH RECURSIVE below AS (
    SELECT id FROM area WHERE id = %(area_id)s
    UNION ALL
    SELECT a.id FROM area a JOIN below ON a.parent_id = below.id
), stirred AS MATERIALIZED (
    SELECT DISTINCT issue_id FROM issue_event WHERE at >= %(moment)s
), former AS (
    SELECT f.status
    FROM stirred s JOIN issue i ON i.id = s.issue_id JOIN below ON below.id = i.area_id, LATERAL (
        SELECT status FROM issue_event e
        WHERE e.issue_id = s.issue_id AND e.at < %(moment)s
        ORDER BY e.at DESC, e.id DESC LIMIT 1
    ) AS f
    WHERE i.due_at < %(moment)s
    UNION ALL
    SELECT i.status
    FROM issue i JOIN below ON below.id = i.area_id
    WHERE is_open(i.status) AND i.due_at < %(moment)s AND NOT EXISTS (SELECT FROM stirred s WHERE s.issue_id = i.id)
)
SELECT count(*) AS count FROM former WHERE runs_clock(status)
"""

READ_PEOPLE_AT = """
WITH RECURSIVE below AS (
    SELECT id FROM area WHERE id = %(area_id)s
    UNION ALL
    SELECT a.id FROM area a JOIN below ON a.parent_id = below.id
)
SELECT measure, coalesce(sum(value) FILTER (WHERE area_id IN (SELECT id FROM below)), 0)::bigint AS here,
    sum(value)::bigint AS whole
FROM (SELECT area_id, measure, value FROM live_count
      UNION ALL
      SELECT area_id, measure, -delta FROM count_change WHERE at > %(moment)s) AS part
WHERE measure IN ('party_members', 'volunteers')
GROUP BY measure
"""


def read_yesterday(store: Store, area_id: int, rank: int, now: datetime, rule: PeopleRule) -> Yesterday:
    """The same time of the day before `now`, in its zone, in an area of this rank with everything below it."""
    moment = now - timedelta(days=1)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    trend = read_trend(store, area_id, [moment - MOMENT, moment, max(midnight, moment), now])
    overdue = int(store.read_one(COUNT_OVERDUE_AT, {"area_id": area_id, "moment": moment}).count)
    today = trend.iloc[-1]
    former = [int(trend["open"].iloc[0]), overdue, *_read_people(store, area_id, moment, (rule, rank))]
    return Yesterday(former, int(today["new"]), int(today["closed"]))


def _read_people(store: Store, area_id: int, moment: datetime, reader: tuple[PeopleRule, int]) -> list[int | None]:
    """What the store knew then; None as well for what is forgotten, or of which nobody at all was counted yet."""
    if is_forgotten(store, moment):
        return [None, None]
    rule, rank = reader
    rows = store.read(READ_PEOPLE_AT, {"area_id": area_id, "moment": moment})
    known = {row.measure: row.here for row in rows if row.whole}
    shown = rule.show([known.get(measure, 0) for measure in MEASURES], rank)
    return [count if measure in known else None for measure, count in zip(MEASURES, shown, strict=True)][2:]
