"""Cutting a block in two along a gently bent line, as roads and paths divide land."""

from dataclasses import dataclass

import numpy as np
import shapely

from data.demo.skeleton import Points

CORNER_TURN = np.radians(28)  # a vertex that turns more is a corner of the block


@dataclass(frozen=True)
class Manner:
    """How lines of one kind run: `reach` metres to meet a junction, `square` 0–1 how upright they meet, `bend` their sway."""

    reach: float
    square: float
    bend: float


@dataclass(frozen=True)
class Chord:
    """A straight candidate: its ends, the ring edges they lie on, and how bad it is."""

    ends: Points
    edges: tuple[int, int]
    cost: float


def sample(ring: Points, count: int = 260) -> Points:
    """Return about `count` points, shape (n, 2), spread evenly inside the ring."""
    low, high = ring.min(axis=0), ring.max(axis=0)
    step = float(np.sqrt(max(area_of(ring), 1.0) / count))
    x, y = (axis.ravel() for axis in np.meshgrid(np.arange(low[0], high[0], step), np.arange(low[1], high[1], step)))
    inside = shapely.contains_xy(shapely.Polygon(ring), x, y)
    return np.column_stack([x[inside], y[inside]])


def area_of(ring: Points) -> float:
    """Return the signed area in square metres; counter-clockwise is positive."""
    x, y = ring.T
    return float(0.5 * np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))


def long_axis(ring: Points) -> float:
    """Return the angle in radians of the long side of the smallest box around the ring."""
    box = np.asarray(shapely.minimum_rotated_rectangle(shapely.Polygon(ring)).exterior.coords)
    sides = box[1:3] - box[0:2]
    x, y = sides[np.argmax(np.hypot(*sides.T))]
    return float(np.arctan2(y, x))


def chord_at(ring: Points, angle: float, offset: float) -> Chord | None:
    """Return the chord on which x cos(angle) + y sin(angle) = offset; None where it meets the ring other than twice."""
    across = ring @ np.array([np.cos(angle), np.sin(angle)]) - offset
    after = np.roll(across, -1)
    edges = np.flatnonzero((across < 0) != (after < 0))
    if len(edges) != 2:
        return None
    first, last = int(edges[0]), int(edges[1])
    part = (across[edges] / (across[edges] - after[edges]))[:, None]
    ends = ring[edges] * (1 - part) + np.roll(ring, -1, axis=0)[edges] * part
    return Chord(ends, (first, last), _cost(ring, ends))


def _cost(ring: Points, ends: Points) -> float:
    """Length, made worse by ends near a corner of the ring."""
    length = float(np.hypot(*(ends[1] - ends[0])))
    corners = ring[turns(ring) > CORNER_TURN]
    if not len(corners):
        return length
    gaps = np.hypot(*(corners[:, None] - ends[None]).T).min(axis=1)
    return length * (1 + float(np.clip(0.25 - gaps / length, 0, None).sum()) * 2.5)


def turns(ring: Points) -> Points:
    """Return how much the ring turns at each vertex, in radians, 0 is straight on."""
    before, after = ring - np.roll(ring, 1, axis=0), np.roll(ring, -1, axis=0) - ring
    cross = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]
    return np.abs(np.arctan2(cross, (before * after).sum(axis=1)))


def meet_junctions(ring: Points, chord: Chord, junctions: Points, reach: float) -> Chord:
    """Return the chord with ends moved along the ring to junctions of the other side that lie within `reach` metres."""
    moved = [_nearest_junction(ring, end, junctions, reach) for end in chord.ends]
    ends = np.vstack([chord.ends[i] if found is None else found[0] for i, found in enumerate(moved)])
    edges = [chord.edges[i] if found is None else found[1] for i, found in enumerate(moved)]
    if edges[0] == edges[1]:
        return chord
    if edges[0] > edges[1]:
        return Chord(ends[::-1], (edges[1], edges[0]), chord.cost)
    return Chord(ends, (edges[0], edges[1]), chord.cost)


def _nearest_junction(ring: Points, end: Points, junctions: Points, reach: float) -> tuple[Points, int] | None:
    for spot in junctions[np.argsort(np.hypot(*(junctions - end).T))[:3]]:
        gaps = _gaps_to_edges(ring, spot)
        edge = int(np.argmin(gaps))
        corners = ring[turns(ring) > CORNER_TURN]
        is_corner = bool(len(corners)) and np.hypot(*(corners - spot).T).min() < 6
        if np.hypot(*(spot - end)) < reach and gaps[edge] < 0.02 and not is_corner:
            return spot, edge
    return None


def _gaps_to_edges(ring: Points, spot: Points) -> Points:
    along = np.roll(ring, -1, axis=0) - ring
    part = np.clip(((spot - ring) * along).sum(axis=1) / (along**2).sum(axis=1), 0, 1)
    return np.hypot(*(ring + along * part[:, None] - spot).T)


def bent_path(ring: Points, chord: Chord, manner: Manner, sway: float) -> Points:
    """Return the cut's line, shape (n, 2): from end to end, leaving both as upright as the manner says; `sway` is -1…1."""
    start, end = chord.ends
    length = float(np.hypot(*(end - start)))
    ahead = (end - start) / length
    leave = _direction(ring, chord.edges[0], ahead, manner.square)
    arrive = -_direction(ring, chord.edges[1], -ahead, manner.square)
    t = np.linspace(0, 1, max(2, int(length / 16)) + 1)[:, None]
    line = (2 * t**3 - 3 * t**2 + 1) * start + (t**3 - 2 * t**2 + t) * leave * length
    line = line + (3 * t**2 - 2 * t**3) * end + (t**3 - t**2) * arrive * length
    bow = np.sin(np.pi * t) ** 2 * length * manner.bend * sway
    return line + bow * np.array([-ahead[1], ahead[0]])


def _direction(ring: Points, edge: int, ahead: Points, square: float) -> Points:
    along = ring[(edge + 1) % len(ring)] - ring[edge]
    inward = np.array([-along[1], along[0]]) / np.hypot(*along)
    blend = inward * square + ahead * (1 - square)
    return blend / np.hypot(*blend)


def split(ring: Points, edges: tuple[int, int], path: Points) -> tuple[Points, Points]:
    """Return the two rings left and right of a path whose ends lie on the ring's `edges`, first edge first."""
    first, last = edges
    one = np.vstack([ring[first + 1 : last + 1], path[::-1]])
    other = np.vstack([ring[last + 1 :], ring[: first + 1], path])
    return _tidy(one), _tidy(other)


def _tidy(ring: Points) -> Points:
    keep = np.hypot(*(ring - np.roll(ring, 1, axis=0)).T) > 1e-6
    return ring[keep]
