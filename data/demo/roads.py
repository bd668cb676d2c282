"""The roads as they are drawn: pieces that run on through a crossing become one road with one name."""

from collections import defaultdict
from dataclasses import replace
from itertools import combinations

import numpy as np
import shapely

from data.demo.names import LANES, MINOR_ROADS
from data.demo.skeleton import RIVER, Points, draw
from data.demo.surveyor import Line

STRAIGHT_ON = np.cos(np.radians(32))  # two pieces that turn less are one road
BANK = 42.0  # metres from the middle of the river to the riverside road
End = tuple[int, int]  # (index of a line, 0 for its start or -1 for its end)


def draw_roads(lines: list[Line], rng: np.random.Generator) -> list[Line]:
    """Return river, roads and lanes with names, paths left out; lanes and minor roads stop at the riverside road."""
    drawn = [line for line in lines if line.name]
    water = shapely.buffer(shapely.LineString(draw(RIVER)), BANK)
    for kind, names in (("road_minor", MINOR_ROADS), ("lane", tuple(f"{word}巷" for word in LANES))):
        pieces = [line.points for line in lines if line.kind == kind and not line.name]
        roads = sorted(join_pieces(pieces), key=len, reverse=True)
        order = rng.permutation(len(names))
        drawn += [Line(kind, names[order[i % len(names)]], road) for i, road in enumerate(roads)]
    return [clipped for line in drawn for clipped in _clip(line, water)]


def riverside_road(street: shapely.Geometry) -> Line:
    """Return the road along the bank inside the street."""
    bank = shapely.offset_curve(shapely.LineString(draw(RIVER)), BANK)  # the river runs south: left is east
    parts = shapely.get_parts(shapely.intersection(bank, street))
    longest = max(parts, key=lambda part: part.length)
    return Line("road_minor", "滨河路", np.asarray(longest.coords))


def join_pieces(pieces: list[Points]) -> list[Points]:
    """Return the lines after joining, at each meeting point, the ends that continue one another best."""
    partner = _partners(pieces)
    starts = [end for end in ((i, side) for i in range(len(pieces)) for side in (0, -1)) if end not in partner]
    joined, used = [], set[int]()
    for index, side in starts:
        if index in used:
            continue
        chain = _follow((index, side), partner)
        used.update(i for i, _ in chain)
        joined.append(np.concatenate([pieces[i] if s == 0 else pieces[i][::-1] for i, s in chain]))
    return joined


def _follow(start: End, partner: dict[End, End]) -> list[End]:
    chain = [start]
    while (leave := (chain[-1][0], -1 - chain[-1][1])) in partner:
        chain.append(partner[leave])
    return chain


def _partners(pieces: list[Points]) -> dict[End, End]:
    """Return which end continues which, both ways."""
    meetings: dict[tuple[float, float], list[End]] = defaultdict(list)
    for index, side in ((i, side) for i in range(len(pieces)) for side in (0, -1)):
        x, y = np.round(pieces[index][side], 1)
        meetings[(float(x), float(y))].append((index, side))
    pairs = [pair for ends in meetings.values() for pair in combinations(ends, 2)]
    partner: dict[End, End] = {}
    for one, other in sorted(pairs, key=lambda pair: _straightness(pieces, pair)):
        if one not in partner and other not in partner and _straightness(pieces, (one, other)) < -STRAIGHT_ON:
            partner[one], partner[other] = other, one
    return partner


def _straightness(pieces: list[Points], pair: tuple[End, End]) -> float:
    """Cosine between the directions that leave the meeting point: -1 is straight on."""
    (one, other) = (_leaving(pieces[index], side) for index, side in pair)
    return float(one @ other)


def _leaving(points: Points, side: int) -> Points:
    step = points[1] - points[0] if side == 0 else points[-2] - points[-1]
    return np.asarray(step / np.hypot(*step))


def _clip(line: Line, water: shapely.Geometry) -> list[Line]:
    if line.kind == "river" or line.kind == "road_major":
        return [line]
    dry = shapely.get_parts(shapely.difference(shapely.LineString(line.points), water))
    return [replace(line, points=np.asarray(part.coords)) for part in dry if part.length > 15]
