"""The demo street's geometry and numbers, without a store."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from data.demo.buildings import CLEARANCE
from data.demo.coverage import to_metres
from data.demo.street import DemoStreet, build_street

LAND_LEVELS = ("community", "grid", "micro_grid")


@pytest.fixture(scope="module")
def street() -> DemoStreet:
    """The street that everybody sees."""
    return build_street()


@pytest.fixture(scope="module")
def buildings(street: DemoStreet) -> gpd.GeoDataFrame:
    """Its buildings."""
    return of_level(street, "building")


def of_level(street: DemoStreet, level: str) -> gpd.GeoDataFrame:
    """The areas of one level."""
    return street.areas[street.areas["level"] == level]


def write_bytes(street: DemoStreet) -> list[bytes]:
    """All frames of a street as bytes, geometries as WKB."""
    shapes = [frame.geometry.to_wkb() for frame in (street.areas, street.lines, street.places)]
    words = [pd.DataFrame(frame.drop(columns="geometry", errors="ignore")) for frame in vars(street).values()]
    return [*(b"".join(column) for column in shapes), *(frame.to_csv().encode() for frame in words)]


def test_the_same_seed_gives_the_same_street_to_the_byte(street: DemoStreet) -> None:
    assert write_bytes(build_street()) == write_bytes(street)


def test_another_seed_gives_another_street_of_the_same_size(street: DemoStreet) -> None:
    other = build_street(11)
    assert write_bytes(other) != write_bytes(street)
    assert other.areas["residents"].iloc[0] == street.areas["residents"].iloc[0]


def test_the_tree_has_the_size_of_a_real_street(street: DemoStreet) -> None:
    counts = street.areas["level"].value_counts()
    assert (counts["street"], counts["community"], counts["grid"]) == (1, 10, 96)
    assert 450 <= counts["micro_grid"] <= 510
    assert 2_800 <= counts["building"] <= 3_300


@pytest.mark.parametrize("level", LAND_LEVELS)
def test_areas_of_a_level_share_their_edges_without_gap_or_overlap(street: DemoStreet, level: str) -> None:
    assert shapely.coverage_is_valid(of_level(street, level).geometry.to_numpy())


@pytest.mark.parametrize("level", LAND_LEVELS)
def test_children_tile_their_parent_exactly(street: DemoStreet, level: str) -> None:
    merged = of_level(street, level).dissolve("parent_code").geometry
    parents = street.areas.set_index("code").geometry.loc[merged.index]
    assert shapely.equals(merged.to_numpy(), parents.to_numpy()).all()


def test_coordinates_lie_on_the_precision_grid(street: DemoStreet) -> None:
    coordinates = shapely.get_coordinates(street.areas.geometry.to_numpy())
    assert np.array_equal(coordinates, np.round(coordinates, 7))


def test_no_area_is_in_pieces_or_invalid(street: DemoStreet) -> None:
    assert (street.areas.geometry.geom_type == "Polygon").all()
    assert street.areas.geometry.is_valid.all()


def test_the_outline_is_bent_everywhere(street: DemoStreet) -> None:
    outline = shapely.get_coordinates(to_metres(street.areas.geometry.to_numpy()[:1]))
    longest_straight = shapely.LineString(outline).simplify(2.0)
    sides = np.hypot(*np.diff(shapely.get_coordinates(longest_straight), axis=0).T)
    assert sides.max() < 400


def test_each_building_stands_inside_its_own_micro_grid(street: DemoStreet, buildings: gpd.GeoDataFrame) -> None:
    homes = of_level(street, "micro_grid").set_index("code").geometry.loc[buildings["parent_code"]]
    assert shapely.contains_properly(homes.to_numpy(), buildings.geometry.to_numpy()).all()


def test_buildings_do_not_touch_each_other(buildings: gpd.GeoDataFrame) -> None:
    metres = to_metres(buildings.geometry.to_numpy())
    near = shapely.STRtree(metres).query(metres, predicate="dwithin", distance=0.8)
    assert len(near[0]) == len(buildings)


@pytest.mark.parametrize("kind", ["river", "road_major", "road_minor", "lane"])
def test_buildings_keep_clear_of_roads_and_the_river(
    street: DemoStreet, buildings: gpd.GeoDataFrame, kind: str
) -> None:
    lines = to_metres(street.lines.loc[street.lines["kind"] == kind].geometry.to_numpy())
    gaps = shapely.distance(shapely.union_all(lines), to_metres(buildings.geometry.to_numpy()))
    assert gaps.min() > CLEARANCE[kind] * 0.96  # the rounded end of a road's room is a polygon


def test_each_grid_has_300_to_500_households(street: DemoStreet) -> None:
    assert of_level(street, "grid")["households"].between(300, 500).all()


@pytest.mark.parametrize("measure", ["households", "residents"])
@pytest.mark.parametrize("level", [*LAND_LEVELS, "building"])
def test_parents_are_the_sum_of_their_children(street: DemoStreet, level: str, measure: str) -> None:
    sums = of_level(street, level).groupby("parent_code")[measure].sum()
    parents = street.areas.set_index("code").loc[sums.index, measure]
    assert (sums == parents).all()


def test_the_street_has_the_residents_that_the_volunteers_are_measured_by(street: DemoStreet) -> None:
    assert street.areas["residents"].iloc[0] == 46_476


def test_codes_are_unique_and_begin_with_their_parents(street: DemoStreet) -> None:
    below = street.areas[street.areas["parent_code"].notna()]
    assert street.areas["code"].is_unique
    assert all(code.startswith(parent) for code, parent in zip(below["code"], below["parent_code"], strict=True))


def test_the_street_lies_in_no_real_province(street: DemoStreet) -> None:
    assert street.areas["code"].str.startswith("99").all()


def test_names_of_buildings_are_unique(buildings: gpd.GeoDataFrame) -> None:
    assert buildings["name"].is_unique


def test_every_road_has_a_name_and_its_own_line(street: DemoStreet) -> None:
    assert (street.lines["name"] != "").all()
    assert {"river", "road_major", "road_minor", "lane"} == set(street.lines["kind"])


def test_landmarks_stand_in_the_street(street: DemoStreet) -> None:
    assert shapely.covers(street.areas.geometry.iloc[0], street.places.geometry.to_numpy()).all()
    assert {"park", "school", "hospital", "market", "metro_station", "temple"} <= set(street.places["kind"])


def test_each_community_has_a_service_center(street: DemoStreet) -> None:
    assert (street.places["kind"] == "service_center").sum() == 10


@pytest.mark.parametrize(("roster", "total"), [("party_members", 1_286), ("volunteers", 3_904)])
def test_the_roster_has_its_total_at_known_areas(street: DemoStreet, roster: str, total: int) -> None:
    frame = getattr(street, roster)
    assert frame["count"].sum() == total
    assert frame["area_code"].isin(street.areas["code"]).all()


def test_the_roster_reaches_down_to_buildings(street: DemoStreet) -> None:
    levels = street.areas.set_index("code")["level"]
    assert {"grid", "micro_grid", "building"} <= set(street.party_members["area_code"].map(levels))


def test_posts_are_posts_and_have_no_telephone(street: DemoStreet) -> None:
    assert set(street.areas["post"].dropna()) == {"街道值班室", "社区值班岗", "网格长岗", "微网格长岗"}
    assert street.areas["post_phone"].isna().all()
