"""Which invalid polygons are mended, and which only their author can mend."""

import numpy as np
import pytest
import shapely
from shapely import MultiPolygon, Polygon

from data.loading.mending import find_flaw, mend_area

CENTIMETRE = 9e-8  # of a meridian
WEST, SOUTH, STEP = 106.6, 26.6, 0.001


def draw(*corners: tuple[float, float]) -> list[tuple[float, float]]:
    return [(WEST + x * STEP, SOUTH + y * STEP) for x, y in corners]


SQUARE = draw((0, 0), (10, 0), (10, 10), (0, 10))
LEFT, RIGHT = draw((0, 0), (5, 0), (5, 10), (0, 10)), draw((5, 0), (10, 0), (10, 10), (5, 10))
NOTCHED = draw((0, 0), (2, 0), (2, 3), (8, 3), (8, 0), (10, 0), (10, 10), (0, 10))


def loop(width: float) -> list[tuple[float, float]]:
    """The square, with a loop of this width that runs the other way round on its northern side."""
    x, y = WEST + 5 * STEP, SOUTH + 10 * STEP
    return [*SQUARE[:3], (x, y), (x + width, y + width), (x, y + width), (x + width, y), SQUARE[3]]


@pytest.mark.parametrize(
    ("drawn", "meant"),
    [
        (Polygon(draw((0, 0), (10, 0), (10, 10), (5, 10), (5, 30), (5, 10), (0, 10))), Polygon(SQUARE)),
        (Polygon(draw((0, 0), (10, 0), (10, 10), (3, 10), (6, 10), (0, 10))), Polygon(SQUARE)),
        (MultiPolygon([Polygon(LEFT), Polygon(RIGHT)]), Polygon(SQUARE)),
        (MultiPolygon([Polygon(SQUARE), Polygon(RIGHT)]), Polygon(SQUARE)),
        (Polygon(SQUARE, [draw((2, 0), (8, 0), (8, 3), (2, 3))]), Polygon(NOTCHED)),
        (
            Polygon(draw((0, 0), (10, 0), (10, 10), (5, 10), (7, 5), (3, 5), (5, 10), (0, 10))),
            Polygon(SQUARE, [draw((5, 10), (7, 5), (3, 5))]),
        ),
        (Polygon(loop(CENTIMETRE / 2)), Polygon(SQUARE)),
    ],
    ids=["spike", "step back", "parts side by side", "part on a part", "hole at the edge", "pinched hole", "tiny loop"],
)
def test_what_can_be_read_in_one_way_is_mended(drawn: Polygon, meant: Polygon) -> None:
    mended = mend_area(drawn)
    assert not drawn.is_valid
    assert mended.is_valid
    assert shapely.symmetric_difference(mended, meant).area < CENTIMETRE**2


@pytest.mark.parametrize(
    "drawn",
    [
        Polygon(draw((0, 0), (10, 10), (10, 0), (0, 10))),
        Polygon(loop(CENTIMETRE * 5)),
        Polygon(SQUARE, [draw((5, 5), (20, 5), (20, 7), (5, 7))]),
        Polygon(SQUARE, [draw((30, 5), (40, 5), (40, 7), (30, 7))]),
        Polygon(draw((0, 0), (10, 0), (10, 10), (5, 10), (3, 5), (7, 5), (5, 10), (0, 10))),
        Polygon([*SQUARE, *SQUARE]),
    ],
    ids=["bow tie", "loop of 5 cm", "hole across the edge", "hole outside", "loop inside", "drawn twice"],
)
def test_what_can_be_read_in_several_ways_is_not(drawn: Polygon) -> None:
    assert not drawn.is_valid
    assert mend_area(drawn) is None


def test_no_corner_moves() -> None:
    drawn = Polygon(draw((0, 0), (10, 0), (10, 10), (5, 10), (5, 30), (5, 10), (0, 10)))
    former = {tuple(corner) for corner in shapely.get_coordinates(drawn)}
    assert {tuple(corner) for corner in shapely.get_coordinates(mend_area(drawn))} == former - {*draw((5, 30))}


def test_a_flaw_is_told_with_its_place() -> None:
    assert str(find_flaw(Polygon(draw((0, 0), (10, 10), (10, 0), (0, 10))))) == (
        "self-intersection at 106.6050000, 26.6050000"
    )


def draw_notched(corners: int) -> Polygon:
    """A square with so many corners on its southern side, and 500 holes at it."""
    south = [(WEST + x * STEP, SOUTH) for x in np.linspace(0, 10, corners)]
    holes = [draw((x, 0), (x + 0.01, 0), (x + 0.01, 1), (x, 1)) for x in np.arange(500) * 0.02]
    return Polygon([*south, *SQUARE[2:]], holes)


def test_many_faces_with_many_corners_are_given_up() -> None:
    assert mend_area(draw_notched(12_000)) is None
    assert mend_area(draw_notched(2_000)) is not None


def test_a_tangle_is_given_up() -> None:
    corners = np.random.default_rng(1).random((3_000, 2))
    assert mend_area(Polygon(corners)) is None
