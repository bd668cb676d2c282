"""Areas for checks of pure geometry: boxes in metres from a corner of the street."""

import math
from typing import Any

import pandas as pd
import shapely

LON, LAT = 106.6, 26.6
RANKS = {"street": 10, "community": 20, "grid": 30, "micro_grid": 40, "building": 50}
EAST = 1 / (111_320 * math.cos(math.radians(LAT)))
NORTH = 1 / 110_780


def box(west: float, south: float, east: float, north: float) -> Any:
    """A rectangle in lon/lat."""
    return shapely.box(LON + west * EAST, LAT + south * NORTH, LON + east * EAST, LAT + north * NORTH)


def make_areas(*rows: tuple[int, str, int | None, Any], **columns: Any) -> pd.DataFrame:
    """Areas as a survey holds them, given as (id, level, parent, shape), in the order of levels."""
    frame = pd.DataFrame(rows, columns=["id", "level", "parent", "shape"], dtype=object).set_index("id")
    given = {"system": "governance", "code": "1", "code_system": "local", "name": "", "households": 400}
    rest = {"residents": 1200, "has_post": True, "is_valid": True}
    return frame.assign(rank=frame["level"].map(RANKS), **given | rest | columns)
