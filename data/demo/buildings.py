"""The buildings of all micro-grids: which fabric stands where, and how far from the roads."""

from dataclasses import dataclass

import numpy as np
import shapely

from data.demo.division import Division
from data.demo.fabric import COMPOUNDS, SITE_FABRICS, Fabric
from data.demo.footprints import Polygons, fill_plot
from data.demo.skeleton import COMMUNITIES
from data.demo.surveyor import Line, Plot

# Metres from the middle of a line to the nearest wall: half the road and a setback; the river's banks stay green.
CLEARANCE = {"river": 58.0, "road_major": 23.0, "road_minor": 14.0, "lane": 6.5, "path": 3.6}
SUN_LIMIT = np.radians(20)  # rows that face south turn no further


@dataclass(frozen=True)
class Building:
    """A footprint in metres on the micro-grid of that index; `homes` weighs how many households fit."""

    micro_grid: int
    footprint: shapely.Polygon
    fabric: Fabric
    floors: int

    @property
    def homes(self) -> float:
        """Square metres of dwelling, 0 where nobody lives."""
        return float(self.footprint.area * self.floors) if self.fabric.is_home else 0.0


def build_on(division: Division, rng: np.random.Generator) -> list[Building]:
    """Return the buildings of the whole street in the order of micro-grids."""
    fabrics = choose_fabrics(division.micro_grids, rng)
    lands = _lands(division)
    angles = _grid_angles(division.micro_grids)
    filled = [
        fill_plot(land, fabric, _angle(plot, fabric, angles), rng)
        for plot, fabric, land in zip(division.micro_grids, fabrics, lands, strict=True)
    ]
    return [b for index, shapes in enumerate(filled) for b in _buildings(index, shapes, fabrics[index], rng)]


def choose_fabrics(plots: list[Plot], rng: np.random.Generator) -> list[Fabric]:
    """Return the fabric of each micro-grid: one a grid, drawn from its community's mix, but for sites."""
    of_grid: dict[int, Fabric] = {}
    for plot in plots:
        choices, weights = zip(*COMPOUNDS[COMMUNITIES[plot.community].fabric], strict=True)
        of_grid.setdefault(plot.grid, choices[rng.choice(len(choices), p=weights)])
    return [SITE_FABRICS[plot.site.kind] if plot.site else of_grid[plot.grid] for plot in plots]


def _buildings(index: int, shapes: Polygons, fabric: Fabric, rng: np.random.Generator) -> list[Building]:
    low, high = fabric.floors
    return [Building(index, shape, fabric, int(rng.integers(low, high + 1))) for shape in shapes]


def _lands(division: Division) -> list[shapely.Geometry]:
    """Return each micro-grid without the roads, banks and setbacks around it."""
    keep_clear = np.array([_road_room(line) for line in division.lines])
    tree = shapely.STRtree(keep_clear)
    return [
        shapely.difference(plot.ring.polygon, shapely.union_all(keep_clear[np.sort(tree.query(plot.ring.polygon))]))
        for plot in division.micro_grids
    ]


def _road_room(line: Line) -> shapely.Geometry:
    return shapely.buffer(shapely.LineString(line.points), CLEARANCE[line.kind], quad_segs=3)


def _grid_angles(plots: list[Plot]) -> dict[int, float]:
    """Return how far the rows of each grid turn from east to west: towards the grid's long axis, within the sun's limit."""
    rings: dict[int, list[shapely.Polygon]] = {}
    for plot in plots:
        rings.setdefault(plot.grid, []).append(plot.ring.polygon)
    return {grid: _sunny_angle(shapely.union_all(parts)) for grid, parts in rings.items()}


def _sunny_angle(land: shapely.Geometry) -> float:
    box = np.asarray(shapely.minimum_rotated_rectangle(land).exterior.coords)
    x, y = box[1] - box[0]
    quarter = np.pi / 2
    return float(np.clip((np.arctan2(y, x) + quarter / 2) % quarter - quarter / 2, -SUN_LIMIT, SUN_LIMIT))


def _angle(plot: Plot, fabric: Fabric, grid_angles: dict[int, float]) -> float:
    return grid_angles[plot.grid] if fabric.faces_south else plot.ring.long_axis
