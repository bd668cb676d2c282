"""Everything that a check looks at, of one moment of the store."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely

from data.check.limits import Limits
from data.counts import ONE_MOMENT
from data.preferences import read_preferences
from data.store import Store


@dataclass(frozen=True)
class Survey:
    """A moment of the store; of two, that of the larger `number` began to be read later.

    `areas`: the open areas by id, from the top down: level, rank, parent (None: none), system, code, code_system, name,
    households, residents, has_post, shape (lon/lat, valid), is_valid; `issues`: open ones on no area, or at a point in
    no grid: id, area_id, source, is_petition, lon, lat; `heads`: roster rows on no area: roster, source, count;
    `filled`: layer, field, filled, total.
    """

    number: int
    boundaries: int
    limits: Limits
    areas: pd.DataFrame
    issues: list[Any]
    heads: list[Any]
    filled: list[Any]


READ_AREAS = """
SELECT a.id, a.level, l.rank, a.parent_id AS parent, a.system, a.code, a.code_system, a.name, a.households, a.residents,
    a.post IS NOT NULL AND a.post <> '' AS has_post, ST_AsBinary(a.geom) AS shape
FROM area a JOIN level l ON l.name = a.level
WHERE a.valid_to IS NULL
ORDER BY l.rank, a.id
"""

READ_ISSUES = """
SELECT id, area_id, source, is_petition(source) AS is_petition, ST_X(geom) AS lon, ST_Y(geom) AS lat
FROM issue
WHERE is_open(status) AND (area_id IS NULL OR geom IS NOT NULL AND area_id NOT IN (SELECT id FROM area_in_grid))
    AND EXISTS (SELECT FROM area_in_grid)
ORDER BY id
"""

READ_HEADS = """
SELECT roster, source, count(*) AS count
FROM (SELECT 'party_members' AS roster, source FROM party_member WHERE area_id IS NULL
      UNION ALL
      SELECT 'volunteers', source FROM volunteer WHERE area_id IS NULL) AS head
GROUP BY roster, source
ORDER BY roster, source
"""

READ_FILLED = """
SELECT layer, field, filled, total FROM filled_field ORDER BY rank, layer, field
"""

TAKE_NUMBER = """
SELECT nextval(pg_get_serial_sequence('quality_check', 'id')) AS number
"""

READ_BOUNDARIES = """
SELECT version FROM boundaries
"""


def read_survey(store: Store) -> Survey:
    """Read all in one snapshot; the transaction ends before anything is looked at."""
    number = int(store.read_one(TAKE_NUMBER).number)
    with store.transaction() as transaction:
        transaction.execute(ONE_MOMENT)
        return Survey(
            number=number,
            boundaries=int(transaction.read_one(READ_BOUNDARIES).version),
            limits=Limits.of(read_preferences(transaction)),
            areas=make_frame(transaction.read(READ_AREAS)),
            issues=transaction.read(READ_ISSUES),
            heads=transaction.read(READ_HEADS),
            filled=transaction.read(READ_FILLED),
        )


COLUMNS = (
    *("id", "level", "rank", "parent", "system", "code", "code_system", "name"),
    *("households", "residents", "has_post", "shape"),
)


def make_frame(rows: list[Any]) -> pd.DataFrame:
    """Areas as `Survey` holds them. An invalid shape is looked at as the nearest valid one, and marked."""
    frame = pd.DataFrame([tuple(row) for row in rows], columns=[*COLUMNS], dtype=object).set_index("id")
    shapes = shapely.from_wkb(np.array([bytes(shape) for shape in frame["shape"]], dtype=object))
    valid = np.asarray(shapely.is_valid(shapes), dtype=bool)
    shapes[~valid] = shapely.make_valid(shapes[~valid])
    return frame.assign(shape=shapes, is_valid=valid)
