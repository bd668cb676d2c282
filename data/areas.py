"""Questions about areas."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from data.faults import UnknownArea
from data.store import Store, Transaction


@dataclass(frozen=True)
class Area:
    """One open area; `path` leads from the root to it as (id, level, name, code)."""

    id: int
    level: str
    rank: int
    parent_id: int | None
    code: str
    code_system: str
    name: str
    households: int | None
    residents: int | None
    post: str | None
    post_phone: str | None
    path: tuple[tuple[int, str, str, str], ...]


READ_AREA = """
WITH RECURSIVE path AS (
    SELECT id, level, name, code, parent_id, 0 AS step FROM area WHERE id = %(area_id)s AND valid_to IS NULL
    UNION ALL
    SELECT a.id, a.level, a.name, a.code, a.parent_id, path.step + 1 FROM area a JOIN path ON a.id = path.parent_id
)
SELECT a.id, a.level, l.rank, a.parent_id, a.code, a.code_system, a.name,
    a.households, a.residents, a.post, a.post_phone,
    (SELECT json_agg(json_build_array(p.id, p.level, p.name, p.code) ORDER BY p.step DESC) FROM path p) AS path
FROM area a JOIN level l ON l.name = a.level
WHERE a.id = %(area_id)s AND a.valid_to IS NULL
"""


def read_area(store: Store, area_id: int) -> Area:
    """One open area. Raises `UnknownArea`."""
    rows = store.read(READ_AREA, {"area_id": area_id})
    if not rows:
        raise UnknownArea(f"no open area has the id {area_id}")
    row = rows[0]._asdict()
    return Area(**row | {"path": tuple(tuple(step) for step in row["path"])})


FIND_BY_CODE = """
SELECT id FROM area
WHERE code = %(code)s AND valid_to IS NULL AND system = 'governance'
ORDER BY id
LIMIT 1
"""


def find_by_code(store: Store, code: str) -> int:
    """The id of the open governance area with this code. Raises `UnknownArea`."""
    rows = store.read(FIND_BY_CODE, {"code": code})
    if not rows:
        raise UnknownArea(f"no open area has the code {code}")
    return int(rows[0].id)


READ_LABELS = """
SELECT id, code || ' ' || name AS label FROM area WHERE id = ANY (%(ids)s)
"""


def read_labels(store: Store, ids: Iterable[int]) -> dict[int, str]:
    """Code and name of these areas, retired ones as well."""
    return {row.id: row.label for row in store.read(READ_LABELS, {"ids": list(ids)})}


READ_BOUNDS = """
WITH topmost AS (
    SELECT a.level
    FROM area a JOIN level l ON l.name = a.level
    WHERE a.valid_to IS NULL AND a.system = 'governance'
    ORDER BY l.rank
    LIMIT 1
)
SELECT ST_XMin(box) AS west, ST_YMin(box) AS south, ST_XMax(box) AS east, ST_YMax(box) AS north
FROM (SELECT ST_Extent(a.geom) AS box
      FROM area a
      WHERE a.valid_to IS NULL
          AND CASE WHEN %(area_id)s::integer IS NULL THEN a.level = (SELECT o.level FROM topmost o)
                   ELSE a.id = %(area_id)s END) AS extent
WHERE box IS NOT NULL
"""

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


def read_bounds(store: Store, area_id: int | None = None) -> Bounds | None:
    """The box of one area, or of the topmost level that has areas; None without any."""
    rows = store.read(READ_BOUNDS, {"area_id": area_id})
    return tuple(rows[0]) if rows else None


READ_PATH = """
WITH RECURSIVE path AS (
    SELECT id, parent_id, 0 AS step FROM area WHERE id = %(area_id)s AND valid_to IS NULL
    UNION ALL
    SELECT a.id, a.parent_id, path.step + 1 FROM area a JOIN path ON a.id = path.parent_id
)
SELECT a.id, a.level, a.code, a.name,
    ST_XMin(a.geom) AS west, ST_YMin(a.geom) AS south, ST_XMax(a.geom) AS east, ST_YMax(a.geom) AS north
FROM path JOIN area a USING (id)
ORDER BY path.step DESC
"""


def read_path(store: Store, area_id: int) -> list[Any]:
    """The way from the root to an open area: id, level, code, name and box of each. Raises `UnknownArea`."""
    path = store.read(READ_PATH, {"area_id": area_id})
    if not path:
        raise UnknownArea(f"no open area has the id {area_id}")
    return path


READ_LEVELS = """
SELECT l.name, l.rank, l.min_zoom, count(a.id) AS count, EXISTS (
    SELECT FROM area o WHERE o.level = l.name AND o.valid_to IS NULL AND o.system <> 'governance'
) AS has_others
FROM drawn_level l LEFT JOIN area a ON a.level = l.name AND a.valid_to IS NULL AND a.system = 'governance'
GROUP BY l.name, l.rank, l.min_zoom
ORDER BY l.rank
"""


def read_levels(store: Store) -> list[Any]:
    """The levels from the top down: name, rank, min_zoom, count of open areas, has_others: of other systems too."""
    return store.read(READ_LEVELS)


READ_TRAITS = """
SELECT level,
    CASE WHEN min(code_system) = max(code_system) THEN min(code_system) END AS code_system,
    max(households) AS most_households, max(residents) AS most_residents,
    bool_or(post <> '') AS has_post, bool_or(post_phone <> '') AS has_phone
FROM area
WHERE valid_to IS NULL AND system = 'governance'
GROUP BY level
"""


def read_traits(store: Store) -> list[Any]:
    """What is known of the areas of each level: level, code_system (None: several), most_households, most_residents
    (None: of none), has_post, has_phone.
    """
    return store.read(READ_TRAITS)


READ_LIST = """
SELECT b.version,
    (SELECT json_agg(json_build_array(a.id, a.parent_id, a.code, a.name,
                                      round(ST_X(p.point)::numeric, 6), round(ST_Y(p.point)::numeric, 6)) ORDER BY a.id)
     FROM area a, LATERAL ST_PointOnSurface(a.geom) AS p (point)
     WHERE a.level = %(level)s AND a.valid_to IS NULL AND a.system = 'governance')::text AS areas
FROM boundaries b JOIN level l ON l.name = %(level)s
"""


def list_areas(store: Store, level: str) -> tuple[int, str]:
    """The version of the boundaries, and a level's areas as JSON: `[[id, parent_id, code, name, lon, lat], …]`.

    Raises `UnknownArea` for a level that is not there.
    """
    rows = store.read(READ_LIST, {"level": level})
    if not rows:
        raise UnknownArea(f"there is no level {level}")
    return rows[0].version, rows[0].areas or "[]"


READ_BASES = """
SELECT b.version,
    (SELECT json_agg(json_build_array(a.id, a.households, a.residents) ORDER BY a.id)
     FROM area a
     WHERE a.level = %(level)s AND a.valid_to IS NULL AND a.system = 'governance')::text AS bases
FROM boundaries b JOIN level l ON l.name = %(level)s
"""


def list_bases(store: Store, level: str) -> tuple[int, str]:
    """The version of the boundaries, and what rates of a level's areas are taken of, as JSON.

    `[[id, households, residents], …]`; null is not known. Raises `UnknownArea` for a level that is not there.
    """
    rows = store.read(READ_BASES, {"level": level})
    if not rows:
        raise UnknownArea(f"there is no level {level}")
    return rows[0].version, rows[0].bases or "[]"


READ_CHILDREN = """
SELECT id, parent_id, level, code, name
FROM area
WHERE parent_id = %(area_id)s AND valid_to IS NULL AND system = 'governance'
ORDER BY id
"""


def read_children(store: Store, area_id: int) -> list[Any]:
    """The open areas right beneath one: id, parent_id, level, code, name."""
    return store.read(READ_CHILDREN, {"area_id": area_id})


READ_ROOT = """
SELECT id, level, code, name FROM area JOIN sole_root USING (id)
"""


def read_root(store: Store) -> Any | None:
    """The one area of the topmost level: id, level, code, name; None where there are several, or none."""
    rows = store.read(READ_ROOT)
    return rows[0] if rows else None


ANALYZE_AREAS = """
SELECT analyze_areas()
"""


def analyze_areas(transaction: Transaction) -> None:
    """Tell the planner of areas that were just written; it would come to know them a minute after the commit."""
    transaction.execute(ANALYZE_AREAS)


LIST_LEVELS = """
SELECT name FROM level ORDER BY rank
"""


def list_levels(store: Store) -> list[str]:
    """The names of all levels, from the top down."""
    return [row.name for row in store.read(LIST_LEVELS)]
