"""The polygons that every side draws: an irregular plain where all are in view, and real building footprints."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import shapely

FOOTPRINTS = Path(__file__).parents[2] / "shared/data/taipei/taipei.gpkg"

View = tuple[float, float, float]
"""Longitude, latitude, zoom as MapLibre counts it (tiles of 512 px)."""


@dataclass(frozen=True)
class Polygons:
    """Polygons in lon/lat degrees, the level they are loaded as, a count for each, and the view to open."""

    level: str
    shapes: Any
    counts: list[int]
    view: View

    def nearest(self, number: int) -> list[int]:
        """Indices of the polygons nearest to the middle of the view, the nearest first."""
        middles = shapely.get_coordinates(shapely.point_on_surface(self.shapes))
        distances = np.hypot(*((middles - self.view[:2]) * (np.cos(np.radians(self.view[1])), 1)).T)
        return [int(index) for index in np.argsort(distances)[:number]]

    def place(self, index: int) -> tuple[float, float]:
        """A point inside one of them."""
        point = shapely.point_on_surface(self.shapes[index])
        return point.x, point.y


PLAIN = (106.600, 26.600, 106.660, 26.638)
"""West, south, east, north: 6.0 x 4.2 km, which fill a tablet at the first zoom that draws grids with their counts."""
SEED = 7
STEPS = 3
"""Points on each edge of a cell: with four edges 12 corners, about as many as a real footprint has (13.6)."""


def make_plain(count: int) -> Polygons:
    """Irregular cells that share their borders; every third has one to three issues."""
    columns = round((count * 1.4) ** 0.5)
    rows = -(-count // columns)
    west, south, east, north = PLAIN
    counts = [1 + index // 3 % 3 if index % 3 == 0 else 0 for index in range(count)]
    view = ((west + east) / 2, (south + north) / 2, 13.5)
    return Polygons("grid", shapely.polygons(make_rings(rows, columns)[:count]), counts, view)


def make_rings(rows: int, columns: int) -> Any:
    """The cells' rings, (rows * columns, 13, 2): a lattice whose points are all moved a little."""
    west, south, east, north = PLAIN
    size = (rows * STEPS + 1, columns * STEPS + 1)
    lattice = np.stack(np.meshgrid(np.arange(size[1]), np.arange(size[0])), axis=-1).astype(float)
    lattice += np.random.default_rng(SEED).uniform(-0.35, 0.35, lattice.shape)
    lattice = lattice * ((east - west) / size[1], (north - south) / size[0]) + (west, south)
    y, x = (index.ravel() * STEPS for index in np.indices((rows, columns)))
    ring = [(0, 0), (0, 1), (0, 2), (0, 3), (1, 3), (2, 3), (3, 3), (3, 2), (3, 1), (3, 0), (2, 0), (1, 0), (0, 0)]
    return np.stack([lattice[y + down, x + right] for down, right in ring], axis=1)


MIDDLE = (300_750.0, 2_770_250.0)
"""A dense block of the city, EPSG:3826."""
COPY_DISTANCE = 40_000.0


def read_buildings(count: int) -> Polygons:
    """Real footprints nearest to a dense block; beyond the 18,972 of the city, copies of it 40 km apart to the south.

    Every fiftieth has an issue. Raises `pyogrio.errors.DataSourceError` when the file is not there.
    """
    city = geopandas.read_file(FOOTPRINTS, layer="building").geometry
    copies = [city.translate(0, -COPY_DISTANCE * number) for number in range(-(-count // len(city)))]
    whole = geopandas.GeoSeries(np.concatenate([copy.to_numpy() for copy in copies]), crs=city.crs)
    nearest = np.argsort(whole.distance(shapely.Point(MIDDLE)).to_numpy(), kind="stable")[:count]
    middle = geopandas.GeoSeries([shapely.Point(MIDDLE)], crs=city.crs).to_crs(4326)[0]
    shapes = whole.iloc[nearest].to_crs(4326).to_numpy()
    return Polygons("building", shapes, [int(index % 50 == 0) for index in range(count)], (middle.x, middle.y, 15.2))
