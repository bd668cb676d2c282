"""The buildings of all micro-grids: which fabric stands where, and how far from the roads."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely

from data.demo.division import Division
from data.demo.fabric import (
    COMPOUNDS,
    NEW_SLABS,
    OLD_SLABS,
    SHEDS,
    SHOPS,
    SITE_FABRICS,
    TOWERS,
    VILLAGE_HOUSES,
    Fabric,
    Mix,
)
from data.demo.footprints import Polygons, fill_plot
from data.demo.fronts import YARD, line_fronts
from data.demo.skeleton import COMMUNITIES
from data.demo.surveyor import Line, Plot

# Metres from the middle of a line to the nearest wall: half the road and a setback; the river's banks stay green.
CLEARANCE = {"river": 58.0, "road_major": 23.0, "road_minor": 14.0, "lane": 6.5, "path": 3.6}
ROADS = ("road_major", "road_minor")
TIGHT, NARROW = 17_000, 11_000  # square metres of a grid: less has no room for large buildings, or for slabs
SHED_SHARE = 0.4  # of the compounds with rows have sheds
SUN_LIMIT = np.radians(20)  # rows that face south turn no further


@dataclass(frozen=True)
class Building:
    """A footprint in metres on the micro-grid of that index; `homes` is its dwelling space."""

    micro_grid: int
    footprint: shapely.Polygon
    fabric: Fabric
    floors: int

    @property
    def homes(self) -> float:
        """Square metres of dwelling, 0 where nobody lives."""
        return float(self.footprint.area * self.floors) if self.fabric.is_home else 0.0


@dataclass(frozen=True)
class BuildingLand:
    """A micro-grid without roads, banks and setbacks, and the part of its edge that faces roads (metres)."""

    ground: shapely.Geometry
    roadside: shapely.Geometry


def build_on(division: Division, rng: np.random.Generator) -> list[Building]:
    """Return the buildings of the whole street in the order of micro-grids."""
    plots = division.micro_grids
    lands, angles = _clear_lands(division), _grid_angles(plots)
    fabrics = choose_fabrics(plots, lands, rng)
    return [
        Building(index, footprint, kind, int(rng.integers(kind.floors[0], kind.floors[1] + 1)))
        for index, (plot, fabric, land) in enumerate(zip(plots, fabrics, lands, strict=True))
        for kind, footprints in _build_plot(land, fabric, _angle(plot, fabric, angles), rng)
        for footprint in footprints
    ]


def _build_plot(
    land: BuildingLand, fabric: Fabric, angle: float, rng: np.random.Generator
) -> Iterator[tuple[Fabric, Polygons]]:
    """Yield shops along the roads, rows of the fabric behind them, sheds between; rows that do not fit are turned."""
    ground = land.ground
    if rng.random() < fabric.shops:
        fronts = line_fronts(ground, land.roadside, rng)
        ground = _leave_out(ground, fronts, YARD)
        yield SHOPS, fronts
    turned = (fill_plot(ground, fabric, angle + turn, rng) for turn in (0.0, np.pi / 2, np.pi / 4))
    rows = next((footprints for footprints in turned if len(footprints)), np.array([], dtype=object))
    yield fabric, rows
    if fabric.faces_south and rng.random() < SHED_SHARE:
        yield SHEDS, fill_plot(_leave_out(ground, rows, YARD / 2), SHEDS, angle, rng)


def _leave_out(ground: shapely.Geometry, footprints: Polygons, gap: float) -> shapely.Geometry:
    return shapely.difference(ground, shapely.union_all(shapely.buffer(footprints, gap, join_style="mitre")))


def choose_fabrics(plots: list[Plot], lands: list[BuildingLand], rng: np.random.Generator) -> list[Fabric]:
    """Return the fabric of each micro-grid: a site's own, otherwise one a grid, drawn from its community's mix."""
    homes = [(plot, land) for plot, land in zip(plots, lands, strict=True) if not plot.site]
    grids = np.array([plot.grid for plot, _ in homes])
    room = np.bincount(grids, weights=[land.ground.area for _, land in homes])
    community = {plot.grid: COMMUNITIES[plot.community].fabric for plot, _ in homes}
    of_grid = {grid: _draw_fabric(COMPOUNDS[mix], float(room[grid]), rng) for grid, mix in community.items()}
    return [SITE_FABRICS[plot.site.kind] if plot.site else of_grid[plot.grid] for plot in plots]


def _draw_fabric(mix: Mix, room: float, rng: np.random.Generator) -> Fabric:
    fabrics, weights = zip(*mix, strict=True)
    drawn = fabrics[rng.choice(len(fabrics), p=weights)]
    if room < NARROW:
        return VILLAGE_HOUSES
    return OLD_SLABS if room < TIGHT and drawn in (TOWERS, NEW_SLABS) else drawn


def _clear_lands(division: Division) -> list[BuildingLand]:
    rooms = np.array([_road_room(line) for line in division.lines])
    are_roads = np.array([line.kind in ROADS for line in division.lines])
    tree = shapely.STRtree(rooms)
    near = [np.sort(tree.query(plot.ring.polygon)) for plot in division.micro_grids]
    return [
        _clear_land(plot, rooms[found], rooms[found[are_roads[found]]])
        for plot, found in zip(division.micro_grids, near, strict=True)
    ]


def _clear_land(plot: Plot, rooms: Polygons, roads: Polygons) -> BuildingLand:
    land = plot.ring.polygon
    ground = shapely.difference(land, shapely.union_all(shapely.clip_by_rect(rooms, *shapely.buffer(land, 1).bounds)))
    return BuildingLand(
        ground, shapely.intersection(shapely.boundary(ground), shapely.buffer(shapely.union_all(roads), 0.05))
    )


def _road_room(line: Line) -> shapely.Geometry:
    return shapely.buffer(shapely.LineString(line.points), CLEARANCE[line.kind], quad_segs=3)


def _grid_angles(plots: list[Plot]) -> dict[int, float]:
    """Return the angle of the rows of each grid: its long axis or across, as far as the sun's limit allows."""
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
