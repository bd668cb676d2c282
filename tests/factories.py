"""Rows for tests, with defaults for everything that a test does not care about."""

from itertools import count
from typing import Any

from data.store import Store

NUMBERS = count(1)

ADD_AREA = """
INSERT INTO area (level, parent_id, code, name, geom, households, residents)
VALUES (%(level)s, %(parent_id)s, %(code)s, %(name)s,
    ST_Multi(ST_MakeEnvelope(%(west)s, %(south)s, %(east)s, %(north)s, 4326)), 400, 1200)
RETURNING id
"""

Box = tuple[float, float, float, float]


def add_area(store: Store, level: str, box: Box, parent_id: int | None = None, code: str | None = None) -> int:
    """A rectangular area; its id."""
    code = code or f"{level}-{next(NUMBERS)}"
    west, south, east, north = box
    values = {"level": level, "parent_id": parent_id, "code": code, "name": f"name of {code}"}
    with store.transaction() as transaction:
        return int(
            transaction.read_one(ADD_AREA, values | {"west": west, "south": south, "east": east, "north": north}).id
        )


def add_tree(store: Store) -> dict[str, int]:
    """A street of one community with two grids; the west grid has a micro-grid with a building at its middle."""
    street = add_area(store, "street", (106.60, 26.60, 106.64, 26.62), code="S")
    community = add_area(store, "community", (106.60, 26.60, 106.64, 26.62), street, "C")
    west = add_area(store, "grid", (106.60, 26.60, 106.62, 26.62), community, "GW")
    east = add_area(store, "grid", (106.62, 26.60, 106.64, 26.62), community, "GE")
    micro = add_area(store, "micro_grid", (106.60, 26.60, 106.62, 26.62), west, "MW")
    building = add_area(store, "building", (106.609, 26.609, 106.611, 26.611), micro, "B")
    return {"street": street, "community": community, "west": west, "east": east, "micro": micro, "building": building}


ADD_ISSUE = """
INSERT INTO issue (source, source_reference, category, status, is_urgent, reported_at, due_at, geom, area_id)
VALUES (%(source)s, %(reference)s, %(category)s, %(status)s, %(is_urgent)s,
    coalesce(%(reported_at)s::timestamptz, now()), %(due_at)s,
    ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326), %(area_id)s)
RETURNING id
"""

ISSUE = {
    "source": "hotline_12345",
    "category": "路灯不亮",
    "status": "accepted",
    "is_urgent": False,
    "reported_at": None,
    "due_at": None,
}


def add_issue(store: Store, point: tuple[float, float] | None = None, **given: Any) -> int:
    """An open issue at a lon/lat point, or with a stated `area_id`; its id."""
    lon, lat = point or (None, None)
    values = ISSUE | {"reference": str(next(NUMBERS)), "area_id": None, "lon": lon, "lat": lat} | given
    with store.transaction() as transaction:
        return int(transaction.read_one(ADD_ISSUE, values).id)
