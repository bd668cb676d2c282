"""OpenStreetMap extracts (.osm.pbf): each row gets the field `id`, as OSM itself names its elements (way/123)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np

from data.loading.gdal import GdalLayer, describe_layer
from data.loading.layer import Batch, Column

ID = "id"
OF_OSM_ID = {"points": "node", "lines": "way", "multilinestrings": "relation", "multipolygons": "relation"}


@dataclass(frozen=True)
class OsmLayer(GdalLayer):
    """A layer of an extract. GDAL keeps a way's number in `osm_way_id` and a relation's in `osm_id` for polygons."""

    def read_batches(self, fields: Sequence[str]) -> Iterator[Batch]:
        """The rows in the file's order, in small batches. Raises `FileFault` where the file breaks off."""
        sources: list[str] = (
            [field for field in ("osm_id", "osm_way_id") if field in self.fields] if ID in fields else []
        )
        wanted = dict.fromkeys([*(field for field in fields if field != ID), *sources])
        for batch in super().read_batches(list(wanted)):
            yield Batch(batch.first, batch.shapes, batch.columns | self._name_elements(batch.columns, sources))

    def _name_elements(self, columns: dict[str, Column], sources: list[str]) -> dict[str, Column]:
        if not sources:
            return {}
        kind = OF_OSM_ID.get(self.name, "relation")
        ways: Any = columns.get("osm_way_id", [None] * len(columns["osm_id"]))
        pairs = zip(columns["osm_id"], ways, strict=True)
        return {ID: np.array([f"way/{way}" if way else f"{kind}/{own}" for own, way in pairs], dtype=object)}


def describe_extract(path: Path, name: str) -> OsmLayer:
    """A layer of the extract, with the field `id`. Raises `FileFault` when it cannot be read."""
    layer = describe_layer(path, name)
    told = {field.name: getattr(layer, field.name) for field in fields(layer)}
    return OsmLayer(**told | {"fields": (ID, *layer.fields)})
