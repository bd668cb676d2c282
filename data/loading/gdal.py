"""GDAL behind its guard: the only importer of pyogrio."""

import os
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from data.faults import FileFault

Column = npt.NDArray[Any]

BLOCK_ROWS = 200_000  # read at once, because each read begins anew at the file's start
BATCH_ROWS = 20_000  # handed on at once, because what is made of a row is larger than the row

READ_DRIVERS = frozenset({"GPKG", "GeoJSON"})

# Every other vector driver of pyogrio's GDAL 3.12, as pyogrio.list_drivers() names them: one of them in disguise could
# read other files or call out.
SKIPPED_DRIVERS = (
    *("ADBC", "AIVector", "AmigoCloud", "AVCBin", "AVCE00", "Carto", "CSV", "CSW", "DGN", "DXF", "EDIGEO", "EEDA"),
    *("Elasticsearch", "ESRI Shapefile", "ESRIJSON", "FlatGeobuf", "GDALG", "GeoJSONSeq", "GeoRSS", "GML", "GPSBabel"),
    *("GPX", "GTFS", "HTTP", "Idrisi", "JML", "JSONFG", "KML", "LIBKML", "LVBAG", "MapInfo File", "MapML", "MBTiles"),
    *("MEM", "MiraMonVector", "MVT", "NGW", "OAPIF", "ODS", "OGCAPI", "OGR_GMT", "OGR_PDS", "OGR_VRT", "OpenFileGDB"),
    *("OSM", "PCIDSK", "PDF", "PDS4", "PGDUMP", "PLSCENES", "PMTiles", "S57", "Selafin", "SQLite", "SXF", "TopoJSON"),
    *("VDV", "VFK", "VICAR", "WAsP", "WFS", "XLSX"),
)

GUARD = {
    "GDAL_SKIP": ",".join(SKIPPED_DRIVERS),
    "GDAL_DRIVER_PATH": "disable",
    "CPL_VSIL_CURL_ALLOWED_FILENAME": "none",
    "GDAL_HTTP_PROXY": "none://refused",  # what GDAL fetches outside /vsicurl/ ends at a proxy of an unknown kind
    "GDAL_HTTPS_PROXY": "none://refused",
    "OGR_SQLITE_STATIC_VIRTUAL_OGR": "NO",  # a table of a GeoPackage must not open other files
    "PROJ_NETWORK": "OFF",
}


@cache
def import_pyogrio() -> Any:
    """pyogrio with no other driver than `READ_DRIVERS` and no way to the network.

    GDAL reads the guard once, when pyogrio is imported first. Raises `RuntimeError` when that happened elsewhere.
    """
    os.environ.update(GUARD)
    import pyogrio

    unguarded = set(pyogrio.list_drivers()) - READ_DRIVERS
    if unguarded:
        raise RuntimeError(f"pyogrio came without its guard and reads {', '.join(sorted(unguarded))}")
    return pyogrio


@dataclass(frozen=True)
class Layer:
    """One layer of a file. `rows`: how many the file says it has, None when it does not say; `crs`: EPSG:n or WKT."""

    path: Path
    name: str
    fields: tuple[str, ...]
    geometry_type: str | None
    rows: int | None
    crs: str | None


@dataclass(frozen=True)
class Batch:
    """Neighbouring rows of a layer: `first` is the row number (from 1) of the first; shapes are WKB or None."""

    first: int
    shapes: Column
    columns: dict[str, Column]


def list_layers(path: Path) -> list[str]:
    """Names of the layers that hold geometry. Raises `FileFault` when the file cannot be read."""
    pyogrio = import_pyogrio()
    with _sentences(path):
        found = pyogrio.list_layers(str(path))
    return [str(name) for name, geometry_type in found if geometry_type is not None]


def describe_layer(path: Path, name: str | None) -> Layer:
    """What the file says about one of its layers, by default its first. Raises `FileFault` when it cannot be read."""
    pyogrio = import_pyogrio()
    with _sentences(path):
        told = pyogrio.read_info(str(path), layer=name, force_feature_count=True)
    rows = int(told["features"])
    fields = tuple(str(field) for field in told["fields"])
    return Layer(path, told["layer_name"], fields, told["geometry_type"], rows if rows >= 0 else None, told["crs"])


def read_batches(layer: Layer, fields: Sequence[str]) -> Iterator[Batch]:
    """The rows of a layer in the file's order, in small batches. Raises `FileFault` where the file breaks off."""
    first = 1
    while True:
        block = _read_block(layer, fields, first)
        yield from _cut(block)
        _empty(block)
        first += len(block.shapes)
        if len(block.shapes) < BLOCK_ROWS:
            break
    if layer.rows is not None and first - 1 != layer.rows:
        raise FileFault(f"{layer.path.name} breaks off: it says {layer.rows:,} rows, {first - 1:,} can be read")


def _read_block(layer: Layer, fields: Sequence[str], first: int) -> Batch:
    read = import_pyogrio().raw.read
    limits = {"skip_features": first - 1, "max_features": BLOCK_ROWS}
    with _sentences(layer.path):
        told, _, shapes, columns = read(str(layer.path), layer=layer.name, columns=list(fields), **limits)
    return Batch(first, np.asarray(shapes), dict(zip(told["fields"], columns, strict=True)))


def _cut(block: Batch) -> Iterator[Batch]:
    for start in range(0, len(block.shapes), BATCH_ROWS):
        part = slice(start, start + BATCH_ROWS)
        yield Batch(
            block.first + start, block.shapes[part], {field: column[part] for field, column in block.columns.items()}
        )


def _empty(block: Batch) -> None:
    """Let the values go by hand: pyogrio 0.13 never frees the arrays that it returned."""
    for column in (block.shapes, *block.columns.values()):
        column.fill(None if column.dtype == object else 0)


@contextmanager
def _sentences(path: Path) -> Iterator[None]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # remarks on what the caller checks: CRS, ids, dates
            yield
    except UnicodeDecodeError as fault:
        raise FileFault(f"{path.name} cannot be read: its text is not UTF-8") from fault
    except (RuntimeError, ValueError) as fault:  # pyogrio's own errors are RuntimeErrors
        raise FileFault(f"{path.name} cannot be read: {_first_line(fault)}") from fault


def _first_line(fault: Exception) -> str:
    return (str(fault).strip() or type(fault).__name__).splitlines()[0].split(";")[0]
