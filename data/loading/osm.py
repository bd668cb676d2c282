"""OpenStreetMap extracts (.osm.pbf): each row gets the field `id`, as OSM itself names its elements (way/123)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np

from data.loading.gdal import GdalLayer, describe_layer
from data.loading.layer import Batch

ID = "id"
OF_OSM_ID = {"points": "node", "lines": "way", "multilinestrings": "relation", "multipolygons": "relation"}


@dataclass(frozen=True)
class OsmLayer(GdalLayer):
    """A layer of an extract. GDAL keeps a way's number in `osm_way_id` and a relation's in `osm_id` for polygons."""

    def read_batches(self, fields: Sequence[str]) -> Iterator[Batch]:
        """The rows in the file's order, in small batches. Raises `FileFault` where the file breaks off."""
        for batch in super().read_batches(self._list_sources(fields)):
            yield self._name_elements(batch, fields)

    def read_first(self, fields: Sequence[str], count: int) -> Batch:
        """The first rows alone. Raises `FileFault` when they cannot be read."""
        return self._name_elements(super().read_first(self._list_sources(fields), count), fields)

    def _list_sources(self, fields: Sequence[str]) -> list[str]:
        """The fields as GDAL has them."""
        ids = [field for field in ("osm_id", "osm_way_id") if ID in fields and field in self.fields]
        return list(dict.fromkeys([*(field for field in fields if field != ID), *ids]))

    def _name_elements(self, batch: Batch, fields: Sequence[str]) -> Batch:
        if ID not in fields:
            return batch
        kind, numbers = OF_OSM_ID.get(self.name, "relation"), batch.columns["osm_id"]
        ways: Any = batch.columns.get("osm_way_id", [None] * len(numbers))
        names = [f"way/{way}" if way else f"{kind}/{own}" for own, way in zip(numbers, ways, strict=True)]
        return Batch(batch.first, batch.shapes, batch.columns | {ID: np.array(names, dtype=object)})


def describe_extract(path: Path, name: str) -> OsmLayer:
    """A layer of the extract, with the field `id`. Raises `FileFault` when it cannot be read."""
    layer = describe_layer(path, name)
    told = {field.name: getattr(layer, field.name) for field in fields(layer)}
    return OsmLayer(**told | {"fields": (ID, *layer.fields)})
