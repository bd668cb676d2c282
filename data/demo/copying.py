"""Rows of frames as the text that COPY reads."""

from collections.abc import Iterator

import pandas as pd
import shapely

ROWS_A_CHUNK = 2000
ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def write_rows(frame: pd.DataFrame, columns: list[str]) -> Iterator[str]:
    """Yield the named columns in COPY's text format; geometries as hexadecimal EWKB with SRID 4326, missing values as NULL."""
    texts = [_write_column(frame[column]) for column in columns]
    lines = ["\t".join(fields) + "\n" for fields in zip(*texts, strict=True)]
    for first in range(0, len(lines), ROWS_A_CHUNK):
        yield "".join(lines[first : first + ROWS_A_CHUNK])


def _write_column(column: pd.Series) -> list[str]:
    if column.name == "geometry":
        shapes = shapely.set_srid(column.to_numpy(dtype=object), 4326)
        return [text or r"\N" for text in shapely.to_wkb(shapes, hex=True, include_srid=True)]
    return [
        r"\N" if missing else str(value).translate(ESCAPES)
        for value, missing in zip(column, column.isna(), strict=True)
    ]
