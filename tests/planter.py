"""Plants faults of known places into a copy of the demo street, by plain coordinates: rings are lists of [lon, lat].

Every fault stands alone: no two touch the same micro-grid, so that each is one finding.
"""

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from data.store import Store

Point = list[float]
Ring = list[Point]
LAT = 111_000.0
LON = LAT * math.cos(math.radians(26.65))
"""About so many metres are a degree there."""


@dataclass
class Area:
    """An area of one polygon: its outer ring, closed, and its holes."""

    id: int
    level: str
    parent: int
    ring: Ring
    holes: list[Ring] = field(default_factory=list)


@dataclass(frozen=True)
class Seam:
    """An edge p→q of the ring of `one` that the area `other` has as q→p."""

    one: Area
    other: Area
    p: Point
    q: Point


@dataclass
class Planted:
    """What must be found: (kind, ids of the areas or the key of what hangs on none); and the m² of each gap."""

    faults: list[tuple[str, frozenset[Any]]] = field(default_factory=list)
    sizes: dict[frozenset[int], float] = field(default_factory=dict)

    def add(self, kind: str, *keys: Any) -> None:
        """One fault more."""
        self.faults.append((kind, frozenset(keys)))


READ_AREAS = """
SELECT id, level, parent_id, ST_AsGeoJSON(ST_GeometryN(geom, 1), 15) AS shape
FROM area WHERE level IN ('grid', 'micro_grid', 'building') AND valid_to IS NULL ORDER BY id
"""


class Planter:
    """`tolerance` in metres is that of the store's settings; it serves for the near-misses alone."""

    def __init__(self, store: Store, tolerance: float) -> None:
        self.store, self.tolerance, self.planted = store, tolerance, Planted()
        self.areas = [read_area(row) for row in store.read(READ_AREAS)]
        self.seams = find_seams(self.list_level("micro_grid"))
        self.free = find_free_squares(self.list_level("micro_grid"), self.list_level("building"))
        self.numbers = iter(range(1, 10_000))

    def list_level(self, level: str) -> list[Area]:
        """The areas of a level."""
        return [area for area in self.areas if area.level == level]

    def plant_gaps(self, count: int) -> None:
        """A dent of 0.5 to 2.5 m in one micro-grid; what it leaves is nobody's."""
        for number in range(count):
            seam = next(self.seams)
            dent = self.bend(seam, 0.5 + 2 * number / count)
            self.planted.add("gap", seam.one.id, seam.other.id)
            self.planted.sizes[frozenset((seam.one.id, seam.other.id))] = measure(dent)

    def plant_overlaps(self, count: int) -> None:
        """A bulge of 0.5 to 2.5 m of one micro-grid over its neighbour."""
        for number in range(count):
            seam = next(self.seams)
            bulge = self.bend(seam, -0.5 - 2 * number / count)
            self.planted.add("overlap", seam.one.id, seam.other.id)
            self.planted.sizes[frozenset((seam.one.id, seam.other.id))] = measure(bulge)

    def plant_slivers(self, count: int) -> None:
        """A strip of half a metre between two micro-grids: an area of its own."""
        for _ in range(count):
            seam = next(self.seams)
            strip = self.bend(seam, 0.5)
            self.planted.add("sliver", self.add_area("micro_grid", seam.one.parent, strip))

    def plant_duplicates(self, count: int) -> None:
        """The same ground under another code, every other time each corner 5 cm away; grids and buildings too."""
        parted = [self.list_level(level) for level in ("grid", "building")]
        originals = [
            area for pair in zip(*(areas[:: len(areas) // 4] for areas in parted), strict=False) for area in pair
        ]
        originals += [next(self.seams).one for _ in range(count - len(originals))]
        for number, area in enumerate(originals[:count]):
            shift = 0.05 * (number % 2)
            ring = [[lon + shift / LON, lat + shift / LAT] for lon, lat in area.ring]
            self.planted.add("duplicate", area.id, self.add_area(area.level, area.parent, ring))

    def plant_orphans(self, count: int) -> None:
        """Two in five are buildings outside the street, two are issues there, one is a roster row on no area."""
        buildings = self.list_level("building")
        for number in range(count):
            east = 0.05 + number * 0.01
            if number % 5 < 2:
                ring = [[lon + east, lat + 0.05] for lon, lat in buildings[number].ring]
                self.planted.add("orphan_building", self.add_area("building", None, ring))
            elif number % 5 < 4:
                self.planted.add("orphan_issue", f"issue {self.add_issue([106.63 + east, 26.7])}")
            else:
                self.store.execute(ADD_HEAD, {"source": f"roster_{number}"})
                self.planted.add("orphan_roster", f"roster_{number}")

    def plant_oversized(self, count: int) -> None:
        """One household or one resident more than a grid may have, and up to many."""
        for number, grid in enumerate(self.list_level("grid")[1 : count + 1]):
            households, residents = (501 + number * 20, 1200) if number % 2 else (400, 1501 + number * 50)
            self.resize(grid, households, residents)
            self.planted.add("oversized", grid.id)

    def plant_near_misses(self, count: int) -> None:
        """What must stay silent."""
        for _ in range(count):
            self.bend(next(self.seams), 0.9 * self.tolerance)
            self.bend(next(self.seams), -0.9 * self.tolerance)
            area, square = next(self.free)
            self.cut_hole(area, square)
            self.add_area("micro_grid", area.parent, square)
            area, square = next(self.free)
            self.cut_hole(area, square)
            for quarter in quarter_square(square):
                self.add_area("micro_grid", area.parent, quarter)
        exact, smallest = self.list_level("grid")[-2:]
        self.resize(exact, 500, 1500)
        self.resize(smallest, 300, 900)

    def bend(self, seam: Seam, depth: float) -> Ring:
        """Move the middle of a seam by so many metres into its first area (out of it below 0); the ground between."""
        inward = find_inward(seam.one.ring, seam.p, seam.q)
        near, far = (step_aside(along(seam.p, seam.q, share), inward, depth) for share in (0.3, 0.7))
        place = next(i for i, point in enumerate(seam.one.ring) if point == seam.p and seam.one.ring[i + 1] == seam.q)
        seam.one.ring[place + 1 : place + 1] = [near, far]
        self.write(seam.one)
        return [seam.p, seam.q, far, near, seam.p]

    def cut_hole(self, area: Area, square: Ring) -> None:
        """Take a square out of the middle of an area."""
        area.holes.append(square)
        self.write(area)

    def write(self, area: Area) -> None:
        """Keep the rings of an area."""
        self.store.execute(MOVE_AREA, {"id": area.id, "shape": write_polygon([area.ring, *area.holes])})

    def add_area(self, level: str, parent: int | None, ring: Ring) -> int:
        """An area more, in order but for its place; its id."""
        values = {
            "level": level,
            "parent": parent,
            "code": f"planted-{next(self.numbers)}",
            "shape": write_polygon([ring]),
        }
        with self.store.transaction() as transaction:
            return int(transaction.read_one(ADD_AREA, values).id)

    def add_issue(self, point: Point) -> int:
        """An open issue at a point; its id."""
        values = {"reference": f"planted-{next(self.numbers)}", "lon": point[0], "lat": point[1]}
        with self.store.transaction() as transaction:
            return int(transaction.read_one(ADD_ISSUE, values).id)

    def resize(self, grid: Area, households: int, residents: int) -> None:
        """Give a grid other numbers."""
        self.store.execute(RESIZE, {"id": grid.id, "households": households, "residents": residents})


MOVE_AREA = """
UPDATE area SET geom = ST_Multi(ST_SetSRID(ST_GeomFromGeoJSON(%(shape)s), 4326)) WHERE id = %(id)s
"""
RESIZE = """
UPDATE area SET households = %(households)s, residents = %(residents)s WHERE id = %(id)s
"""
ADD_AREA = """
INSERT INTO area (level, parent_id, code, code_system, name, geom, households, residents, post)
VALUES (%(level)s, %(parent)s, %(code)s, 'demo', %(code)s,
    ST_Multi(ST_SetSRID(ST_GeomFromGeoJSON(%(shape)s), 4326)), 400, 1200, '网格长岗')
RETURNING id
"""
ADD_ISSUE = """
INSERT INTO issue (source, source_reference, category, status, geom)
VALUES ('hotline_12345', %(reference)s, '路灯不亮', 'accepted', ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326))
RETURNING id
"""
ADD_HEAD = """
INSERT INTO party_member (organization, kind, source) VALUES ('planted', 'registered', %(source)s)
"""
PLACE_LOST = """
UPDATE issue SET geom = (SELECT ST_PointOnSurface(geom) FROM area WHERE level = 'building' ORDER BY id LIMIT 1)
WHERE is_open(status) AND area_id IS NULL
"""


def clear_street(store: Store) -> None:
    """The demo keeps three issues that nobody could locate: here they find their place."""
    store.execute(PLACE_LOST)


def read_area(row: Any) -> Area:
    """An area with its rings as they are written."""
    ring, *holes = json.loads(row.shape)["coordinates"]
    return Area(row.id, row.level, row.parent_id, ring, holes)


def write_polygon(rings: list[Ring]) -> str:
    """GeoJSON."""
    return json.dumps({"type": "Polygon", "coordinates": rings})


def find_seams(areas: list[Area]) -> Iterator[Seam]:
    """The longest edge between two areas of one parent, of at least 15 m; no area comes twice."""
    sides: dict[tuple[float, ...], tuple[Area, Point, Point]] = {}
    seams: list[Seam] = []
    for area in areas:
        for p, q in zip(area.ring, area.ring[1:], strict=False):
            met = sides.get((*q, *p))
            seams += [Seam(area, met[0], p, q)] if met and met[0].parent == area.parent else []
            sides[(*p, *q)] = (area, p, q)
    taken: set[int] = set()
    for seam in sorted(seams, key=lambda seam: -span(seam.p, seam.q)):
        if taken & {seam.one.id, seam.other.id} or span(seam.p, seam.q) < 15:
            continue
        taken |= {seam.one.id, seam.other.id}
        yield seam


def find_free_squares(areas: list[Area], buildings: list[Area]) -> Iterator[tuple[Area, Ring]]:
    """A square of 4 m in every area that has room for one of thrice that side without a building."""
    standing = defaultdict(list)
    for building in buildings:
        standing[building.parent].append(building.ring)
    for area in reversed(areas):
        spots = (spot for spot in list_spots(area.ring) if is_free(spot, area.ring, standing[area.id]))
        spot = next(spots, None)
        if spot:
            yield area, draw_square(spot, 2)


def list_spots(ring: Ring) -> Iterable[Point]:
    """Points all over the box of a ring."""
    (west, south), (east, north) = (map(least, zip(*ring, strict=True)) for least in (min, max))
    steps = [(i, j) for i in range(1, 20) for j in range(1, 20)]
    return [[west + (east - west) * i / 20, south + (north - south) * j / 20] for i, j in steps]


def is_free(spot: Point, ring: Ring, buildings: list[Ring]) -> bool:
    """Whether 6 m around lie in the ring, without a corner of it or a building."""
    corners = draw_square(spot, 6)
    near = [point for point in ring if max(abs(spot[0] - point[0]) * LON, abs(spot[1] - point[1]) * LAT) < 6]
    return not near and all(is_inside(c, ring) for c in corners) and not any(meets(corners, b) for b in buildings)


def meets(one: Ring, other: Ring) -> bool:
    """Whether the boxes of two rings meet."""
    boxes = [[(min(axis), max(axis)) for axis in zip(*ring, strict=True)] for ring in (one, other)]
    return all(a[0] <= b[1] and b[0] <= a[1] for a, b in zip(*boxes, strict=True))


def is_inside(point: Point, ring: Ring) -> bool:
    """Whether a ray to the east crosses the ring an odd number of times."""
    x, y = point
    crossed = [p for p, q in zip(ring, ring[1:], strict=False) if (p[1] > y) != (q[1] > y) and x < cross(p, q, y)]
    return len(crossed) % 2 == 1


def cross(p: Point, q: Point, y: float) -> float:
    """Where the line through two points is as high as `y`."""
    return p[0] + (q[0] - p[0]) * (y - p[1]) / (q[1] - p[1])


def draw_square(middle: Point, half: float) -> Ring:
    """A closed square of twice so many metres."""
    (x, y), a, b = middle, half / LON, half / LAT
    return [[x - a, y - b], [x + a, y - b], [x + a, y + b], [x - a, y + b], [x - a, y - b]]


def quarter_square(square: Ring) -> list[Ring]:
    """Its four quarters, which meet in its middle point."""
    (west, south), (east, north) = square[0], square[2]
    x, y = (west + east) / 2, (south + north) / 2
    boxes = [(west, south, x, y), (x, south, east, y), (x, y, east, north), (west, y, x, north)]
    return [[[a, b], [c, b], [c, d], [a, d], [a, b]] for a, b, c, d in boxes]


def span(p: Point, q: Point) -> float:
    """Metres between two points."""
    return math.hypot((q[0] - p[0]) * LON, (q[1] - p[1]) * LAT)


def along(p: Point, q: Point, share: float) -> Point:
    """The point so far on the way from p to q."""
    return [p[0] + (q[0] - p[0]) * share, p[1] + (q[1] - p[1]) * share]


def step_aside(point: Point, direction: Point, metres: float) -> Point:
    """So many metres into a direction of length 1."""
    return [point[0] + direction[0] * metres / LON, point[1] + direction[1] * metres / LAT]


def find_inward(ring: Ring, p: Point, q: Point) -> Point:
    """The direction, at right angles to the edge p→q, in which the ring's ground lies."""
    turn = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:], strict=False))
    side = 1 if turn > 0 else -1
    east, north, length = (q[0] - p[0]) * LON, (q[1] - p[1]) * LAT, span(p, q)
    return [-side * north / length, side * east / length]


def measure(ring: Ring) -> float:
    """Square metres inside a small ring."""
    (x, y), flat = ring[0], 0.0
    for a, b in zip(ring, ring[1:], strict=False):
        flat += (a[0] - x) * LON * (b[1] - y) * LAT - (b[0] - x) * LON * (a[1] - y) * LAT
    return abs(flat) / 2
