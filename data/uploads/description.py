"""What an upload holds: its layers, fields with some of their values, and what they probably mean."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from data.loading.csv_table import open_csv
from data.loading.excel import read_head
from data.loading.gdal import list_layers
from data.loading.headings import find_heading_rows
from data.loading.layer import Layer
from data.loading.local_files import recognise_kind
from data.loading.sheet_table import open_sheet
from data.loading.sources import open_layer
from data.loading.text_table import TextTable
from data.loading.texts import show_value
from data.recognition import recognise_fields, recognise_level, recognise_load, recognise_shape
from data.uploads.any_file import Told, read_any

SAMPLES = 5
SAMPLE_ROWS = 50
MOST_FIELDS = 300
MOST_LAYERS = 200
LAYERED = ("gpkg", "kml", "osm")
OSM_BUILDINGS = {"layer": "multipolygons", "only": "building", "code": "id", "name": "id", "level": "building"}

Description = dict[str, Any]


def describe_upload(path: Path, name: str, told: Told) -> Description:
    """`{"kind", "layers", "layer", "headings", "shapes", "rows", "fields", "guess"}`; raises `FileFault`.

    `fields`: `[{"name", "samples"}]`; `shapes`: what the layer says of its shapes, None for a table; `guess`: what a
    person would probably say, by the names of the form's fields.
    """
    kind = "csv" if path.name.endswith(".csv.gz") else recognise_kind(path)
    if kind == "csv":
        return _describe_table(open_csv(path, told.get("encoding")), {"kind": kind}, name)
    if kind == "excel":
        return _describe_workbook(path, name, told)
    layers = list_layers(path)[:MOST_LAYERS] if kind in LAYERED else []
    layer = told.get("layer") or ("multipolygons" if kind == "osm" and "multipolygons" in layers else None)
    chosen = layer or next(iter(layers), None)
    with open_layer(read_any(str(path), {**told, "layer": chosen})) as opened:
        return _describe_layer(opened, {"kind": kind, "layers": layers, "layer": chosen}, name)


def _describe_workbook(path: Path, name: str, told: Told) -> Description:
    names, rows, merges = read_head(path, told.get("layer"))
    sheet = told.get("layer") or next(iter(names), None)
    first, last = find_heading_rows(rows, merges)
    headings = told.get("headings") or (f"{first}" if first == last else f"{first}-{last}")
    table = open_sheet(path, sheet, headings)
    return _describe_table(table, {"kind": "excel", "layers": names, "layer": sheet, "headings": headings}, name)


def _describe_table(table: TextTable, found: Description, name: str) -> Description:
    batch = next(table.read_batches(), None)
    rows = list(islice(batch.rows, SAMPLE_ROWS)) if batch else []
    columns = [[row[place] for row in rows if place < len(row)] for place in range(len(table.header))]
    fields = _show_fields(table.header, columns)
    count = batch.expected if batch else 0
    layer = found.get("layer") or ""
    return {"layers": [], "layer": None, "headings": None, **found} | _tell(fields, None, count, [layer, name])


def _describe_layer(layer: Layer, found: Description, name: str) -> Description:
    batch = layer.read_first(layer.fields[:MOST_FIELDS], SAMPLE_ROWS)
    fields = _show_fields(layer.fields, [list(batch.columns.get(field, ())) for field in layer.fields])
    told = _tell(fields, layer.geometry_type or "Unknown", layer.rows, [found["layer"] or "", name])
    if found["kind"] == "osm":
        told["guess"] |= OSM_BUILDINGS if layer.name == "multipolygons" else {}
    return {"headings": None, **found, "crs": layer.crs is not None} | told


def _tell(fields: list[dict[str, Any]], shapes: str | None, rows: int | None, names: list[str]) -> Description:
    guess = guess_meaning([field["name"] for field in fields], shapes, names)
    return {"fields": fields, "shapes": shapes, "rows": rows, "guess": guess}


def guess_meaning(headings: Sequence[str], shapes: str | None, names: Sequence[str]) -> dict[str, str]:
    """What a person would probably say of a file with these headings and shapes and of these names."""
    what = recognise_load(shapes, headings)
    shape = {} if shapes else recognise_shape(headings)
    level = recognise_level(names, headings) if what == "areas" else None
    fields = recognise_fields(what, headings, level)
    if what == "areas" and "code" in fields:
        fields = {"name": fields["code"]} | fields
    return {"what": what, **shape, **fields} | ({"level": level} if level else {})


def _show_fields(names: Sequence[str], columns: Sequence[Sequence[Any]]) -> list[dict[str, Any]]:
    pairs = list(zip(names, columns, strict=True))[:MOST_FIELDS]
    return [{"name": name, "samples": _choose_samples(values)} for name, values in pairs if name]


def _choose_samples(values: Sequence[Any]) -> list[str]:
    """Some different values, as a person would write them."""
    shown = dict.fromkeys(text for value in values if (text := show_value(value)) not in ("", "None", "nan"))
    return list(islice(shown, SAMPLES))
