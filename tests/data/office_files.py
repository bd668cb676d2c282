"""Files as offices have them, with two areas west and east of 116.40: 001 and 002."""

import csv
import struct
from pathlib import Path
from typing import Any

import openpyxl
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from data.loading.gdal import import_pyogrio

import_pyogrio()  # its guard comes before geopandas

import geopandas  # noqa: E402  # only behind the guard

OSM = Path(__file__).parents[2].parent / "shared/data/osm/liechtenstein-2025.osm.pbf"

NAMES = ["团结社区", "联通路社区"]
SHAPES = [box(116.39, 39.90, 116.40, 39.91), box(116.40, 39.90, 116.41, 39.91)]
HEADINGS = ["code", "name", "wkt"]
ROWS = [[code, name, shape.wkt] for code, name, shape in zip(["001", "002"], NAMES, SHAPES, strict=True)]


def make_areas(shapes: list[BaseGeometry] | None = None, crs: Any = 4490) -> geopandas.GeoDataFrame:
    """Two areas, by default where the docstring of this module says."""
    return geopandas.GeoDataFrame({"code": ["001", "002"], "name": NAMES}, geometry=shapes or SHAPES, crs=crs)


def write_areas(path: Path, crs: int = 4490, **options: Any) -> str:
    """The two areas in a format that the name or `driver` tells, in this system; the path."""
    make_areas().to_crs(crs).to_file(path, **options)
    return str(path)


def write_csv(path: Path, *rows: list[Any], encoding: str = "utf-8", delimiter: str = ",") -> str:
    """These rows, the first with the headings; the path."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return str(path)


def write_sheets(path: Path, **sheets: list[list[Any]]) -> str:
    """A workbook with a sheet for each list of rows; the path."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return str(path)


def declare_size(path: Path, size: int) -> None:
    """Let the first part of a zip file declare that it unpacks to so many bytes (APPNOTE 4.3.12, at 24)."""
    content = bytearray(path.read_bytes())
    struct.pack_into("<I", content, content.index(b"PK\x01\x02") + 24, size)
    path.write_bytes(content)
