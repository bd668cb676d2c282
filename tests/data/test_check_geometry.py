"""Which shapes are findings, and which are not."""

import math

import numpy as np
import pytest
import shapely

from data.check.finding import Finding
from data.check.gaps import find_gaps
from data.check.limits import Limits
from data.check.metres import find_places, measure_area
from data.check.nesting import find_crossings, find_invalid, find_outsiders
from data.check.orphans import find_orphan_areas, find_orphan_buildings
from data.check.overlaps import find_overlaps
from data.check.slivers import find_slivers
from tests.data.check_areas import box, make_areas

LIMITS = Limits(tolerance=0.2, sliver=1.0)
PARENT = (1, "community", None, box(0, 0, 200, 100))
WEST, EAST = (2, "grid", 1, box(0, 0, 100, 100)), (3, "grid", 1, box(100, 0, 200, 100))

MEASURE_ON_EARTH = """
SELECT ST_Area(ST_GeomFromText(%(shape)s, 4326)::geography) AS size
"""


def tell(findings: list[Finding]) -> list[tuple[str, tuple[int, ...]]]:
    """Kind and areas."""
    return [(finding.kind, finding.area_ids) for finding in findings]


@pytest.mark.parametrize(("metres", "found"), [(0.18, []), (0.22, [("gap", (2, 3))])])
def test_a_gap_is_told_when_it_is_wider_than_the_tolerance(metres, found):
    east = (3, "grid", 1, box(100 + metres, 0, 200, 100))
    assert tell(find_gaps(make_areas(PARENT, WEST, east), LIMITS)) == found


@pytest.mark.parametrize(("metres", "found"), [(0.18, []), (0.22, [("overlap", (2, 3))])])
def test_an_overlap_is_told_when_it_is_wider_than_the_tolerance(metres, found):
    east = (3, "grid", 1, box(100 - metres, 0, 200, 100))
    assert tell(find_overlaps(make_areas(PARENT, WEST, east), LIMITS)) == found


def test_a_gap_has_its_square_metres(store):
    areas = make_areas(PARENT, WEST, (3, "grid", 1, box(103, 0, 200, 100)))
    (gap,) = find_gaps(areas, LIMITS)
    measured = store.read_one(MEASURE_ON_EARTH, {"shape": shapely.to_wkt(gap.place, rounding_precision=15)})
    assert gap.value == pytest.approx(300, rel=0.01)
    assert gap.value == pytest.approx(measured.size, rel=1e-5)


def test_two_places_that_a_hairline_joins_are_two():
    hourglass = shapely.union_all([box(0, 0, 2, 2), box(2, 0.9, 10, 1), box(10, 0, 12, 2)])
    places, owners = find_places(np.array([hourglass]), 0.2)
    assert measure_area(places) == pytest.approx([4, 4], rel=0.1)
    assert owners.tolist() == [0, 0]


def test_areas_that_meet_in_a_point_are_right():
    quarters = [box(0, 0, 100, 50), box(100, 0, 200, 50), box(0, 50, 100, 100), box(100, 50, 200, 100)]
    areas = make_areas(PARENT, *((i + 2, "grid", 1, quarter) for i, quarter in enumerate(quarters)))
    assert [*find_gaps(areas, LIMITS), *find_overlaps(areas, LIMITS), *find_slivers(areas, LIMITS)] == []


@pytest.mark.parametrize(
    ("filling", "found"), [([(4, "grid", 1, box(40, 40, 60, 60))], []), ([], [("uncovered", (1, 2))])]
)
def test_a_hole_is_right_when_another_area_fills_it(filling, found):
    holed = (2, "grid", 1, shapely.difference(box(0, 0, 100, 100), box(40, 40, 60, 60)))
    areas = make_areas(PARENT, holed, EAST, *filling)
    assert tell([*find_gaps(areas, LIMITS), *find_overlaps(areas, LIMITS)]) == found


def test_a_grid_that_stops_short_of_its_community_does_not_cover_it():
    areas = make_areas(PARENT, WEST, (3, "grid", 1, box(100, 0, 195, 100)))
    assert tell(find_gaps(areas, LIMITS)) == [("uncovered", (1, 3))]


def test_a_parent_that_is_not_divided_yet_lacks_nothing():
    bare = (4, "community", None, box(300, 0, 400, 100))
    housed = (5, "building", 4, box(310, 10, 320, 20))
    assert tell(find_gaps(make_areas(PARENT, bare, WEST, EAST, housed), LIMITS)) == []


def test_a_building_in_a_gap_covers_no_ground():
    between = (4, "building", 1, box(100, 0, 104, 100))
    areas = make_areas(PARENT, WEST, (3, "grid", 1, box(104, 0, 200, 100)), between)
    assert tell(find_gaps(areas, LIMITS)) == [("gap", (2, 3))]


def test_a_gap_between_grids_is_not_told_again_of_their_micro_grids():
    areas = make_areas(
        *(PARENT, WEST, (3, "grid", 1, box(102, 0, 200, 100))),
        *((4, "micro_grid", 2, box(0, 0, 100, 100)), (5, "micro_grid", 3, box(102, 0, 200, 100))),
    )
    assert tell(find_gaps(areas, LIMITS)) == [("gap", (2, 3))]


def test_an_overlap_of_grids_is_not_told_again_of_their_micro_grids():
    areas = make_areas(
        *(PARENT, WEST, (3, "grid", 1, box(98, 0, 200, 100))),
        *((4, "micro_grid", 2, box(0, 0, 100, 100)), (5, "micro_grid", 3, box(98, 0, 200, 100))),
    )
    assert tell(find_overlaps(areas, LIMITS)) == [("overlap", (2, 3))]


def test_what_topmost_areas_enclose_together_is_a_gap():
    ring = [box(0, 0, 100, 40), box(0, 60, 100, 100), box(0, 40, 40, 60), box(60, 40, 100, 60)]
    areas = make_areas(*((i + 1, "street", None, side) for i, side in enumerate(ring)))
    assert [(f.kind, set(f.area_ids)) for f in find_gaps(areas, LIMITS)] == [("gap", {1, 2, 3, 4})]


def test_an_area_that_is_there_three_times_is_told_once():
    again = [(i, "grid", 1, box(0.15 * i, 0, 100 + 0.15 * i, 100)) for i in (2, 3, 4)]
    areas = make_areas(PARENT, *again)
    assert tell(find_overlaps(areas, LIMITS)) == [("duplicate", (2, 3, 4))]


@pytest.mark.parametrize(("metres", "found"), [(0.9, [("sliver", (2,))]), (1.1, [])])
def test_an_area_is_a_sliver_below_its_width(metres, found):
    assert tell(find_slivers(make_areas((2, "grid", None, box(0, 0, metres, 300))), LIMITS)) == found


def test_a_detached_part_of_an_area_can_be_a_sliver():
    area = (2, "grid", None, shapely.union_all([box(0, 0, 100, 100), box(150, 0, 150.5, 100)]))
    (sliver,) = find_slivers(make_areas(area), LIMITS)
    assert (sliver.parts, round(sliver.value)) == ({"is_part": True}, 50)


def test_an_area_outside_its_parent_is_told_where_no_other_claims_the_ground():
    areas = make_areas(PARENT, WEST, (3, "grid", 1, box(100, 0, 210, 100)))
    assert tell(find_outsiders(areas, LIMITS)) == [("outside", (3, 1))]


def test_an_area_over_a_neighbour_of_another_parent_is_an_overlap_and_nothing_else():
    other = [(4, "community", None, box(200, 0, 300, 100)), (5, "grid", 4, box(200, 0, 300, 100))]
    areas = make_areas(PARENT, other[0], WEST, (3, "grid", 1, box(100, 0, 210, 100)), other[1])
    found = [*find_overlaps(areas, LIMITS), *find_outsiders(areas, LIMITS), *find_gaps(areas, LIMITS)]
    assert tell(found) == [("overlap", (3, 5))]


def test_a_building_across_a_boundary_names_both_sides():
    areas = make_areas(PARENT, WEST, EAST, (9, "building", 2, box(90, 10, 105, 20)))
    (crossing,) = find_crossings(areas, LIMITS)
    assert crossing.area_ids == (9, 2, 3)
    assert crossing.value == pytest.approx(50, rel=0.01)


def test_a_building_outside_of_all_grids_is_an_orphan():
    lost, hung_high = (9, "building", 2, box(500, 0, 510, 10)), (10, "building", 1, box(10, 10, 20, 20))
    areas = make_areas(PARENT, WEST, EAST, lost, hung_high)
    assert [(f.area_ids, f.parts) for f in find_orphan_buildings(areas)] == [
        ((9, 2), {"is_placed": False, "is_hung": True}),
        ((10, 1), {"is_placed": True, "is_hung": False}),
    ]


def test_a_grid_that_hangs_on_nothing_is_told():
    areas = make_areas(PARENT, WEST, (3, "grid", None, box(100, 0, 200, 100)))
    assert tell(find_orphan_areas(areas)) == [("orphan_area", (3,))]


def test_an_invalid_shape_is_told():
    areas = make_areas(WEST, EAST, is_valid=[True, False])
    assert tell(find_invalid(areas)) == [("invalid", (3,))]


def test_areas_of_two_systems_may_overlap():
    areas = make_areas(PARENT, WEST, (3, "grid", None, box(50, 0, 150, 100)), system=["governance"] * 2 + ["polling"])
    assert tell(find_overlaps(areas, LIMITS)) == []


def test_an_area_is_measured_on_the_ellipsoid():
    degree = math.pi / 180 * 6_378_137  # a hundredth of a degree at the equator, by the ellipsoid's radii there
    along = math.pi / 180 * 6_378_137 * (1 - 0.00669438)
    assert measure_area(np.array([shapely.box(0, -0.005, 0.01, 0.005)]))[0] == pytest.approx(
        degree * along / 1e4, rel=1e-6
    )
