"""Opening a file of areas: its layer, its fields, its coordinate reference system."""

from dataclasses import dataclass
from pathlib import Path

from data.faults import FileFault
from data.loading import gdal
from data.loading.area_file import AreaFile
from data.loading.crs import Projection, choose_projection
from data.loading.geojson import find_crs
from data.loading.local_files import find_local_file, recognise_kind

POLYGONAL = ("Polygon", "Surface", "Unknown", "GeometryCollection")


@dataclass(frozen=True)
class Source:
    """A layer that can be read, and the way from its coordinates to lon/lat."""

    layer: gdal.Layer
    projection: Projection


def open_source(file: AreaFile) -> Source:
    """The layer and projection of a file. Raises `FileFault` for whatever makes the whole file unfit."""
    path = find_local_file(file.file)
    kind = recognise_kind(path)
    crs_in_json = find_crs(path) if kind == "geojson" else None  # before GDAL sees the file
    layer = gdal.describe_layer(path, _choose_layer(file, path) if kind == "gpkg" else None)
    _refuse_unfit(file, layer)
    return Source(layer, choose_projection(path.name, crs_in_json if kind == "geojson" else layer.crs, file.crs))


def _choose_layer(file: AreaFile, path: Path) -> str:
    names = gdal.list_layers(path)
    if file.layer in names:
        return str(file.layer)
    if not names:
        raise FileFault(f"{file.file} holds no layer with geometry")
    if file.layer is not None:
        raise FileFault(f"{file.file} has no layer {file.layer}; there are: {', '.join(names)}")
    if len(names) > 1:
        raise FileFault(f"{file.file} holds several layers, choose one with --layer: {', '.join(names)}")
    return names[0]


def _refuse_unfit(file: AreaFile, layer: gdal.Layer) -> None:
    if file.layer not in (None, layer.name):
        raise FileFault(f"{file.file} has no layer {file.layer}; there is: {layer.name}")
    missing = [field for field in file.fields.values() if field not in layer.fields]
    if missing:
        there_are = ", ".join(layer.fields) or "none"
        raise FileFault(f"{file.file}, layer {layer.name}, has no field {', '.join(missing)}; there are: {there_are}")
    if layer.rows == 0:
        raise FileFault(f"{file.file}, layer {layer.name}, holds no rows")
    if not any(kind in (layer.geometry_type or "") for kind in POLYGONAL):
        raise FileFault(f"{file.file}, layer {layer.name}, holds {layer.geometry_type}, not polygons")
