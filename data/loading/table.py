"""Tables: rows under headings, with the shape in fields of its own."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
import shapely

from data.loading.layer import BATCH_ROWS, Batch, Column, Layer
from data.loading.texts import is_blank, show_value

Row = Sequence[Any]


@dataclass(frozen=True, kw_only=True)
class TableLayer(Layer):
    """A table. `open_rows` begins anew at each call and yields the rows below the headings.

    `wkt`, or `lon` and `lat`: the fields that hold the shape.
    """

    geometry_type: str | None = None
    open_rows: Callable[[], Iterator[Row]]
    wkt: str | None = None
    lon: str | None = None
    lat: str | None = None

    def read_batches(self, fields: Sequence[str]) -> Iterator[Batch]:
        """The rows in the file's order, in small batches. Raises `FileFault` where the file cannot be read on."""
        rows, first = self.read_rows(), 1
        while several := list(islice(rows, BATCH_ROWS)):
            yield Batch(first, self._read_shapes(several), {field: self._take(several, field) for field in fields})
            first += len(several)

    def read_first(self, fields: Sequence[str], count: int) -> Batch:
        """The first rows alone. Raises `FileFault` when they cannot be read."""
        rows = list(islice(self._choose_rows(), count))
        return Batch(1, self._read_shapes(rows), {field: self._take(rows, field) for field in fields})

    def read_rows(self) -> Iterator[Row]:
        """The rows as they stand in the file, in its order. Raises `FileFault` where the file cannot be read on."""
        return drop_trailing_blanks(self._choose_rows())

    def _choose_rows(self) -> Iterator[Row]:
        if self.only is None:
            return self.open_rows()
        only, place = self.only, self.fields.index(self.only.field)
        return (row for row in self.open_rows() if only.has(row[place] if place < len(row) else None))

    def _take(self, rows: list[Row], field: str) -> Column:
        place = self.fields.index(field)
        column = np.empty(len(rows), dtype=object)
        column[:] = [row[place] if place < len(row) else None for row in rows]
        return column

    def _read_shapes(self, rows: list[Row]) -> Column:
        shapes = np.full(len(rows), None, dtype=object)
        if self.wkt is not None:
            with np.errstate(invalid="ignore"):  # NaN among the coordinates: no WKT
                shapes[:] = [_read_wkt(value) for value in self._take(rows, self.wkt)]
        elif self.lon is not None and self.lat is not None:
            pairs = zip(self._take(rows, self.lon), self._take(rows, self.lat), strict=True)
            shapes[:] = [_read_point(lon, lat) for lon, lat in pairs]
        for index, row in enumerate(rows):
            if not all(map(is_blank, row[len(self.fields) :])):
                shapes[index] = f"the row has {len(row)} cells under {len(self.fields)} headings"
        return shapes


def drop_trailing_blanks(rows: Iterator[Row]) -> Iterator[Row]:
    """The rows up to the last that says something: sheets and exports often end in thousands of empty ones."""
    blanks = 0
    for row in rows:
        if all(map(is_blank, row)):
            blanks += 1
            continue
        yield from ([] for _ in range(blanks))
        blanks = 0
        yield row


def _read_wkt(value: Any) -> bytes | str | None:
    if is_blank(value):
        return None
    shape = shapely.from_wkt(str(value), on_invalid="ignore")
    return "the geometry is not WKT" if shape is None else bytes(shapely.to_wkb(shape))


def _read_point(lon: Any, lat: Any) -> bytes | str | None:
    if is_blank(lon) and is_blank(lat):
        return None
    try:
        return bytes(shapely.to_wkb(shapely.Point(float(lon), float(lat))))
    except (TypeError, ValueError, OverflowError):
        return f"its coordinates are not numbers: {show_value(lon)}, {show_value(lat)}"
