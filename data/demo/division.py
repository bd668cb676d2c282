"""The division of the street: blocks between main roads into grids, grids into micro-grids."""

from dataclasses import dataclass, replace

import numpy as np
import shapely

from data.demo.cutting import Ring
from data.demo.shares import share_out
from data.demo.skeleton import COMMUNITIES, MAIN_ROADS, RING_ROADS, RIVER, SITES, Points, draw
from data.demo.surveyor import Line, Plot, Surveyor

GRIDS = 96
MICRO_GRIDS = (4, 5, 6)  # per grid


@dataclass(frozen=True)
class Division:
    """All micro-grids as plots, and all lines between them in metres."""

    micro_grids: list[Plot]
    lines: list[Line]


def divide_street(rng: np.random.Generator) -> Division:
    """Return the whole division; every line that bounds a plot is among the lines."""
    frame = [Line(road.kind, road.name, draw(road)) for road in (RIVER, *RING_ROADS, *MAIN_ROADS)]
    blocks = _blocks(frame)
    surveyor = Surveyor(rng, _crossings(frame))
    grids = [
        grid
        for block, count in zip(blocks, _grid_counts(blocks), strict=True)
        for grid in _grids(surveyor, block, count)
    ]
    numbered = [replace(grid, grid=number) for number, grid in enumerate(grids)]
    micro_grids = [micro_grid for grid in numbered for micro_grid in _micro_grids(surveyor, grid)]
    return Division(micro_grids, frame + surveyor.lines)


def _blocks(frame: list[Line]) -> list[Plot]:
    """Return the faces between the drawn roads that hold a community's mark, in the order of communities and marks."""
    noded = shapely.unary_union([shapely.LineString(line.points) for line in frame])
    faces = list(shapely.polygonize([noded]).geoms)
    marks = [(number, mark) for number, community in enumerate(COMMUNITIES) for mark in community.marks]
    return [_block(next(f for f in faces if shapely.contains_xy(f, *mark)), number) for number, mark in marks]


def _block(face: shapely.Polygon, community: int) -> Plot:
    ring = Ring(np.asarray(shapely.orient_polygons(face).exterior.coords)[:-1])
    return Plot(ring, community, sites=tuple(site for site in SITES if shapely.contains_xy(face, *site.at)))


def _crossings(frame: list[Line]) -> Points:
    noded = shapely.get_parts(shapely.unary_union([shapely.LineString(line.points) for line in frame]))
    return np.unique(np.vstack([np.asarray(part.coords)[[0, -1]] for part in noded]), axis=0)


def _grid_counts(blocks: list[Plot]) -> list[int]:
    """Return the number of grids of each block: `GRIDS` shared out by free area."""
    return [int(count) for count in share_out(GRIDS, [block.free_area for block in blocks])]


def _grids(surveyor: Surveyor, plot: Plot, count: int) -> list[Plot]:
    if count == 1:
        return [plot]
    low = count // 2
    kind = "road_minor" if count >= 4 else "lane"
    parts = surveyor.cut_share(plot, low / count, kind)
    return [grid for part, n in zip(parts, (low, count - low), strict=True) for grid in _grids(surveyor, part, n)]


def _micro_grids(surveyor: Surveyor, grid: Plot) -> list[Plot]:
    kind = "lane" if COMMUNITIES[grid.community].fabric == "lanes" else "path"
    count = int(surveyor.rng.choice(MICRO_GRIDS))
    if not grid.sites:
        return _shares(surveyor, grid, count, kind)
    alone, rest = surveyor.cut_site(grid, kind)
    return [alone, *_shares(surveyor, rest, count - 1, kind)]


def _shares(surveyor: Surveyor, plot: Plot, count: int, kind: str) -> list[Plot]:
    if count == 1:
        return [plot]
    low = count // 2
    parts = surveyor.cut_share(plot, low / count, kind)
    return [
        share for part, n in zip(parts, (low, count - low), strict=True) for share in _shares(surveyor, part, n, kind)
    ]
