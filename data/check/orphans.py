"""What belongs to no grid: buildings, issues and roster rows; and areas that hang on nothing."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import shapely

from data.check.finding import FOOTPRINTS, GOVERNANCE, GRID, Finding
from data.check.layers import find_ancestors, take_shapes


def find_orphan_areas(areas: pd.DataFrame) -> Iterator[Finding]:
    """An `orphan_area` for each governance area without a parent below the topmost level, buildings apart."""
    tree = areas[areas["system"] == GOVERNANCE]
    lost = tree[tree["parent"].isna() & (tree["rank"] > tree["rank"].min()) & (tree["level"] != FOOTPRINTS)]
    for area in lost.itertuples():
        yield Finding("orphan_area", area.level, (int(area.Index),), shapely.point_on_surface(area.shape))


def find_orphan_buildings(areas: pd.DataFrame) -> Iterator[Finding]:
    """An `orphan_building` for each that hangs below no grid, or whose middle lies in none."""
    grids = areas[(areas["level"] == GRID) & (areas["system"] == GOVERNANCE)]
    buildings = areas[(areas["level"] == FOOTPRINTS) & (areas["system"] == GOVERNANCE)]
    if grids.empty or buildings.empty:
        return
    middles = shapely.point_on_surface(take_shapes(buildings))
    placed = np.zeros(len(buildings), dtype=bool)
    placed[shapely.STRtree(take_shapes(grids)).query(middles, predicate="intersects")[0]] = True
    hung = find_ancestors(areas, GRID).loc[buildings.index].to_numpy() > 0
    rows = zip(buildings.itertuples(), middles, placed.tolist(), hung.tolist(), strict=True)
    for building, middle, is_placed, is_hung in rows:
        if not (is_placed and is_hung):
            parts = {"is_placed": is_placed, "is_hung": is_hung}
            yield Finding(
                "orphan_building", FOOTPRINTS, _list_ids(building.Index, building.parent), middle, parts=parts
            )


def find_orphan_issues(issues: list[Any]) -> Iterator[Finding]:
    """An `orphan_issue` for each open issue with a point in no grid; petitions, and those on no area, by their number.

    A petition's place leaves the store nowhere.
    """
    nowhere: Counter[str] = Counter()
    for issue in issues:
        if issue.lon is None or issue.is_petition:
            nowhere[issue.source] += 1
            continue
        parts = {"issue": issue.id, "source": issue.source}
        point = shapely.Point(issue.lon, issue.lat)
        yield Finding("orphan_issue", None, _list_ids(issue.area_id), point, 1, "issues", parts)
    for source, count in nowhere.items():
        yield Finding("orphan_issue", None, (), None, count, "issues", {"source": source})


def find_orphan_heads(heads: list[Any]) -> Iterator[Finding]:
    """An `orphan_roster` for each roster and source with rows on no area."""
    for row in heads:
        yield Finding("orphan_roster", None, (), None, row.count, row.roster, {"source": row.source})


def _list_ids(*ids: float | None) -> tuple[int, ...]:
    return tuple(int(area_id) for area_id in ids if area_id is not None and not pd.isna(area_id))
