"""Where an upload's shapes come to lie: some of them, simplified, in lon/lat, with what is said of the coordinates."""

from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyproj import CRS
from shapely.geometry import mapping

from data.faults import FileFault
from data.loading.cgcs2000 import find_place, list_candidates
from data.loading.crs import choose_projection, find_middle
from data.loading.layer import Layer
from data.loading.shapes import Shapes, ToLonLat
from data.loading.sources import open_layer
from data.uploads.any_file import Told, read_any

MOST_ROWS = 2_000
MOST_CORNERS = 60_000
FINEST = 1 / 700  # of the whole extent: about a pixel of the preview


def preview_shapes(path: Path, told: Told) -> dict[str, Any]:
    """`{"told", "fault", "candidates", "shapes", "shown", "rows", "box"}`.

    `told`: the system of the coordinates in words; `fault`: why they cannot be placed, then there are no shapes;
    `candidates`: `[{"code", "name", "lon", "lat"}]` systems that such coordinates could be in; `box`: west, south,
    east, north. Raises `FileFault` for a file that cannot be read.
    """
    with open_layer(read_any(str(path), told)) as layer:
        middle = find_middle(layer)
        found: dict[str, Any] = {"fault": None, "told": None, "shapes": [], "shown": 0, "box": None}
        found["candidates"] = _describe_candidates(middle) if middle else []
        try:
            projection = choose_projection(layer, told.get("crs"), told.get("coordinates"))
        except FileFault as fault:
            return found | {"fault": str(fault), "rows": layer.rows}
        return found | {"told": projection.told, "rows": layer.rows} | _draw(layer, projection.to_lon_lat)


def _draw(layer: Layer, to_lon_lat: ToLonLat) -> dict[str, Any]:
    raw = layer.read_first((), MOST_ROWS).shapes
    readable = [shape for shape in raw if isinstance(shape, bytes)]
    shapes: Shapes = shapely.force_2d(shapely.from_wkb(readable, on_invalid="ignore"))
    shapes = shapes[~(shapely.is_missing(shapes) | shapely.is_empty(shapes))]
    if len(shapes):
        shapes = _project(_simplify(shapes), to_lon_lat)
    box = [float(edge) for edge in shapely.total_bounds(shapes)] if len(shapes) else None
    return {"shapes": [mapping(shape) for shape in shapes], "shown": len(shapes), "box": box}


def _simplify(shapes: Shapes) -> Shapes:
    """As fine as a pixel, and no more of them than are drawn in a moment."""
    west, south, east, north = shapely.total_bounds(shapes)
    plain = shapely.simplify(shapes, max(east - west, north - south) * FINEST, preserve_topology=False)
    gone = shapely.is_empty(plain)
    plain[gone] = shapely.point_on_surface(shapes[gone])
    kept: Shapes = plain[np.cumsum(shapely.get_num_coordinates(plain)) <= MOST_CORNERS]
    return kept


def _project(shapes: Shapes, to_lon_lat: ToLonLat) -> Shapes:
    """Those that lie on the earth, to about a centimetre."""
    places, owners = shapely.get_coordinates(shapes, return_index=True)
    projected = np.column_stack(to_lon_lat(places[:, 0], places[:, 1])).round(7)
    on_earth = (np.abs(projected) <= (180, 90)).all(axis=1)
    placed = shapely.set_coordinates(shapes, np.where(on_earth[:, np.newaxis], projected, 0))
    kept: Shapes = np.delete(placed, np.unique(owners[~on_earth]))
    return kept


def _describe_candidates(middle: tuple[float, float]) -> list[dict[str, Any]]:
    """Systems that the middle's size allows, each with the lon/lat where it would put it."""
    found = []
    for code in list_candidates(*middle):
        lon, lat = find_place(code, *middle)
        found.append({"code": code, "name": CRS.from_epsg(code).name, "lon": lon, "lat": lat})
    return found
