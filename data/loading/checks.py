"""What only the whole file and the store can tell about a row: doubled codes, parents, codes that are taken."""

from dataclasses import asdict

from data.loading.area_file import AreaFile
from data.store import Transaction

REJECT_DOUBLED_CODES = """
UPDATE staged_area s
SET field = %(code)s, value = s.code, reason = format('the code stands already in row %%s', first.row_number)
FROM (
    SELECT code, min(row_number) AS row_number
    FROM staged_area WHERE reason IS NULL
    GROUP BY code HAVING count(*) > 1
) AS first
WHERE s.code = first.code AND s.row_number > first.row_number AND s.reason IS NULL
"""

FIND_AREAS = """
UPDATE staged_area s SET area_id = a.id
FROM area a
WHERE a.code_system = %(code_system)s AND a.code = s.code AND a.valid_to IS NULL AND s.reason IS NULL
"""

REJECT_CODES_OF_OTHER_LEVELS = """
UPDATE staged_area s
SET field = %(code)s, value = s.code, reason = format('it is the code of an open %%s of system %%s', a.level, a.system)
FROM area a
WHERE a.id = s.area_id AND (a.level <> %(level)s OR a.system <> %(system)s) AND s.reason IS NULL
"""


def check_codes(transaction: Transaction, file: AreaFile) -> None:
    """Reject codes that the file has twice (the first row stands) or that an area of another level or system has."""
    for statement in (REJECT_DOUBLED_CODES, FIND_AREAS, REJECT_CODES_OF_OTHER_LEVELS):
        transaction.execute(statement, asdict(file))


# The parent may have a code of another system, as long as no other open area has the same.
FIND_STATED_PARENTS = """
UPDATE staged_area s SET parent_id = found.id
FROM (
    SELECT code, coalesce(
        min(id) FILTER (WHERE code_system = %(code_system)s),
        CASE WHEN count(*) = 1 THEN min(id) END
    ) AS id
    FROM area
    WHERE valid_to IS NULL AND code IN (SELECT parent_code FROM staged_area)
    GROUP BY code
) AS found
WHERE found.code = s.parent_code AND s.reason IS NULL
"""

REJECT_UNKNOWN_PARENTS = """
UPDATE staged_area s
SET field = %(parent)s, value = s.parent_code, reason = 'no open area has this code'
WHERE s.parent_code IS NOT NULL AND s.parent_id IS NULL AND s.reason IS NULL
"""

REJECT_LOW_PARENTS = """
UPDATE staged_area s
SET field = %(parent)s, value = s.parent_code,
    reason = format('it is the code of a %%s, which is not above a %%s', a.level, own.name)
FROM area a JOIN level l ON l.name = a.level, level own
WHERE a.id = s.parent_id AND own.name = %(level)s AND s.reason IS NULL
    AND (l.rank >= own.rank OR a.system <> 'governance')
"""

# A table with an index of its own: prepared once, each higher area then picks its points, which is several times faster
# than looking up every point among all areas.
FIND_INNER_POINTS = """
CREATE TEMP TABLE inner_point ON COMMIT DROP AS
SELECT row_number, ST_PointOnSurface(geom) AS point FROM staged_area WHERE reason IS NULL;
CREATE INDEX ON inner_point USING gist (point);
ANALYZE inner_point
"""

FIND_PARENTS_BY_PLACE = """
UPDATE staged_area s SET parent_id = found.id
FROM (
    SELECT DISTINCT ON (p.row_number) p.row_number, a.id
    FROM area a JOIN level l ON l.name = a.level JOIN inner_point p ON ST_Covers(a.geom, p.point)
    WHERE a.valid_to IS NULL AND a.system = 'governance'
        AND l.rank < (SELECT rank FROM level WHERE name = %(level)s)
    ORDER BY p.row_number, l.rank DESC, ST_Area(a.geom), a.id
) AS found
WHERE s.row_number = found.row_number
"""

REJECT_OTHER_PARENTS = """
UPDATE staged_area s
SET field = coalesce(%(parent)s, 'geometry'), value = coalesce(s.parent_code, ''),
    reason = format('the open code %%s hangs on %%s, not on %%s: a new parent means a new code', s.code,
        coalesce(former.code, 'no parent'), coalesce((SELECT code FROM area WHERE id = s.parent_id), 'no parent'))
FROM area a LEFT JOIN area former ON former.id = a.parent_id
WHERE a.id = s.area_id AND a.parent_id IS DISTINCT FROM s.parent_id AND s.reason IS NULL
"""


def check_parents(transaction: Transaction, file: AreaFile) -> None:
    """Find each row's parent, by the code it states or else by a point inside it, and reject those that cannot stand.

    By place: of the open areas of higher levels that cover the point, the nearest level, then the smallest area. Areas
    of another system than the tree's have none.
    """
    if file.is_of_tree:
        (_find_stated_parents if file.parent else _find_parents_by_place)(transaction, file)
    transaction.execute(REJECT_OTHER_PARENTS, asdict(file))


def _find_stated_parents(transaction: Transaction, file: AreaFile) -> None:
    for statement in (FIND_STATED_PARENTS, REJECT_UNKNOWN_PARENTS, REJECT_LOW_PARENTS):
        transaction.execute(statement, asdict(file))


def _find_parents_by_place(transaction: Transaction, file: AreaFile) -> None:
    for statement in (FIND_INNER_POINTS, FIND_PARENTS_BY_PLACE):
        transaction.execute(statement, asdict(file))


MARK_CHANGED = """
UPDATE staged_area s SET is_changed = true
FROM area a
WHERE a.id = s.area_id AND s.reason IS NULL AND (
    a.name <> s.name
    OR a.geom IS DISTINCT FROM s.geom
    OR (%(households)s IS NOT NULL AND a.households IS DISTINCT FROM s.households)
    OR (%(residents)s IS NOT NULL AND a.residents IS DISTINCT FROM s.residents)
)
"""


def mark_changed(transaction: Transaction, file: AreaFile) -> None:
    """Mark the rows whose area is open already and has another name, boundary or number."""
    transaction.execute(MARK_CHANGED, asdict(file))
