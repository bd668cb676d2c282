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

from data.faults import FileFault
from data.loading.layer import BATCH_ROWS, Batch, Layer

BLOCK_ROWS = 200_000  # read at once, because each read begins anew at the file's start

READ_DRIVERS = frozenset({"GPKG", "GeoJSON", "ESRI Shapefile", "FlatGeobuf", "LIBKML", "OSM"})

# Every other vector driver of pyogrio's GDAL 3.12, as pyogrio.list_drivers() names them: one of them in disguise could
# read other files or call out.
SKIPPED_DRIVERS = (
    *("ADBC", "AIVector", "AmigoCloud", "AVCBin", "AVCE00", "Carto", "CSV", "CSW", "DGN", "DXF", "EDIGEO", "EEDA"),
    *("Elasticsearch", "ESRIJSON", "GDALG", "GeoJSONSeq", "GeoRSS", "GML", "GPSBabel", "GPX", "GTFS", "HTTP", "Idrisi"),
    *("JML", "JSONFG", "KML", "LVBAG", "MapInfo File", "MapML", "MBTiles", "MEM", "MiraMonVector", "MVT", "NGW"),
    *("OAPIF", "ODS", "OGCAPI", "OGR_GMT", "OGR_PDS", "OGR_VRT", "OpenFileGDB", "PCIDSK", "PDF", "PDS4", "PGDUMP"),
    *("PLSCENES", "PMTiles", "S57", "Selafin", "SQLite", "SXF", "TopoJSON", "VDV", "VFK", "VICAR", "WAsP", "WFS"),
    *("XLSX",),
)

GUARD = {
    "GDAL_SKIP": ",".join(SKIPPED_DRIVERS),
    "GDAL_DRIVER_PATH": "disable",
    "CPL_VSIL_CURL_ALLOWED_FILENAME": "none",
    "GDAL_HTTP_PROXY": "none://refused",  # what GDAL fetches outside /vsicurl/ ends at a proxy of an unknown kind
    "GDAL_HTTPS_PROXY": "none://refused",
    "OGR_SQLITE_STATIC_VIRTUAL_OGR": "NO",  # a table of a GeoPackage must not open other files
    "LIBKML_RESOLVE_STYLE": "NO",  # styles may stand elsewhere
    "OSM_MAX_TMPFILE_SIZE": "20",  # MB of an extract's nodes and ways in memory; the rest in a temporary file
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


@dataclass(frozen=True, kw_only=True)
class GdalLayer(Layer):
    """A layer that GDAL reads; `codec`: Python's name for the encoding of its text, None for what the format says."""

    codec: str | None = None

    def read_batches(self, fields: Sequence[str]) -> Iterator[Batch]:
        """The rows in the file's order, in small batches. Raises `FileFault` where the file breaks off."""
        first = 1
        while True:
            block = self._read_block(fields, first, BLOCK_ROWS)
            yield from _cut(block)
            _empty(block)
            first += len(block.shapes)
            if len(block.shapes) < BLOCK_ROWS:
                break
        if self.rows is not None and first - 1 != self.rows:
            raise FileFault(f"{self.path.name} breaks off: it says {self.rows:,} rows, {first - 1:,} can be read")

    def read_first(self, fields: Sequence[str], count: int) -> Batch:
        """The first rows alone. Raises `FileFault` when they cannot be read."""
        return self._read_block(fields, 1, count)

    def _read_block(self, fields: Sequence[str], first: int, count: int) -> Batch:
        read = import_pyogrio().raw.read
        limits = {"skip_features": first - 1, "max_features": count, "where": self.only and self.only.write_sql()}
        with _sentences(self.path):
            told, _, shapes, columns = read(
                str(self.path), layer=self.name, columns=list(fields), encoding=self.codec, **limits
            )
        return Batch(first, np.asarray(shapes), dict(zip(told["fields"], columns, strict=True)))


def list_layers(path: Path) -> list[str]:
    """Names of the layers that hold geometry. Raises `FileFault` when the file cannot be read."""
    pyogrio = import_pyogrio()
    with _sentences(path):
        found = pyogrio.list_layers(str(path))
    return [str(name) for name, geometry_type in found if geometry_type is not None]


def describe_layer(path: Path, name: str | None = None, codec: str | None = None) -> GdalLayer:
    """What the file says about one of its layers, by default its first. Raises `FileFault` when it cannot be read."""
    pyogrio = import_pyogrio()
    with _sentences(path):
        told = pyogrio.read_info(str(path), layer=name, force_feature_count=True, encoding=codec)
    rows = int(told["features"])
    return GdalLayer(
        path=path,
        name=told["layer_name"],
        fields=tuple(str(field) for field in told["fields"]),
        geometry_type=told["geometry_type"],
        rows=rows if rows >= 0 else None,
        crs=told["crs"],
        codec=codec,
    )


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
        raise FileFault(f"{path.name} cannot be read: its text is not {fault.encoding}, try --encoding") from fault
    except (IndexError, NameError) as fault:  # what pyogrio stumbles over: no layer at all, a CRS that breaks off
        raise FileFault(f"{path.name} cannot be read: it is damaged") from fault
    except (RuntimeError, ValueError) as fault:  # pyogrio's own errors are RuntimeErrors
        reason = _first_line(fault).replace(str(path), path.name)
        raise FileFault(f"{path.name} cannot be read: {reason}") from fault


def _first_line(fault: Exception) -> str:
    return (str(fault).strip() or type(fault).__name__).splitlines()[0].split(";")[0]
