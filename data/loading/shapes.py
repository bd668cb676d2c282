"""Shapes of a file, judged and brought to lon/lat."""

from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Transformer

Shapes = npt.NDArray[Any]

POLYGON, MULTIPOLYGON = 3, 6
LON_LAT_LIMIT = np.array([180.0, 90.0])
SRID = 4326


class JudgedShapes:
    """Shapes of neighbouring rows: `reasons` holds None where a shape is right, otherwise what is wrong with it.

    A shape is right when it is a polygon or several, not empty, inside the range of lon/lat and valid after the
    transformation (OGC Simple Features); an invalid one is refused with its place, never mended unseen.
    """

    def __init__(self, wkb: Shapes, to_lon_lat: Transformer) -> None:
        self.reasons: Shapes = np.full(len(wkb), None, dtype=object)
        self._shapes: Shapes = shapely.force_2d(shapely.from_wkb(wkb, on_invalid="ignore"))
        self._refuse(np.array([shape is None for shape in wkb], dtype=bool), "there is no geometry")
        self._refuse(shapely.is_missing(self._shapes), "the geometry cannot be read")
        self._refuse_other_types()
        self._refuse(shapely.is_empty(self._shapes), "the geometry is empty")
        self._project(to_lon_lat)
        self._refuse_invalid()

    def write_hex(self) -> list[str | None]:
        """Each right shape as a MultiPolygon in hexadecimal EWKB with SRID 4326; None for the others."""
        right = self._right()
        several = self._shapes[right]
        single = shapely.get_type_id(several) == POLYGON
        several[single] = shapely.multipolygons(several[single][:, np.newaxis])
        written = np.full(len(self._shapes), None, dtype=object)
        written[right] = shapely.to_wkb(shapely.set_srid(several, SRID), hex=True, include_srid=True)
        return list(written)

    def _right(self) -> Shapes:
        return np.array([reason is None for reason in self.reasons], dtype=bool)

    def _refuse(self, wrong: Shapes, reason: str) -> None:
        self.reasons[wrong & self._right()] = reason

    def _refuse_other_types(self) -> None:
        types = shapely.get_type_id(self._shapes)
        for index in np.flatnonzero(~np.isin(types, (POLYGON, MULTIPOLYGON)) & self._right()):
            self.reasons[index] = f"it is a {self._shapes[index].geom_type}, not a polygon"

    def _project(self, to_lon_lat: Transformer) -> None:
        right = self._right()
        shapes = self._shapes[right]
        places, owners = shapely.get_coordinates(shapes, return_index=True)
        projected = np.column_stack(to_lon_lat.transform(places[:, 0], places[:, 1]))
        outside = np.flatnonzero(right)[np.unique(owners[~(np.abs(projected) <= LON_LAT_LIMIT).all(axis=1)])]
        self._shapes[right] = shapely.set_coordinates(shapes, projected)
        self.reasons[outside] = "it lies outside lon/lat: is the coordinate reference system right?"

    def _refuse_invalid(self) -> None:
        for index in np.flatnonzero(~shapely.is_valid(self._shapes) & self._right()):
            self.reasons[index] = f"the geometry is invalid: {shapely.is_valid_reason(self._shapes[index])}"
