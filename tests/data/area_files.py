"""Files of areas that tests make."""

import io
import json
from pathlib import Path
from typing import Any

from data.loading.area_file import AreaFile
from data.loading.areas import load_areas
from data.loading.progress import Progress
from data.loading.report import LoadReport
from data.loading.source_file import SourceFile
from data.loading.sources import Source, open_source
from data.store import Store

TAIPEI = Path(__file__).parents[2].parent / "shared/data/taipei/taipei.gpkg"

Box = tuple[float, float, float, float]


def box(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    """A rectangle as a GeoJSON polygon."""
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def area_row(code: Any, geometry: dict[str, Any] | None, **properties: Any) -> dict[str, Any]:
    """A GeoJSON feature with a code and, unless given, a name made of it."""
    return {
        "type": "Feature",
        "properties": {"code": code, "name": f"name of {code}"} | properties,
        "geometry": geometry,
    }


def write_geojson(path: Path, *rows: dict[str, Any], **members: Any) -> str:
    """A GeoJSON file of these rows, with further members of the collection; its path."""
    path.write_text(
        json.dumps({"type": "FeatureCollection", **members, "features": rows}, ensure_ascii=False), encoding="utf-8"
    )
    return str(path)


def describe(file: SourceFile) -> Source:
    """What opening a file tells about it."""
    with open_source(file) as source:
        return source


def load_file(store: Store, file: str, level: str, **given: Any) -> LoadReport:
    """Load a file whose fields are named `code` and `name`, unless given otherwise."""
    return load_areas(
        store,
        AreaFile(**{"file": file, "level": level, "code": "code", "name": "name"} | given),
        Progress(io.StringIO()),
    )
