"""What is written on the buildings' doors: compound and number, lane and number, or the name of the site."""

from collections.abc import Sequence

import numpy as np
import shapely

from data.demo.buildings import Building
from data.demo.division import Division
from data.demo.fabric import LANE_HOUSES, NEW_SLABS, SHEDS, SHOPS, TOWERS, VILLAGE_HOUSES, Fabric
from data.demo.names import COMPOUNDS, ENDINGS
from data.demo.surveyor import Line, Plot

KIND_OF_COMPOUND = {NEW_SLABS: "new", TOWERS: "tower", VILLAGE_HOUSES: "house"}
WITH_DOOR_NUMBERS = (LANE_HOUSES, SHOPS)
DOOR_METRES = 9.0  # of road for each door number on one side


def name_buildings(
    division: Division, buildings: list[Building], roads: list[Line], rng: np.random.Generator
) -> list[str]:
    """Return the name of each building, unique in the street."""
    compounds = _name_compounds(division.micro_grids, buildings, rng)
    addresses = find_addresses([building.footprint.centroid for building in buildings], roads)
    names = [
        _prefix(division.micro_grids[building.micro_grid], building.fabric, compounds, address)
        for building, address in zip(buildings, addresses, strict=True)
    ]
    return _count_up(names, [building.fabric in WITH_DOOR_NUMBERS for building in buildings])


def find_addresses(points: Sequence[shapely.Point], roads: list[Line]) -> list[tuple[str, int]]:
    """Return (road, door number) for each point in metres: the nearest named road; odd numbers on its left side."""
    named = [road for road in roads if road.kind != "river"]
    lines = np.array([shapely.LineString(road.points) for road in named])
    nearest = shapely.STRtree(lines).nearest(points)
    along = shapely.line_locate_point(lines[nearest], points)
    ahead = shapely.line_interpolate_point(lines[nearest], along + 1.0)
    foot = shapely.line_interpolate_point(lines[nearest], along)
    left = _is_left(foot, ahead, np.asarray(points))
    numbers = 2 * (along // DOOR_METRES).astype(int) + np.where(left, 1, 2)
    return [(named[i].name, int(number)) for i, number in zip(nearest, numbers, strict=True)]


def _is_left(foot: np.ndarray, ahead: np.ndarray, points: np.ndarray) -> np.ndarray:
    ax, ay = shapely.get_x(ahead) - shapely.get_x(foot), shapely.get_y(ahead) - shapely.get_y(foot)
    bx, by = shapely.get_x(points) - shapely.get_x(foot), shapely.get_y(points) - shapely.get_y(foot)
    return np.asarray(ax * by - ay * bx > 0)


def _name_compounds(plots: list[Plot], buildings: list[Building], rng: np.random.Generator) -> dict[int, str]:
    """Return the compound's name of each grid, its ending by the kind of its dwellings."""
    fabrics = {plots[b.micro_grid].grid: b.fabric for b in buildings if b.fabric.is_home}
    words = rng.permutation(len(COMPOUNDS))
    return {
        grid: COMPOUNDS[words[i % len(words)]] + _ending(fabrics[grid], rng) for i, grid in enumerate(sorted(fabrics))
    }


def _ending(fabric: Fabric, rng: np.random.Generator) -> str:
    return str(rng.choice(ENDINGS[KIND_OF_COMPOUND.get(fabric, "old")]))


def _prefix(plot: Plot, fabric: Fabric, compounds: dict[int, str], address: tuple[str, int]) -> str:
    if fabric in WITH_DOOR_NUMBERS:
        return f"{address[0]} {address[1]}"
    place = plot.site.name if plot.site else compounds[plot.grid]
    return f"{place}配套用房" if fabric == SHEDS else place


def _count_up(prefixes: list[str], are_doors: list[bool]) -> list[str]:
    """Number equal prefixes: 1 栋, 2 栋 … for compounds and sites; 号, 号附 1 … for doors."""
    seen: dict[str, int] = {}
    names = []
    for prefix, is_door in zip(prefixes, are_doors, strict=True):
        seen[prefix] = number = seen.get(prefix, 0) + 1
        names.append(_door(prefix, number) if is_door else f"{prefix} {number} 栋")
    return names


def _door(prefix: str, number: int) -> str:
    return f"{prefix} 号" if number == 1 else f"{prefix} 号附 {number - 1}"
