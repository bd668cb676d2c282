"""GCJ-02 and BD-09, the shifted lon/lat of Chinese map services, brought back to WGS 84.

No EPSG code names them. Both formulas are known only one way; geocoordinates-rs inverts them by iteration and says how
far from right each result can be.
"""

from collections.abc import Callable
from typing import Any

import geocoordinates_ffi as china
import numpy as np

from data.loading.shapes import Shapes, ToLonLat

ERROR_METRES = 0.5  # the library's bound for each of its two steps; coming back from a round trip we saw below 0.001


def undo_gcj02(lons: Shapes, lats: Shapes) -> tuple[Shapes, Shapes]:
    """Lon/lat of GCJ-02 (Amap, Tencent) in WGS 84, in degrees; NaN where it is no place."""
    return _undo(lambda lon, lat: china.gcj02_to_wgs84_refined(china.Gcj02(lon=lon, lat=lat)), lons, lats)


def undo_bd09(lons: Shapes, lats: Shapes) -> tuple[Shapes, Shapes]:
    """Lon/lat of BD-09 (Baidu) in WGS 84, in degrees; NaN where it is no place."""
    return _undo(lambda lon, lat: china.bd09_to_wgs84_refined(china.Bd09(lon=lon, lat=lat)), lons, lats)


UNSHIFTED: dict[str, ToLonLat] = {"gcj02": undo_gcj02, "bd09": undo_bd09}
TOLD = {
    "gcj02": f"GCJ-02 undone by geocoordinates-rs to within {ERROR_METRES} m of its formula",
    "bd09": f"BD-09 undone by geocoordinates-rs to within {2 * ERROR_METRES} m of its formula",
}


def _undo(invert: Callable[[float, float], Any], lons: Shapes, lats: Shapes) -> tuple[Shapes, Shapes]:
    places, indices = np.unique(np.column_stack([lons, lats]), axis=0, return_inverse=True)  # neighbours share corners
    found = np.full(places.shape, np.nan)
    for index in np.flatnonzero((np.abs(places) <= (180, 90)).all(axis=1)):
        place = invert(float(places[index, 0]), float(places[index, 1]))
        found[index] = place.lon, place.lat
    return found[indices, 0], found[indices, 1]
