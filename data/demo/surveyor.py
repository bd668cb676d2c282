"""The surveyor cuts plots of land and remembers the lines, so that later lines meet earlier ones."""

from dataclasses import dataclass, replace

import numpy as np
import shapely

from data.demo.cutting import Chord, Manner, Ring, bent_path, chord_at, meet_junctions, split
from data.demo.skeleton import Points, Site

MANNERS = {
    "road_minor": Manner(reach=45, square=0.65, bend=0.05),
    "lane": Manner(reach=34, square=0.55, bend=0.05),
    "path": Manner(reach=16, square=0.35, bend=0.02),
}
COMPACT = 0.42  # 4 pi area / perimeter squared: a square has 0.79, a strip of one to six 0.38


@dataclass(frozen=True)
class Plot:
    """A piece of land: its outline, its community and grid, the sites that it holds, and the one that it is."""

    ring: Ring
    community: int
    grid: int = 0
    sites: tuple[Site, ...] = ()
    site: Site | None = None

    @property
    def site_area(self) -> float:
        """Square metres that its sites take."""
        return sum(site.size for site in self.sites)

    @property
    def free_area(self) -> float:
        """Square metres without the sites."""
        return self.ring.area - self.site_area


@dataclass(frozen=True)
class Line:
    """The middle of a road, lane, path or river, shape (n, 2) in metres."""

    kind: str
    name: str
    points: Points


@dataclass(frozen=True)
class Candidate:
    """A chord to try; the wanted part lies where point @ direction is low."""

    chord: Chord
    direction: Points
    cost: float


class Surveyor:
    """Cuts plots by bent lines; `lines` holds all lines drawn so far, `junctions` their ends."""

    def __init__(self, rng: np.random.Generator, junctions: Points) -> None:
        self.rng = rng
        self.lines: list[Line] = []
        self.junctions = junctions

    def cut_share(self, plot: Plot, share: float, kind: str) -> tuple[Plot, Plot]:
        """Cut off a part with about `share` of the free area by a line of `kind`; that part comes first."""
        noise = np.append(self.rng.normal(0, 0.12, 4), np.arange(6) * np.pi / 6 + self.rng.normal(0, 0.15, 6))
        found = [_share_candidate(plot, direction, share) for direction in _directions(plot.ring.long_axis + noise)]
        return self._cut(plot, kind, found)

    def cut_site(self, plot: Plot, kind: str) -> tuple[Plot, Plot]:
        """Cut off the plot's only site by a line of `kind`; the site's plot comes first."""
        noise = np.arange(16) * np.pi / 8 + self.rng.normal(0, 0.1, 16)
        found = [_site_candidate(plot, direction) for direction in _directions(plot.ring.long_axis + noise)]
        alone, rest = self._cut(plot, kind, found)
        return replace(alone, site=plot.sites[0], sites=()), replace(rest, sites=())

    def _cut(self, plot: Plot, kind: str, found: list[Candidate | None]) -> tuple[Plot, Plot]:
        ranked = sorted((candidate for candidate in found if candidate), key=lambda candidate: candidate.cost)
        attempts = ((candidate, compact) for compact in (COMPACT, COMPACT / 2, 0.0) for candidate in ranked)
        for candidate, compact in attempts:
            near = meet_junctions(plot.ring, candidate.chord, self.junctions, MANNERS[kind].reach)
            path = bent_path(plot.ring, near, MANNERS[kind], self.rng.uniform(-1, 1))
            rings = split(plot.ring, near.sides, path)
            if all(ring.is_sound(compact) for ring in rings):
                self._remember(Line(kind, "", path))
                return _inherit(plot, rings, candidate.direction)
        raise ValueError(f"no line divides the block around {plot.ring.points.mean(axis=0).round()}")

    def _remember(self, line: Line) -> None:
        self.lines.append(line)
        self.junctions = np.concatenate([self.junctions, line.points[[0, -1]]])


def _directions(angles: Points) -> Points:
    return np.column_stack([np.cos(angles), np.sin(angles)])


def _share_candidate(plot: Plot, direction: Points, share: float) -> Candidate | None:
    """Return the chord that leaves `share` of the free area on the low side, dearer when it comes near a site."""
    across = np.sort(plot.ring.samples @ direction)
    spots = [(float(np.dot(site.at, direction)), site.size) for site in plot.sites]
    low_sites = share * plot.site_area
    for _ in range(4 if spots else 1):
        part = (share * plot.free_area + low_sites) / plot.ring.area
        offset = float(across[int(np.clip(part, 0.02, 0.98) * len(across))])
        low_sites = sum(size for spot, size in spots if spot < offset)
    chord = chord_at(plot.ring, direction, offset)
    nearness = sum(max(0.0, 1 - abs(spot - offset) / size**0.5) for spot, size in spots)
    return Candidate(chord, direction, chord.cost * (1 + 2 * nearness)) if chord else None


def _site_candidate(plot: Plot, direction: Points) -> Candidate | None:
    """Return the chord that leaves the site's size on the low side, dearer the farther the site's point is."""
    samples, site = plot.ring.samples, plot.sites[0]
    across = samples @ direction
    offset = float(np.quantile(across, min(0.9, site.size / plot.ring.area)))
    chord = chord_at(plot.ring, direction, offset)
    away = float(np.hypot(*(samples[across <= offset].mean(axis=0) - site.at)))
    return Candidate(chord, direction, chord.cost + 2 * away) if chord else None


def _inherit(plot: Plot, rings: tuple[Ring, Ring], direction: Points) -> tuple[Plot, Plot]:
    """Return both halves as plots, the low side first, each with the sites whose point it holds."""
    low, high = sorted(rings, key=lambda ring: float(ring.points.mean(axis=0) @ direction))
    sites = [tuple(site for site in plot.sites if shapely.contains_xy(ring.polygon, *site.at)) for ring in (low, high)]
    return replace(plot, ring=low, sites=sites[0]), replace(plot, ring=high, sites=sites[1])
