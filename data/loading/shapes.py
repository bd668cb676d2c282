"""Shapes of a file, judged and brought to lon/lat."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from data.loading.mending import Flaw, find_flaw, mend_area

Shapes = npt.NDArray[Any]
ToLonLat = Callable[[Shapes, Shapes], tuple[Shapes, Shapes]]  # x and y in a file's own units to degrees

POINT, LINE, POLYGON, MULTILINE, MULTIPOLYGON = 0, 1, 3, 5, 6
LON_LAT_LIMIT = np.array([180.0, 90.0])
SRID = 4326
NO_GEOMETRY = "there is no geometry"


@dataclass(frozen=True)
class ShapeKind:
    """What a table of the store takes: the word for it, its types, and words in what a file says that it may hold."""

    noun: str
    types: tuple[int, ...]
    layers: tuple[str, ...]


POLYGONS = ShapeKind("polygon", (POLYGON, MULTIPOLYGON), ("Polygon", "Surface"))
LINES = ShapeKind("line", (LINE, MULTILINE), ("Line", "Curve"))
POINTS = ShapeKind("point", (POINT,), ("Point",))


class JudgedShapes:
    """Shapes of neighbouring rows: `reasons` holds None where a shape is right, otherwise what is wrong with it.

    A shape is right when it is of the kind wanted, not empty, inside the range of lon/lat and valid after the
    transformation (OGC Simple Features). An invalid polygon is mended where that moves no boundary by more than a
    centimetre, otherwise refused; `flaws` holds, by index, what was mended or refused and where.
    """

    def __init__(self, wkb: Shapes, kind: ShapeKind, to_lon_lat: ToLonLat) -> None:
        self.kind = kind
        self.flaws: dict[int, Flaw] = {}
        self.reasons: Shapes = np.array([shape if isinstance(shape, str) else None for shape in wkb], dtype=object)
        wkb = np.array([None if isinstance(shape, str) else shape for shape in wkb], dtype=object)
        self._shapes: Shapes = shapely.force_2d(shapely.from_wkb(wkb, on_invalid="ignore"))
        self._refuse(np.array([shape is None for shape in wkb], dtype=bool), NO_GEOMETRY)
        self._refuse(shapely.is_missing(self._shapes), "the geometry cannot be read")
        self._refuse_other_types()
        self._refuse(shapely.is_empty(self._shapes), "the geometry is empty")
        self._project(to_lon_lat)
        self._mend_or_refuse_invalid()

    def write_hex(self) -> list[str | None]:
        """Each right shape in hexadecimal EWKB with SRID 4326, a polygon as a MultiPolygon; None for the others."""
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
        for index in np.flatnonzero(~np.isin(types, self.kind.types) & self._right()):
            self.reasons[index] = f"it is a {self._shapes[index].geom_type}, not a {self.kind.noun}"

    def _project(self, to_lon_lat: ToLonLat) -> None:
        right = self._right()
        shapes = self._shapes[right]
        places, owners = shapely.get_coordinates(shapes, return_index=True)
        projected = np.column_stack(to_lon_lat(places[:, 0], places[:, 1]))
        outside = np.flatnonzero(right)[np.unique(owners[~(np.abs(projected) <= LON_LAT_LIMIT).all(axis=1)])]
        self._shapes[right] = shapely.set_coordinates(shapes, projected)
        self.reasons[outside] = "it lies outside lon/lat: is the coordinate reference system right?"

    def _mend_or_refuse_invalid(self) -> None:
        for index in np.flatnonzero(~shapely.is_valid(self._shapes) & self._right()):
            self.flaws[int(index)] = flaw = find_flaw(self._shapes[index])
            mended = mend_area(self._shapes[index]) if self.kind is POLYGONS else None
            if mended is None:
                self.reasons[index] = f"the geometry is invalid: {flaw}"
            else:
                self._shapes[index] = mended
