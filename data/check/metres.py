"""Shapes of lon/lat degrees, measured in metres and square metres on the ellipsoid of CGCS2000."""

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod

Shapes = NDArray[Any]

ELLIPSOID = Geod(ellps="GRS80")  # CGCS2000's differs from it by a tenth of a millimetre
POLYGON = 3
SLACK = 1e-6
"""Of a width: what rounding of coordinates may take from it."""


def measure_area(shapes: Shapes) -> NDArray[np.float64]:
    """Square metres of each polygon or multipolygon."""
    oriented = shapely.orient_polygons(shapes)
    return np.array([abs(ELLIPSOID.geometry_area_perimeter(shape)[0]) for shape in oriented], dtype=float)


def take_polygons(shapes: Shapes) -> tuple[Shapes, NDArray[np.int64]]:
    """All polygons of the shapes, also those in collections; and for each the index of its shape."""
    parts, owners = shapely.get_parts(shapes, return_index=True)
    polygons, inner = shapely.get_parts(parts, return_index=True)
    areal = (shapely.get_type_id(polygons) == POLYGON) & ~shapely.is_empty(polygons)
    return polygons[areal], owners[inner[areal]]


class LocalMetres:
    """Metres east and north of the middle of each shape: right to a thousandth over ten kilometres."""

    def __init__(self, shapes: Shapes) -> None:
        west, south, east, north = shapely.bounds(shapes).T
        self.origins = np.column_stack([(west + east) / 2, (south + north) / 2])
        latitude = np.radians(self.origins[:, 1])
        flat = 1 - ELLIPSOID.es * np.sin(latitude) ** 2
        across, along = ELLIPSOID.a / np.sqrt(flat), ELLIPSOID.a * (1 - ELLIPSOID.es) / flat**1.5
        self.scales = np.radians(np.column_stack([across * np.cos(latitude), along]))

    def from_degrees(self, shapes: Shapes) -> Shapes:
        """One shape for each that this was made of."""
        places, owners = shapely.get_coordinates(shapes, return_index=True)
        return np.asarray(shapely.set_coordinates(shapes.copy(), (places - self.origins[owners]) * self.scales[owners]))

    def to_degrees(self, shapes: Shapes, indices: NDArray[np.int64]) -> Shapes:
        """Shapes that lie where those with these indices do."""
        places, owners = shapely.get_coordinates(shapes, return_index=True)
        middles = indices[owners]
        degrees = places / self.scales[middles] + self.origins[middles]
        return np.asarray(shapely.set_coordinates(shapes.copy(), degrees))


def find_places(shapes: Shapes, metres: float) -> tuple[Shapes, NDArray[np.int64]]:
    """Where the shapes are wider than so many metres; for each place the index of its shape.

    A place is a polygon that holds a disc of this diameter. One with several such parts is cut where it is too narrow
    for the disc; the others come unchanged, with all their ground.
    """
    polygons, owners = take_polygons(shapes)
    wide = _may_hold(polygons, metres)
    polygons, owners = polygons[wide], owners[wide]
    local = LocalMetres(polygons)
    drawn = local.from_degrees(polygons)
    cores, indices = take_polygons(shapely.buffer(drawn, -metres * (1 + SLACK) / 2))
    is_cut = np.bincount(indices, minlength=len(polygons))[indices] > 1
    grown = shapely.buffer(cores[is_cut], metres * (1 + SLACK) / 2)
    cut = shapely.intersection(grown, drawn[indices[is_cut]])
    places = polygons[indices]
    places[is_cut] = local.to_degrees(cut, indices[is_cut])
    return places, owners[indices]


def is_wider(shapes: Shapes, metres: float) -> NDArray[np.bool_]:
    """Whether each shape holds a disc of this diameter."""
    wider = np.zeros(len(shapes), dtype=bool)
    wider[find_places(shapes, metres)[1]] = True
    return wider


def _may_hold(polygons: Shapes, metres: float) -> NDArray[np.bool_]:
    """Cheap, and never wrong with False: who holds the disc is no smaller than it."""
    drawn = LocalMetres(polygons).from_degrees(polygons)
    large: NDArray[np.bool_] = shapely.area(drawn) >= np.pi * metres**2 / 4
    return large
