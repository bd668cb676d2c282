"""Where every issue will be once the boundaries switch: found before anybody has to wait for it."""

from dataclasses import asdict

from data.loading.area_file import AreaFile
from data.loading.placing import order_areas, place_points
from data.loading.switch import Switch
from data.store import Transaction

# In an unchanged area nobody but a new or changed one can come first; each of these, prepared once, picks its points.
FORESEE_ISSUES = """
CREATE TEMP TABLE foreseen_issue ON COMMIT DROP AS
WITH written AS MATERIALIZED (
    SELECT o.geom, o.position
    FROM staged_area s JOIN area a ON a.code = s.code AND a.valid_to IS NULL AND a.code_system = %(code_system)s
        JOIN ordered_area o ON o.id = a.id
    WHERE s.reason IS NULL AND (s.area_id IS NULL OR s.is_changed)
), inside AS (
    SELECT i.id, min(w.position) AS position
    FROM written w JOIN issue i ON ST_Covers(w.geom, i.geom)
    GROUP BY i.id
)
SELECT i.id, i.geom AS point, i.area_id AS former_id, first.id AS area_id
FROM issue i
    LEFT JOIN ordered_area own ON own.id = i.area_id
    LEFT JOIN inside ON inside.id = i.id
    LEFT JOIN ordered_area first ON first.position = least(own.position, inside.position)
WHERE i.geom IS NOT NULL
"""

# In a changed or retired area all areas are looked through.
POINTS_TO_PLACE = """
CREATE TEMP TABLE point_to_place ON COMMIT DROP AS
SELECT id AS key, point
FROM foreseen_issue
WHERE former_id IN (
    SELECT area_id FROM staged_area WHERE is_changed
    UNION ALL
    SELECT id FROM absent_area WHERE %(replaces)s
)
"""

TAKE_PLACES = """
UPDATE foreseen_issue i
SET area_id = placed.area_id
FROM (SELECT key FROM placed_point UNION ALL SELECT key FROM point_to_place) AS sought
    LEFT JOIN placed_point placed USING (key)
WHERE i.id = sought.key
"""

FIND_SUCCESSORS = """
UPDATE absent_area absent SET successor_id = coalesce((
    SELECT a.id
    FROM area a JOIN level l ON l.name = a.level
    WHERE a.valid_to IS NULL AND a.system = 'governance' AND ST_Covers(a.geom, absent.inner_point)
        AND l.rank <= (SELECT rank FROM level WHERE name = %(level)s)
    ORDER BY l.rank DESC, ST_Area(a.geom), a.id
    LIMIT 1
), absent.parent_id)
"""

LIST_MOVES = """
CREATE TEMP TABLE issue_move ON COMMIT DROP AS
SELECT id, point, area_id, row_number() OVER (ORDER BY area_id) AS number
FROM foreseen_issue
WHERE area_id IS DISTINCT FROM former_id;
ANALYZE foreseen_issue, issue_move
"""

COUNT_MOVES = """
SELECT count(*) AS count FROM issue_move
"""


def foresee_moves(transaction: Transaction, file: AreaFile, switch: Switch) -> int:
    """Find the coming areas of all issues with a point, from areas that nobody else sees yet; how many will move.

    Makes the temporary tables `foreseen_issue (id, point, former_id, area_id)` of all of them and
    `issue_move (id, point, area_id, number)` of those that move, numbered from 1, and fills in the successors of
    retired areas: the open area, not deeper, that covers the inner point, otherwise the parent. Takes no lock.
    """
    order_areas(transaction)
    transaction.execute(FORESEE_ISSUES, asdict(file))
    if switch.changed or switch.retired:
        transaction.execute(POINTS_TO_PLACE, asdict(file))
        place_points(transaction)
        transaction.execute(TAKE_PLACES)
    if switch.retired:
        transaction.execute(FIND_SUCCESSORS, asdict(file))
    transaction.execute(LIST_MOVES)
    return int(transaction.read_one(COUNT_MOVES).count)
