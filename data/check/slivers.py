"""Areas, and detached parts of areas, that are too thin to be anybody's ground."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import shapely

from data.check.finding import Finding
from data.check.layers import take_shapes
from data.check.limits import Limits
from data.check.metres import is_wider, measure_area, take_polygons


def find_slivers(areas: pd.DataFrame, limits: Limits) -> Iterator[Finding]:
    """A `sliver` for each polygon of an area that holds no disc of the sliver width."""
    polygons, owners = take_polygons(take_shapes(areas))
    thin = ~is_wider(polygons, limits.sliver)
    polygons, owners = polygons[thin], owners[thin]
    detached = np.asarray(shapely.get_num_geometries(take_shapes(areas))[owners] > 1)
    rows = areas.iloc[owners]
    told = zip(rows.index, rows["level"], polygons, measure_area(polygons), detached.tolist(), strict=True)
    for area_id, level, polygon, size, is_part in told:
        yield Finding("sliver", level, (int(area_id),), polygon, size, "m2", {"is_part": is_part})
