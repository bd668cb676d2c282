"""Places of which a file tells no more than the code of the area where they are: they stand at a point inside it."""

from data.loading.shapes import NO_GEOMETRY
from data.store import Transaction

# A code may belong to several systems of codes: local goes first, otherwise it must be the only one.
STAND_IN_AREAS = """
UPDATE staged_shape s SET geom = ST_PointOnSurface(a.geom), field = NULL, value = NULL, reason = NULL
FROM (
    SELECT code, coalesce(min(id) FILTER (WHERE code_system = 'local'), CASE WHEN count(*) = 1 THEN min(id) END) AS id
    FROM area
    WHERE valid_to IS NULL AND system = 'governance' AND code IN (SELECT area_code FROM staged_shape)
    GROUP BY code
) AS found JOIN area a USING (id)
WHERE found.code = s.area_code AND s.reason = %(reason)s
"""

REJECT_UNKNOWN_AREAS = """
UPDATE staged_shape SET field = %(field)s, value = area_code, reason = 'no open area has this code'
WHERE area_code IS NOT NULL AND reason = %(reason)s
"""


def stand_in_areas(transaction: Transaction, field: str) -> None:
    """Give the staged places without a geometry the inner point of the area that they state in this field."""
    for statement in (STAND_IN_AREAS, REJECT_UNKNOWN_AREAS):
        transaction.execute(statement, {"reason": NO_GEOMETRY, "field": field})
