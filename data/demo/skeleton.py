"""The hand-drawn frame of the demo street: outline, river, main roads, communities, sites. Metres, x east, y north."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

RUN_ON_METRES = 1600.0  # how far main roads and the river go on beyond the drawing
BEND_METRES = 18.0  # distance between two vertices of a drawn curve


@dataclass(frozen=True)
class Road:
    """A named main road through its drawn points; `runs_on`: it leaves the drawing straight at both ends."""

    name: str
    kind: str
    points: tuple[tuple[float, float], ...]
    runs_on: bool = True


@dataclass(frozen=True)
class Site:
    """A place that takes a micro-grid of its own: `size` in square metres."""

    name: str
    kind: str
    at: tuple[float, float]
    size: float


@dataclass(frozen=True)
class Community:
    """A community: every block that holds one of `marks` belongs to it; `fabric` says how it is built."""

    name: str
    marks: tuple[tuple[float, float], ...]
    fabric: str


RIVER = Road(
    "清禾河",
    "river",
    (
        (-1010, 1500),
        (-1130, 1120),
        (-1085, 790),
        (-960, 520),
        (-1010, 240),
        (-1180, 10),
        (-1150, -240),
        (-930, -430),
        (-660, -520),
        (-470, -700),
        (-300, -930),
        (-10, -1050),
        (260, -1030),
        (560, -1190),
        (800, -1420),
    ),
)
RING_ROADS = (
    Road(
        "环城北路",
        "road_major",
        ((-1500, 640), (-1085, 790), (-700, 930), (-260, 905), (180, 1010), (560, 1000), (880, 860), (1180, 900)),
    ),
    Road(
        "环城东路",
        "road_major",
        (
            (760, 1350),
            (880, 860),
            (1090, 560),
            (1180, 230),
            (1270, -80),
            (1215, -380),
            (1010, -640),
            (960, -820),
            (1060, -1120),
        ),
    ),
    Road(
        "南山路",
        "road_minor",
        ((1190, -760), (960, -820), (770, -770), (580, -830), (420, -960), (260, -1030), (150, -1180)),
    ),
)
MAIN_ROADS = (
    Road(
        "青禾大道",
        "road_major",
        (
            (-1600, 380),
            (-1010, 240),
            (-640, 150),
            (-230, 175),
            (210, 110),
            (560, 20),
            (900, 45),
            (1225, 75),
            (1600, 190),
        ),
    ),
    Road(
        "望溪路",
        "road_major",
        (
            (-330, 1350),
            (-260, 905),
            (-330, 640),
            (-300, 380),
            (-230, 175),
            (-170, -90),
            (-215, -330),
            (-300, -620),
            (-300, -930),
            (-420, -1250),
        ),
    ),
    Road(
        "云岭路",
        "road_major",
        (
            (610, 1380),
            (560, 1000),
            (430, 700),
            (445, 380),
            (560, 20),
            (610, -240),
            (540, -480),
            (580, -830),
            (700, -1150),
        ),
    ),
    Road(
        "南渡路",
        "road_major",
        (
            (-1500, -560),
            (-930, -430),
            (-560, -260),
            (-215, -330),
            (160, -400),
            (540, -480),
            (870, -400),
            (1215, -380),
            (1600, -450),
        ),
    ),
    Road(
        "桐荫路",
        "road_minor",
        ((-960, 520), (-640, 500), (-330, 640), (60, 600), (430, 700), (760, 560), (1090, 560)),
        False,
    ),
    Road("石坊街", "road_minor", ((210, 110), (150, -130), (160, -400), (90, -720), (-10, -1050)), False),
)
COMMUNITIES = (
    Community("松坪社区", ((-700, 700),), "slabs"),
    Community("柳湾社区", ((-650, 320),), "mixed"),
    Community("书院社区", ((100, 800),), "slabs"),
    Community("桐荫社区", ((100, 350),), "mixed"),
    Community("云岭社区", ((750, 750),), "towers"),
    Community("禾丰社区", ((780, 300),), "towers"),
    Community("河湾社区", ((-650, -60),), "mixed"),
    Community("石坊社区", ((0, -150), (380, -150)), "lanes"),
    Community("南渡社区", ((-450, -480), (-100, -700), (350, -650)), "slabs"),
    Community("杏林社区", ((900, -200), (800, -600)), "mixed"),
)
SITES = (
    Site("青禾公园", "park", (330, 470), 62_000),
    Site("青禾小学", "school", (-90, 770), 24_000),
    Site("书院中学", "school", (640, 880), 38_000),
    Site("杏林医院", "hospital", (720, -130), 27_000),
    Site("石坊市场", "market", (300, -330), 15_000),
    Site("石坊古寺", "temple", (60, -30), 8_000),
    Site("柳湾湿地公园", "park", (-900, 120), 45_000),
    Site("南渡小学", "school", (-30, -560), 17_000),
    Site("禾丰广场", "mall", (680, 140), 22_000),
    Site("松坪机械厂", "works", (-830, 790), 36_000),
)


def draw(road: Road) -> Points:
    """Return the road's course, shape (n, 2), a vertex about every `BEND_METRES` metres of its bends."""
    bends = _smooth(np.asarray(road.points, dtype=float))
    if not road.runs_on:
        return bends
    return np.vstack([_go_on(bends[1], bends[0]), bends, _go_on(bends[-2], bends[-1])])


def _go_on(before: Points, end: Points) -> Points:
    return np.asarray(end + (end - before) / np.hypot(*(end - before)) * RUN_ON_METRES)


def _smooth(drawn: Points) -> Points:
    """Return the Catmull-Rom curve through the drawn points."""
    padded = np.vstack([2 * drawn[0] - drawn[1], drawn, 2 * drawn[-1] - drawn[-2]])
    pieces = [_curve(padded[i : i + 4]) for i in range(len(drawn) - 1)]
    return np.vstack([*pieces, drawn[-1:]])


def _curve(four: Points) -> Points:
    before, start, end, after = four
    count = max(2, int(np.hypot(*(end - start)) / BEND_METRES))
    t = np.linspace(0, 1, count, endpoint=False)[:, None]
    linear, square = end - before, 2 * before - 5 * start + 4 * end - after
    return np.asarray(0.5 * (2 * start + linear * t + square * t**2 + (3 * (start - end) + after - before) * t**3))
