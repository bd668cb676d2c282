"""Grids too large or too small, posts that nobody holds, codes that break the rule of their system."""

from collections.abc import Iterator
from dataclasses import asdict

import pandas as pd
import shapely

from data.check.finding import FOOTPRINTS, GOVERNANCE, GRID, Finding
from data.check.limits import Limits
from data.code_systems import check_code


def find_sizes(areas: pd.DataFrame, limits: Limits) -> Iterator[Finding]:
    """`oversized` and `undersized` grids; one whose numbers nobody knows is neither."""
    for grid in areas[(areas["level"] == GRID) & (areas["system"] == GOVERNANCE)].itertuples():
        households, residents = (None if pd.isna(n) else int(n) for n in (grid.households, grid.residents))
        parts = {"households": households, "residents": residents}
        told = {"place": shapely.point_on_surface(grid.shape), "parts": parts}
        if residents is not None and residents > limits.most_residents:
            yield Finding("oversized", GRID, (int(grid.Index),), value=residents, unit="residents", **told)
        elif households is not None and households > limits.most_households:
            yield Finding("oversized", GRID, (int(grid.Index),), value=households, unit="households", **told)
        if households is not None and households < limits.least_households:
            yield Finding("undersized", GRID, (int(grid.Index),), value=households, unit="households", **told)


def find_missing_posts(areas: pd.DataFrame) -> Iterator[Finding]:
    """A `no_post` for each area without one, footprints apart; where a whole level has none, one for the level."""
    tree = areas[(areas["system"] == GOVERNANCE) & (areas["level"] != FOOTPRINTS)]
    for level, layer in tree.groupby("level"):
        without = layer[~layer["has_post"].astype(bool)]
        if len(without) == len(layer):
            yield Finding("no_post", str(level), (), value=float(len(layer)), unit="areas")
            continue
        for area in without.itertuples():
            yield Finding("no_post", area.level, (int(area.Index),), shapely.point_on_surface(area.shape))


def find_codes(areas: pd.DataFrame) -> Iterator[Finding]:
    """A `code` for each area whose code breaks a rule of the system that it is told to be of."""
    for area in areas.itertuples():
        broken = check_code(area.code_system, area.code)
        if broken is not None:
            place = shapely.point_on_surface(area.shape)
            yield Finding("code", area.level, (int(area.Index),), place, parts=asdict(broken))
