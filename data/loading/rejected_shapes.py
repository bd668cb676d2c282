"""Rejected rows of a file of shapes as they came, each with its reason: mended, they are loaded by the same command."""

import json
import math
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely

from data.loading.outcome import RejectedRow
from data.loading.packing import RejectedFile, pack
from data.loading.rejected_file import ListRejected, find_rows, name_rejected, page_rejected, write_kept_lines
from data.loading.returned_cells import REASON
from data.loading.sheet_table import write_cell
from data.loading.source_file import SourceFile
from data.loading.sources import Source
from data.loading.table import TableLayer
from data.loading.texts import is_blank

EPSG = re.compile(r"EPSG:\d+")


def keep_rejected(source: Source, file: SourceFile, list_rejected: ListRejected) -> RejectedFile:
    """A table's rows as CSV, others as GeoJSON in the file's own coordinates, with what is read of them and no more.

    Raises `FileFault`.
    """
    name, rejected = file.origin.name or source.layer.path.name, page_rejected(list_rejected)
    if isinstance(source.layer, TableLayer):
        cells = ([write_cell(value) for value in row] for row in source.layer.read_rows())
        found = find_rows(enumerate(cells, 1), rejected)
        lines = write_kept_lines(source.layer.fields, _choose_fields(source, file), found)
        return pack(name_rejected(name), next(lines), lines)
    is_told = file.crs is not None or file.coordinates is not None
    is_own = is_told or EPSG.fullmatch(source.layer.crs or "") is not None
    features = _write_features(source, _choose_fields(source, file), rejected, is_own=is_own)
    head = _write_head(source.layer.name, None if is_told else source.layer.crs, is_own=is_own)
    return pack(name_rejected(name, ".geojson"), head, features, "\n]}\n")


def _choose_fields(source: Source, file: SourceFile) -> list[str]:
    """The fields that are read: whatever else is known of a row, as a person's name, is not kept."""
    only = source.layer.only and source.layer.only.field
    return [name for name in source.layer.fields if name in {*file.fields.values(), file.wkt, file.lon, file.lat, only}]


def _write_head(layer: str, crs: str | None, *, is_own: bool) -> str:
    """The beginning of a file that says its system by name, or that a person says it, or nothing for lon/lat."""
    named = crs and {"type": "name", "properties": {"name": crs}}
    told = {"type": "FeatureCollection", "name": layer} | ({"crs": named} if is_own else {})
    return f'{json.dumps(told, ensure_ascii=False)[:-1]}, "features": ['


def _write_features(
    source: Source, fields: list[str], rejected: Iterator[RejectedRow], *, is_own: bool
) -> Iterator[str]:
    """One a line; the comma stands before, so that the last has none behind it."""
    wanted, separator = next(rejected, None), "\n"
    for batch in source.layer.read_batches(fields):
        while wanted is not None and wanted.row_number < batch.first + len(batch.shapes):
            index = wanted.row_number - batch.first
            properties = {field: _write_value(column[index]) for field, column in batch.columns.items()}
            properties[REASON] = f"{wanted.field}: {wanted.reason}"
            shape = _read_shape(batch.shapes[index], source, is_own=is_own)
            feature = {"type": "Feature", "properties": properties, "geometry": shape}
            yield separator + json.dumps(feature, ensure_ascii=False, allow_nan=False)
            wanted, separator = next(rejected, None), ",\n"


def _write_value(value: Any) -> Any:
    if is_blank(value):
        return None
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None  # JSON has no word for it
    return value if isinstance(value, str | bool | int | float) else str(value)


def _read_shape(wkb: Any, source: Source, *, is_own: bool) -> Any:
    """The shape as GeoJSON holds it; None for one that cannot be read, or that is nowhere."""
    shape = shapely.from_wkb(wkb, on_invalid="ignore") if isinstance(wkb, bytes) else None
    if shape is None:
        return None
    shape = shapely.force_2d(shape)  # a height may be no number, which JSON has no word for
    if not is_own:
        shape = shapely.transform(shape, source.projection.to_lon_lat, interleaved=False)
    return json.loads(shapely.to_geojson(shape)) if np.isfinite(shapely.get_coordinates(shape)).all() else None
