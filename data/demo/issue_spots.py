"""Where issues happen: some grids are hot, some quiet; at a building or at the roadside, with an address."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from data.demo.coverage import to_degrees, to_metres
from data.demo.doors import find_addresses
from data.demo.street import DemoStreet
from data.demo.surveyor import Line

STATED_SHARE = 0.04  # issues that only name a grid
HOT_PLACES = ("market", "mall", "metro_station", "hospital", "school")
REACH = 260.0  # metres over which a busy place heats the grids around it
HOTTEST = (0.1, 0.055, 0.045, 0.035)  # shares of all issues in the hottest grids
INWARDS = 7.0  # metres from the middle of a road to where the roadside is


def find_spots(street: DemoStreet, places: list[str], rng: np.random.Generator) -> pd.DataFrame:
    """Return rows (geometry, area_code, address), one for each of `places` (road, building or none for no point)."""
    grids = street.areas[street.areas["level"] == "grid"]
    grid = rng.choice(grids["code"].to_numpy(), len(places), p=_heat(grids, street.places, rng))
    spots = pd.DataFrame({"area_code": grid, "place": places})
    spots.loc[rng.random(len(spots)) < STATED_SHARE, "place"] = "none"
    spots["geometry"] = _points(street.areas, spots, rng)
    spots["address"] = _addresses(street.lines, spots)
    spots.loc[[place == "none" for place in places], "address"] = None
    return spots[["geometry", "area_code", "address"]]


def _heat(grids: gpd.GeoDataFrame, places: gpd.GeoDataFrame, rng: np.random.Generator) -> NDArray[np.float64]:
    """Return each grid's share of issues: hot around busy places, a few very hot, many quiet, some almost still."""
    busy = shapely.get_coordinates(to_metres(places[places["kind"].isin(HOT_PLACES)].geometry.to_numpy()))
    centers = shapely.get_coordinates(shapely.centroid(to_metres(grids.geometry.to_numpy())))
    gaps = np.hypot(*(centers[:, None] - busy[None]).transpose(2, 0, 1))
    heat = rng.lognormal(0, 0.55, len(grids)) * (0.45 + np.exp(-((gaps / REACH) ** 2)).sum(axis=1))
    hottest = np.argsort(heat)[-len(HOTTEST) :]
    heat[hottest] = 0
    heat *= (1 - sum(HOTTEST)) / heat.sum()
    heat[hottest] = HOTTEST[::-1]
    return np.asarray(heat)


def _points(areas: gpd.GeoDataFrame, spots: pd.DataFrame, rng: np.random.Generator) -> NDArray[np.object_]:
    points = np.full(len(spots), None, dtype=object)
    for place, level, choose in (("building", "building", _inside), ("road", "micro_grid", _roadside)):
        chosen = np.flatnonzero(spots["place"] == place)
        candidates = areas[areas["level"] == level]
        shapes = _pick_in_grid(candidates, spots["area_code"].iloc[chosen], rng)
        points[chosen] = shapely.points(np.round(to_degrees(choose(to_metres(shapes), rng)), 7))
    return points


def _pick_in_grid(candidates: gpd.GeoDataFrame, grids: pd.Series, rng: np.random.Generator) -> NDArray[np.object_]:
    """Return one of the candidates of each grid, codes of grids being beginnings of theirs."""
    ordered = candidates.sort_values("code")
    codes = ordered["code"].str.slice(0, len(grids.iloc[0])).to_numpy(dtype=str)
    low, high = (
        np.searchsorted(codes, grids.to_numpy(dtype=str)),
        np.searchsorted(codes, grids.to_numpy(dtype=str), side="right"),
    )
    return np.asarray(ordered.geometry.to_numpy()[low + (rng.random(len(grids)) * (high - low)).astype(int)])


def _inside(shapes: NDArray[np.object_], rng: np.random.Generator) -> NDArray[np.float64]:
    """Return a point in each footprint, near its middle."""
    spots = shapely.get_coordinates(shapely.point_on_surface(shapes))
    moved = spots + rng.uniform(-2.5, 2.5, spots.shape)
    held = shapely.contains_xy(shapes, *moved.T)
    return np.asarray(np.where(held[:, None], moved, spots))


def _roadside(shapes: NDArray[np.object_], rng: np.random.Generator) -> NDArray[np.float64]:
    """Return a point in each area, some metres from its edge, which runs along the middle of a road."""
    edge = shapely.get_coordinates(
        shapely.line_interpolate_point(shapely.get_exterior_ring(shapes), rng.random(len(shapes)), normalized=True)
    )
    middle = shapely.get_coordinates(shapely.point_on_surface(shapes))
    inward = middle - edge
    spots = edge + inward / np.hypot(*inward.T)[:, None] * INWARDS
    held = shapely.contains_xy(shapes, *spots.T)
    return np.asarray(np.where(held[:, None], spots, middle))


def _addresses(lines: gpd.GeoDataFrame, spots: pd.DataFrame) -> list[str | None]:
    roads = [
        Line(kind, name, shapely.get_coordinates(shape))
        for kind, name, shape in zip(lines["kind"], lines["name"], to_metres(lines.geometry.to_numpy()), strict=True)
    ]
    known = [i for i, point in enumerate(spots["geometry"]) if point is not None]
    found = find_addresses(list(to_metres(spots["geometry"].to_numpy()[known])), roads)
    words = {i: f"{road} {door} 号" for i, (road, door) in zip(known, found, strict=True)}
    return [words.get(i) for i in range(len(spots))]
