"""Cutting a block in two along a gently bent line, as roads and paths divide land."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely

from data.demo.skeleton import Points

CORNER_TURN = np.radians(28)  # a vertex that turns more is a corner of the block


@dataclass(frozen=True)
class Manner:
    """How lines of one kind run: metres of `reach` to a junction, how `square` they meet (0–1), their sway (`bend`)."""

    reach: float
    square: float
    bend: float


@dataclass(frozen=True)
class Ring:
    """A counter-clockwise outline: `points`, shape (n, 2), metres, the first not repeated."""

    points: Points

    @cached_property
    def sides(self) -> Points:
        """The vector from each vertex to the next."""
        return np.concatenate([self.points[1:], self.points[:1]]) - self.points

    @cached_property
    def area(self) -> float:
        """Square metres; negative when clockwise."""
        x, y = self.points.T
        dx, dy = self.sides.T
        return float(0.5 * (x * dy - y * dx).sum())

    @cached_property
    def corners(self) -> Points:
        """The vertices at which the outline turns sharply, shape (n, 2)."""
        before, after = np.concatenate([self.sides[-1:], self.sides[:-1]]), self.sides
        cross = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]
        return np.asarray(self.points[np.abs(np.arctan2(cross, (before * after).sum(axis=1))) > CORNER_TURN])

    @cached_property
    def samples(self) -> Points:
        """About 260 points spread evenly inside, shape (n, 2)."""
        low, high = self.points.min(axis=0), self.points.max(axis=0)
        step = float(np.sqrt(self.area / 260))
        x, y = (
            axis.ravel() for axis in np.meshgrid(np.arange(low[0], high[0], step), np.arange(low[1], high[1], step))
        )
        inside = shapely.contains_xy(self.polygon, x, y)
        return np.column_stack([x[inside], y[inside]])

    @cached_property
    def polygon(self) -> shapely.Polygon:
        """The same as a polygon."""
        return shapely.Polygon(self.points)

    @cached_property
    def long_axis(self) -> float:
        """The angle in radians of the long side of the smallest box around the ring."""
        box = np.asarray(shapely.minimum_rotated_rectangle(self.polygon).exterior.coords)
        sides = box[1:3] - box[0:2]
        x, y = sides[np.argmax(np.hypot(*sides.T))]
        return float(np.arctan2(y, x))

    def is_sound(self, compact: float) -> bool:
        """Whether it is simple and 4 pi area / perimeter squared, 0.79 for a square, is above `compact`."""
        length = float(np.hypot(*self.sides.T).sum())
        return 4 * np.pi * self.area / length**2 > compact and bool(self.polygon.is_valid)


@dataclass(frozen=True)
class Chord:
    """A straight candidate: its ends, the ring's sides they lie on, and how bad it is."""

    ends: Points
    sides: tuple[int, int]
    cost: float


def chord_at(ring: Ring, direction: Points, offset: float) -> Chord | None:
    """Return the chord on which point @ direction = offset; None where it meets the ring other than twice."""
    across = ring.points @ direction - offset
    low = across < 0
    sides = np.flatnonzero(low != np.concatenate([low[1:], low[:1]]))
    if len(sides) != 2:
        return None
    part = -across[sides] / (ring.sides[sides] @ direction)
    ends = ring.points[sides] + ring.sides[sides] * part[:, None]
    return Chord(ends, (int(sides[0]), int(sides[1])), _cost(ring, ends))


def _cost(ring: Ring, ends: Points) -> float:
    """Length, made worse by ends near a corner of the ring."""
    length = float(np.hypot(*(ends[1] - ends[0])))
    if not len(ring.corners):
        return length
    gaps = np.hypot(*(ring.corners[:, None] - ends[None]).T).min(axis=1)
    return length * (1 + float(np.clip(0.25 - gaps / length, 0, None).sum()) * 2.5)


def meet_junctions(ring: Ring, chord: Chord, junctions: Points, reach: float) -> Chord:
    """Return the chord with ends moved along the ring to junctions of the other side that lie within `reach` metres."""
    found = [_nearest_junction(ring, end, junctions, reach) for end in chord.ends]
    moved = [
        (end, side) if spot is None else spot for end, side, spot in zip(chord.ends, chord.sides, found, strict=True)
    ]
    (start, first), (end, last) = sorted(moved, key=lambda pair: pair[1])
    return chord if first == last else Chord(np.vstack([start, end]), (first, last), chord.cost)


def _nearest_junction(ring: Ring, end: Points, junctions: Points, reach: float) -> tuple[Points, int] | None:
    gaps = np.hypot(*(junctions - end).T)
    for spot in junctions[np.argsort(gaps)[:3]][np.sort(gaps)[:3] < reach]:
        part = np.clip(((spot - ring.points) * ring.sides).sum(axis=1) / (ring.sides**2).sum(axis=1), 0, 1)
        away = np.hypot(*(ring.points + ring.sides * part[:, None] - spot).T)
        if away.min() < 0.02 and not (np.hypot(*(ring.corners - spot).T) < 6).any():
            return spot, int(np.argmin(away))
    return None


def bent_path(ring: Ring, chord: Chord, manner: Manner, sway: float) -> Points:
    """Return the cut's line, shape (n, 2), leaving both ends as upright as the manner says; `sway` is -1 to 1."""
    start, end = chord.ends
    length = float(np.hypot(*(end - start)))
    ahead = (end - start) / length
    leave = _direction(ring, chord.sides[0], ahead, manner.square)
    arrive = -_direction(ring, chord.sides[1], -ahead, manner.square)
    t = np.linspace(0, 1, max(2, int(length / 16)) + 1)[:, None]
    line = (2 * t**3 - 3 * t**2 + 1) * start + (t**3 - 2 * t**2 + t) * leave * length
    line = line + (3 * t**2 - 2 * t**3) * end + (t**3 - t**2) * arrive * length
    bow = np.sin(np.pi * t) ** 2 * length * manner.bend * sway
    return np.asarray(line + bow * np.array([-ahead[1], ahead[0]]))


def _direction(ring: Ring, side: int, ahead: Points, square: float) -> Points:
    x, y = ring.sides[side]
    blend = np.array([-y, x]) / np.hypot(x, y) * square + ahead * (1 - square)
    return np.asarray(blend / np.hypot(*blend))


def split(ring: Ring, sides: tuple[int, int], path: Points) -> tuple[Ring, Ring]:
    """Return the two rings beside a path whose ends lie on two of the ring's sides, the lower side first."""
    first, last = sides
    one = np.concatenate([ring.points[first + 1 : last + 1], path[::-1]])
    other = np.concatenate([ring.points[last + 1 :], ring.points[: first + 1], path])
    return _tidy(one), _tidy(other)


def _tidy(points: Points) -> Ring:
    steps = points - np.concatenate([points[-1:], points[:-1]])
    return Ring(points[np.abs(steps).max(axis=1) > 1e-6])
