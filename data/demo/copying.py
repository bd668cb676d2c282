"""Rows of frames as the text that COPY reads."""

from collections.abc import Iterator

import pandas as pd
import shapely

from data.loading.texts import write_field

ROWS_A_CHUNK = 2000


def write_rows(frame: pd.DataFrame) -> Iterator[str]:
    """Yield the frame in COPY's text format: `geometry` as hexadecimal EWKB (SRID 4326), missing values as NULL."""
    texts = [_write_column(frame[column]) for column in frame.columns]
    lines = ["\t".join(fields) + "\n" for fields in zip(*texts, strict=True)]
    for first in range(0, len(lines), ROWS_A_CHUNK):
        yield "".join(lines[first : first + ROWS_A_CHUNK])


def _write_column(column: pd.Series) -> list[str]:
    if column.name == "geometry":
        shapes = shapely.set_srid(column.to_numpy(dtype=object), 4326)
        return [write_field(text) for text in shapely.to_wkb(shapes, hex=True, include_srid=True)]
    values = zip(column, column.isna(), strict=True)
    return [write_field(None if missing else str(value)) for value, missing in values]
