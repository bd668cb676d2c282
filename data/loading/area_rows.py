"""The rows that a load of areas touches, as a dry run tells them."""

from dataclasses import asdict

from data.loading.area_file import AreaFile
from data.loading.outcome import SHOWN, TouchedRow
from data.store import Transaction

LIST_MENDED = """
SELECT row_number AS number, code, name, flaw_lon AS lon, flaw_lat AS lat, flaw
FROM staged_area
WHERE flaw IS NOT NULL AND reason IS NULL
ORDER BY row_number
LIMIT %(shown)s
"""


def list_mended(transaction: Transaction) -> list[TouchedRow]:
    """The first mended rows, each with the place of its flaw."""
    return [TouchedRow(**row._asdict()) for row in transaction.read(LIST_MENDED, {"shown": SHOWN})]


LIST_ADDED = """
SELECT row_number AS number, code, name, ST_X(point) AS lon, ST_Y(point) AS lat
FROM (
    SELECT * FROM staged_area WHERE area_id IS NULL AND reason IS NULL ORDER BY row_number LIMIT %(shown)s
) AS s, LATERAL ST_PointOnSurface(geom) AS point
ORDER BY row_number
"""


def list_added(transaction: Transaction) -> list[TouchedRow]:
    """The first new areas."""
    return [TouchedRow(**row._asdict()) for row in transaction.read(LIST_ADDED, {"shown": SHOWN})]


LIST_CHANGED = """
SELECT s.row_number AS number, s.code, s.name, ST_X(point) AS lon, ST_Y(point) AS lat, nullif(a.name, s.name) AS former,
    array_remove(ARRAY[
    CASE WHEN a.name <> s.name THEN 'name' END,
    CASE WHEN a.geom IS DISTINCT FROM s.geom THEN 'geometry' END,
    CASE WHEN %(households)s IS NOT NULL AND a.households IS DISTINCT FROM s.households THEN 'households' END,
    CASE WHEN %(residents)s IS NOT NULL AND a.residents IS DISTINCT FROM s.residents THEN 'residents' END
], NULL) AS differs
FROM (SELECT * FROM staged_area WHERE is_changed ORDER BY row_number LIMIT %(shown)s) AS s
    JOIN area a ON a.id = s.area_id, LATERAL ST_PointOnSurface(s.geom) AS point
ORDER BY s.row_number
"""


def list_changed(transaction: Transaction, file: AreaFile) -> list[TouchedRow]:
    """The first changed areas, each with the fields in which it differs; before they are written."""
    rows = transaction.read(LIST_CHANGED, asdict(file) | {"shown": SHOWN})
    return [TouchedRow(**row._asdict() | {"differs": tuple(row.differs)}) for row in rows]


LIST_RETIRED = """
SELECT NULL AS number, a.code, a.name, ST_X(absent.inner_point) AS lon, ST_Y(absent.inner_point) AS lat
FROM absent_area absent JOIN area a USING (id)
ORDER BY a.code
LIMIT %(shown)s
"""


def list_retired(transaction: Transaction) -> list[TouchedRow]:
    """The first areas that the file leaves out."""
    return [TouchedRow(**row._asdict()) for row in transaction.read(LIST_RETIRED, {"shown": SHOWN})]


LIST_MOVED = """
SELECT NULL AS number, coalesce(present.code, '') AS code, coalesce(present.name, '') AS name, former.name AS former,
    count(*)::integer AS count
FROM issue_move m JOIN issue i USING (id)
    LEFT JOIN area former ON former.id = i.area_id
    LEFT JOIN area present ON present.id = m.area_id
GROUP BY present.code, present.name, former.code, former.name
ORDER BY count DESC, present.code, former.code
LIMIT %(shown)s
"""


def list_moved(transaction: Transaction) -> list[TouchedRow]:
    """From which area to which how many issues will move, most of them first."""
    return [TouchedRow(**row._asdict()) for row in transaction.read(LIST_MOVED, {"shown": SHOWN})]
