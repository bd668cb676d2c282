"""The demo street as a whole: fictional, believable, and the same for the same seed."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.demo.buildings import build_on
from data.demo.coverage import partition, to_degrees
from data.demo.division import Division, divide_street
from data.demo.names import PLACES
from data.demo.roads import draw_roads, riverside_road
from data.demo.roster import list_party_members, list_volunteers
from data.demo.surveyor import Line
from data.demo.tree import COLUMNS, Land, plant_tree

SEED = 6


@dataclass(frozen=True)
class DemoStreet:
    """The frames of the street, all geometry lon/lat (EPSG:4326).

    areas: level, code, parent_code, name, households, residents, post, post_phone, geometry; parents first
    lines: kind, name, geometry (LineString); places: kind, name, geometry (Point)
    party_members, volunteers: area_code, organization, kind, count; no persons
    """

    areas: gpd.GeoDataFrame
    lines: gpd.GeoDataFrame
    places: gpd.GeoDataFrame
    party_members: pd.DataFrame
    volunteers: pd.DataFrame


def build_street(seed: int = SEED) -> DemoStreet:
    """Return the street of this seed: equal seeds give equal bytes."""
    rng = np.random.default_rng(seed)
    division = divide_street(rng)
    polygons = partition(division)
    buildings = build_on(division, rng)
    roads = _roads(division, rng)
    areas = plant_tree(Land(division, polygons, buildings, roads), rng)
    return DemoStreet(
        areas=areas[COLUMNS],
        lines=_line_frame(roads),
        places=_place_frame(division, areas),
        party_members=list_party_members(areas, rng),
        volunteers=list_volunteers(areas, rng),
    )


def _roads(division: Division, rng: np.random.Generator) -> list[Line]:
    street = shapely.union_all([plot.ring.polygon for plot in division.micro_grids])
    return [*draw_roads(division.lines, rng), riverside_road(street)]


def _line_frame(roads: list[Line]) -> gpd.GeoDataFrame:
    geometry = [shapely.LineString(to_degrees(road.points)) for road in roads]
    words = {"kind": [road.kind for road in roads], "name": [road.name for road in roads]}
    return gpd.GeoDataFrame(words, geometry=geometry, crs=4326)


def _place_frame(division: Division, areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the sites, the landmarks and one service centre a community."""
    sites = [
        (p.site.name, p.site.kind, np.array(p.ring.polygon.centroid.coords[0])) for p in division.micro_grids if p.site
    ]
    landmarks = [*sites, *((name, kind, np.array(at, dtype=float)) for name, kind, at in PLACES)]
    rows = [(kind, name, shapely.Point(to_degrees(at))) for name, kind, at in landmarks] + _service_centers(areas)
    return gpd.GeoDataFrame(rows, columns=["kind", "name", "geometry"], geometry="geometry", crs=4326)


def _service_centers(areas: gpd.GeoDataFrame) -> list[tuple[str, str, shapely.Point]]:
    buildings = areas[areas["level"] == "building"]
    communities = areas[areas["level"] == "community"]
    centers = [
        buildings.geometry.iloc[int(np.argmin(shapely.distance(buildings.geometry.to_numpy(), community.centroid)))]
        for community in communities.geometry
    ]
    return [
        ("service_center", f"{name.removesuffix('社区')}党群服务中心", center.point_on_surface())
        for name, center in zip(communities["name"], centers, strict=True)
    ]
