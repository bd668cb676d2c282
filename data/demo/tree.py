"""The tree of areas: street, communities, grids, micro-grids and buildings with codes, names and sums."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.demo.buildings import Building
from data.demo.coverage import Geometries, merge, place_on_earth
from data.demo.division import Division
from data.demo.doors import name_buildings
from data.demo.households import settle_households, settle_residents
from data.demo.names import POST_OF_LEVEL, STREET, STREET_CODE
from data.demo.skeleton import COMMUNITIES
from data.demo.surveyor import Line

COLUMNS = ["level", "code", "parent_code", "name", "households", "residents", "post", "post_phone", "geometry"]


@dataclass(frozen=True)
class Land:
    """What the tree grows from: the division, its polygons in lon/lat, the buildings in metres and the drawn roads."""

    division: Division
    polygons: Geometries
    buildings: list[Building]
    roads: list[Line]


def plant_tree(land: Land, rng: np.random.Generator) -> gpd.GeoDataFrame:
    """Return all areas, parents first; beside `COLUMNS` the words `community_name` and `path_name` of each."""
    micro_grids = _number_micro_grids(land)
    buildings = _number_buildings(land, micro_grids, rng)
    micro_grids = _sum_up(micro_grids, buildings, "micro_grid")
    grids = _sum_up(_fold(micro_grids, "grid", land.polygons), buildings, "grid")
    communities = _sum_up(_fold(micro_grids, "community", land.polygons), buildings, "community")
    street = _street(micro_grids, buildings, land.polygons)
    levels = {
        "street": street,
        "community": communities,
        "grid": grids,
        "micro_grid": micro_grids,
        "building": buildings,
    }
    areas = pd.concat([_describe(level, frame) for level, frame in levels.items()], ignore_index=True)
    return gpd.GeoDataFrame(areas, geometry="geometry", crs=4326)


def _number_micro_grids(land: Land) -> pd.DataFrame:
    """Number grids in their community and micro-grids in their grid, from north to south and west to east."""
    plots, centers = land.division.micro_grids, shapely.centroid(land.polygons)
    frame = pd.DataFrame(
        {"community": [p.community for p in plots], "grid": [p.grid for p in plots], "geometry": land.polygons}
    )
    frame["x"], frame["y"] = shapely.get_x(centers), shapely.get_y(centers)
    means = frame.groupby(["community", "grid"], as_index=False)[["x", "y"]].mean()
    means["grid_number"] = _reading_order(means, "community", 0.0024)
    frame = frame.merge(means[["grid", "grid_number"]], on="grid", how="left", validate="many_to_one")
    frame["number"] = _reading_order(frame, "grid", 0.0008)
    return _name_micro_grids(frame)


def _reading_order(frame: pd.DataFrame, within: str, band: float) -> pd.Series:
    """Return 1, 2, 3 … in each group: bands of `band` degrees from the north, each from the west."""
    rows = -(frame["y"] / band).round()
    ordered = frame.assign(row=rows).sort_values([within, "row", "x"])
    return ordered.groupby(within).cumcount().add(1).reindex(frame.index)


def _name_micro_grids(frame: pd.DataFrame) -> pd.DataFrame:
    names = np.array([community.name for community in COMMUNITIES])
    community = frame["community"]
    return frame.assign(
        community_code=[f"{STREET_CODE}{number + 1:03}" for number in community],
        community_name=names[community],
        grid_code=[f"{STREET_CODE}{c + 1:03}{g:03}" for c, g in zip(community, frame["grid_number"], strict=True)],
        grid_name=[f"第 {g} 网格" for g in frame["grid_number"]],
    ).assign(
        code=lambda f: [f"{g}{n:02}" for g, n in zip(f["grid_code"], f["number"], strict=True)],
        parent_code=lambda f: f["grid_code"],
        name=lambda f: [f"微网格 {g}-{n}" for g, n in zip(f["grid_number"], f["number"], strict=True)],
        path_name=lambda f: f["community_name"] + f["name"] + " ",
    )


def _number_buildings(land: Land, micro_grids: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    owner = np.array([building.micro_grid for building in land.buildings])
    frame = micro_grids.loc[owner, ["community_name", "community_code", "grid", "grid_code", "code", "path_name"]]
    frame = frame.rename(columns={"code": "parent_code"}).reset_index(drop=True)
    serial = frame.groupby("parent_code").cumcount() + 1
    frame["code"] = frame["parent_code"] + serial.map("{:03}".format)
    frame["micro_grid_code"] = frame["parent_code"]
    frame["name"] = name_buildings(land.division, land.buildings, land.roads, rng)
    frame["path_name"] = frame["community_name"] + frame["name"]
    homes = np.array([building.homes for building in land.buildings])
    frame["households"] = settle_households(homes, frame["grid"].to_numpy(), rng)
    frame["residents"] = settle_residents(frame["households"].to_numpy(), rng)
    footprints = place_on_earth(np.array([building.footprint for building in land.buildings]))
    return frame.assign(geometry=footprints)


def _sum_up(areas: pd.DataFrame, buildings: pd.DataFrame, level: str) -> pd.DataFrame:
    sums = buildings.groupby(f"{level}_code")[["households", "residents"]].sum()
    return areas.join(sums, on="code").fillna({"households": 0, "residents": 0})


def _fold(micro_grids: pd.DataFrame, level: str, polygons: Geometries) -> pd.DataFrame:
    """Return the areas of `level`, each the union of its micro-grids."""
    codes, owners = np.unique(micro_grids[f"{level}_code"], return_inverse=True)
    first = micro_grids.groupby(f"{level}_code").first().loc[codes].reset_index()
    path = first["community_name"] + (first["grid_name"] if level == "grid" else "")
    parent = first["community_code"] if level == "grid" else STREET_CODE
    return pd.DataFrame(
        {
            "code": codes,
            "parent_code": parent,
            "name": first[f"{level}_name"],
            "community_name": first["community_name"],
            "path_name": path,
            "geometry": merge(polygons, owners),
        }
    )


def _street(micro_grids: pd.DataFrame, buildings: pd.DataFrame, polygons: Geometries) -> pd.DataFrame:
    everything = merge(polygons, np.zeros(len(micro_grids), dtype=np.int64))
    totals = buildings[["households", "residents"]].sum()
    row = {"code": STREET_CODE, "parent_code": None, "name": STREET, "community_name": "", "path_name": STREET}
    return pd.DataFrame([row | totals.to_dict()]).assign(geometry=everything)


def _describe(level: str, frame: pd.DataFrame) -> pd.DataFrame:
    post = POST_OF_LEVEL.get(level)
    columns = [*COLUMNS, "community_name", "path_name"]
    described = frame.assign(level=level, post=post, post_phone=None)
    return described[columns].astype({"households": int, "residents": int, "post": object, "post_phone": object})
