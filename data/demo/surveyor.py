"""The surveyor cuts plots of land and remembers the lines, so that later lines meet earlier ones."""

from dataclasses import dataclass, replace

import numpy as np
import shapely

from data.demo.cutting import (
    Chord,
    Manner,
    area_of,
    bent_path,
    chord_at,
    long_axis,
    meet_junctions,
    sample,
    split,
)
from data.demo.skeleton import Points, Site

MANNERS = {
    "road_minor": Manner(reach=45, square=0.65, bend=0.05),
    "lane": Manner(reach=34, square=0.55, bend=0.05),
    "path": Manner(reach=16, square=0.35, bend=0.02),
}
COMPACT = 0.42  # 4 pi area / perimeter squared: a square has 0.79, a strip of one to six 0.38


@dataclass(frozen=True)
class Plot:
    """A piece of land: its counter-clockwise ring in metres, its community, grid and fabric, the sites that it holds."""

    ring: Points
    community: int
    grid: int = 0
    sites: tuple[Site, ...] = ()
    site: Site | None = None

    @property
    def free_area(self) -> float:
        """Square metres without the sites."""
        return area_of(self.ring) - sum(site.size for site in self.sites)


@dataclass(frozen=True)
class Line:
    """The middle of a road, lane, path or river, shape (n, 2) in metres."""

    kind: str
    name: str
    points: Points


class Surveyor:
    """Cuts plots by bent lines; `lines` holds all lines drawn so far, `junctions` their ends."""

    def __init__(self, rng: np.random.Generator, junctions: Points) -> None:
        self.rng = rng
        self.lines: list[Line] = []
        self.junctions = junctions

    def cut_share(self, plot: Plot, share: float, kind: str) -> tuple[Plot, Plot]:
        """Cut off a part with about `share` of the free area by a line of `kind`; that part comes first."""
        points = sample(plot.ring)
        axis = long_axis(plot.ring)
        angles = axis + np.append(self.rng.normal(0, 0.12, 4), self.rng.normal(0, 0.15, 6) + np.arange(6) * np.pi / 6)
        return self._cut(plot, kind, [_share_chord(plot, points, angle, share) for angle in angles])

    def cut_site(self, plot: Plot, kind: str) -> tuple[Plot, Plot]:
        """Cut off the plot's only site by a line of `kind`; the site's plot comes first."""
        points = sample(plot.ring)
        angles = long_axis(plot.ring) + np.arange(16) * np.pi / 8 + self.rng.normal(0, 0.1, 16)
        alone, rest = self._cut(plot, kind, [_site_chord(plot, points, angle) for angle in angles])
        return replace(alone, site=plot.sites[0], sites=()), replace(rest, sites=())

    def _cut(self, plot: Plot, kind: str, chords: list[tuple[Chord, float] | None]) -> tuple[Plot, Plot]:
        found = sorted((chord for chord in chords if chord), key=lambda pair: pair[0].cost)
        for compact in (COMPACT, COMPACT / 2, 0.0):
            for chord, angle in found:
                rings = self._try(plot.ring, chord, MANNERS[kind], compact)
                if rings:
                    self._remember(kind, rings[2])
                    return _inherit(plot, rings[0], rings[1], angle)
        raise ValueError(f"no line divides the block at {plot.ring.mean(axis=0).round()}")

    def _try(self, ring: Points, chord: Chord, manner: Manner, compact: float) -> tuple[Points, Points, Points] | None:
        near = meet_junctions(ring, chord, self.junctions, manner.reach)
        path = bent_path(ring, near, manner, self.rng.uniform(-1, 1))
        one, other = split(ring, near.edges, path)
        return (one, other, path) if _is_sound(one, compact) and _is_sound(other, compact) else None

    def _remember(self, kind: str, path: Points) -> None:
        self.lines.append(Line(kind, "", path))
        self.junctions = np.vstack([self.junctions, path[[0, -1]]])


def _share_chord(plot: Plot, points: Points, angle: float, share: float) -> tuple[Chord, float] | None:
    """Return the chord that leaves `share` of the free area on the low side, dearer when it comes near a site."""
    direction = np.array([np.cos(angle), np.sin(angle)])
    across, low_sites = points @ direction, share * sum(site.size for site in plot.sites)
    whole = area_of(plot.ring)
    offset = 0.0
    for _ in range(4):
        part = (share * plot.free_area + low_sites) / whole
        offset = float(np.quantile(across, np.clip(part, 0.02, 0.98)))
        low_sites = sum(site.size for site in plot.sites if np.dot(site.at, direction) < offset)
    chord = chord_at(plot.ring, angle, offset)
    nearness = [max(0.0, 1 - abs(float(np.dot(site.at, direction)) - offset) / site.size**0.5) for site in plot.sites]
    return chord and (replace(chord, cost=chord.cost * (1 + 2 * sum(nearness))), angle)


def _site_chord(plot: Plot, points: Points, angle: float) -> tuple[Chord, float] | None:
    """Return the chord that leaves the site's size on the low side, dearer the farther the site's point is from there."""
    direction = np.array([np.cos(angle), np.sin(angle)])
    across, site = points @ direction, plot.sites[0]
    offset = float(np.quantile(across, min(0.9, site.size / area_of(plot.ring))))
    chord = chord_at(plot.ring, angle, offset)
    far = float(np.hypot(*(points[across <= offset].mean(axis=0) - site.at)))
    return chord and (replace(chord, cost=chord.cost + 2 * far), angle)


def _is_sound(ring: Points, compact: float) -> bool:
    if len(ring) < 3:
        return False
    polygon = shapely.Polygon(ring)
    return polygon.is_valid and 4 * np.pi * area_of(ring) / polygon.length**2 > compact


def _inherit(plot: Plot, one: Points, other: Points, angle: float) -> tuple[Plot, Plot]:
    """Return both halves as plots, the low side first, each with the sites whose point it holds."""
    direction = np.array([np.cos(angle), np.sin(angle)])
    low, high = sorted((one, other), key=lambda ring: float(ring.mean(axis=0) @ direction))
    sites = [tuple(s for s in plot.sites if shapely.contains_xy(shapely.Polygon(ring), *s.at)) for ring in (low, high)]
    return replace(plot, ring=low, sites=sites[0]), replace(plot, ring=high, sites=sites[1])
