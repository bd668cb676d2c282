"""Opening a file of shapes: the one place that picks the reader by the kind of file."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from data.faults import FileFault
from data.loading import gdal
from data.loading.crs import Projection, choose_projection
from data.loading.csv_file import describe_csv
from data.loading.excel import describe_sheet
from data.loading.geojson import find_crs
from data.loading.kml import refuse_links
from data.loading.layer import Layer
from data.loading.local_files import find_local_file, recognise_kind
from data.loading.only import read_only
from data.loading.osm import describe_extract
from data.loading.shapefile import check_companions, choose_encoding
from data.loading.source_file import SourceFile
from data.loading.table import TableLayer
from data.loading.zipped import unpack_shapefile

MIXED = ("Unknown", "GeometryCollection")


@dataclass(frozen=True)
class Source:
    """A layer that can be read, and the way from its coordinates to lon/lat."""

    layer: Layer
    projection: Projection

    @property
    def told(self) -> str:
        """Coordinates and text of the file in words."""
        return "; ".join(filter(None, (self.projection.told, self.layer.text)))


@contextmanager
def open_source(file: SourceFile) -> Iterator[Source]:
    """The layer and projection of a file. Raises `FileFault` for whatever makes the whole file unfit."""
    with open_layer(file) as layer:
        yield Source(layer, choose_projection(layer, file.crs, file.coordinates))


@contextmanager
def open_layer(file: SourceFile) -> Iterator[Layer]:
    """The layer of a file, wherever it lies. Raises `FileFault` when it does not hold what it should."""
    path = find_local_file(file.file)
    kind = recognise_kind(path)
    if kind == "zipped shapefile":
        with unpack_shapefile(path) as plain:
            yield _describe_layer(plain, recognise_kind(plain), file)
    else:
        yield _describe_layer(path, kind, file)


def _describe_layer(path: Path, kind: str, file: SourceFile) -> Layer:
    layer = OPENERS[kind](path, file)
    _refuse_unfit(file, layer)
    if file.only is None:
        return layer
    return replace(layer, only=read_only(file.only, layer.fields), rows=None)


def _open_geojson(path: Path, _: SourceFile) -> Layer:
    crs = find_crs(path)  # before GDAL sees the file
    return replace(gdal.describe_layer(path), crs=crs)


def _open_shapefile(path: Path, file: SourceFile) -> Layer:
    check_companions(path)
    codec, told = choose_encoding(path, file.encoding)
    return replace(gdal.describe_layer(path, codec=codec), text=told)


def _open_flatgeobuf(path: Path, _: SourceFile) -> Layer:
    return gdal.describe_layer(path)


def _open_geopackage(path: Path, file: SourceFile) -> Layer:
    return gdal.describe_layer(path, _choose_layer(file, path))


def _open_kml(path: Path, file: SourceFile) -> Layer:
    refuse_links(path)
    return gdal.describe_layer(path, _choose_layer(file, path))


def _open_osm(path: Path, file: SourceFile) -> Layer:
    return describe_extract(path, _choose_layer(file, path))


def _open_csv(path: Path, file: SourceFile) -> Layer:
    return _place_shapes(describe_csv(path, file.encoding), file)


def _open_excel(path: Path, file: SourceFile) -> Layer:
    return _place_shapes(describe_sheet(path, file.layer, file.headings), file)


OPENERS: dict[str, Callable[[Path, SourceFile], Layer]] = {
    "gpkg": _open_geopackage,
    "geojson": _open_geojson,
    "shapefile": _open_shapefile,
    "flatgeobuf": _open_flatgeobuf,
    "kml": _open_kml,
    "osm": _open_osm,
    "csv": _open_csv,
    "excel": _open_excel,
}


def _choose_layer(file: SourceFile, path: Path) -> str:
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


def _place_shapes(table: TableLayer, file: SourceFile) -> TableLayer:
    """The table with the fields that hold its shapes."""
    told = [file.lon, file.lat] if file.wkt is None else [file.wkt]
    if told == [None, None] and not file.needs_shapes:
        return replace(table, geometry_type="Point", crs="EPSG:4326")
    if None in told:
        there_are = ", ".join(table.fields) or "none"
        raise FileFault(f"{file.file} is a table: give --wkt, or --lon and --lat; there are: {there_are}")
    _refuse_missing(file, table, [field for field in told if field is not None])
    kind = "Unknown" if file.wkt is not None else "Point"
    return replace(table, wkt=file.wkt, lon=file.lon, lat=file.lat, geometry_type=kind)


def _refuse_missing(file: SourceFile, layer: Layer, fields: list[str]) -> None:
    missing = [field for field in fields if field not in layer.fields]
    if missing:
        there_are = ", ".join(layer.fields) or "none"
        raise FileFault(f"{file.file}, layer {layer.name}, has no field {', '.join(missing)}; there are: {there_are}")
    doubled = [field for field in fields if layer.fields.count(field) > 1]
    if doubled:
        raise FileFault(f"{file.file}, layer {layer.name}, has the field {doubled[0]} more than once")


def _refuse_unfit(file: SourceFile, layer: Layer) -> None:
    if file.layer not in (None, layer.name):
        raise FileFault(f"{file.file} has no layer {file.layer}; there is: {layer.name}")
    _refuse_missing(file, layer, list(file.fields.values()))
    if layer.rows == 0:
        raise FileFault(f"{file.file}, layer {layer.name}, holds no rows")
    if not any(kind in (layer.geometry_type or "") for kind in (*file.shapes.layers, *MIXED)):
        noun = file.shapes.noun
        raise FileFault(f"{file.file}, layer {layer.name}, holds {layer.geometry_type}, not {noun}s")
