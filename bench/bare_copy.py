"""What a load would cost without any check: `python -m bench.bare_copy HOW FILE [TARGET]`.

`write-…` makes the text that COPY takes, before the clock starts: even the ids of the buildings' parents stand in it.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import geopandas
import pandas
from shapely import MultiPolygon

from data.demo.copying import write_rows
from data.store import Store

CHUNK = 1 << 20

COPY_AREAS = """
COPY area (level, parent_id, code, name, geom) FROM STDIN
"""

LIST_PARENTS = """
SELECT code, id FROM area WHERE level = 'micro_grid' AND valid_to IS NULL
"""

COPY_ISSUES = """
COPY issue (source, source_reference, category, status, reported_at, closed_at, updated_at, geom) FROM STDIN
"""


def read_buildings(file: str) -> geopandas.GeoDataFrame:
    """Buildings with the columns of `area`, in lon/lat, with the ids that the store gave to their parents."""
    rows = geopandas.read_file(file, layer="building").to_crs(4326)
    rows["geometry"] = [shape if isinstance(shape, MultiPolygon) else MultiPolygon([shape]) for shape in rows.geometry]
    with closing(Store(os.environ["DATABASE_URL"])) as store:
        parents = dict(store.read(LIST_PARENTS))
    rows = rows.assign(level="building", parent_id=rows["lin_code"].map(parents).astype("Int64"))
    return rows.assign(code=rows["bid"], name=rows["bid"])[["level", "parent_id", "code", "name", "geometry"]]


def write_areas(file: str, target: str) -> None:
    """The text of buildings."""
    _write(read_buildings(file), target)


def write_issues(file: str, target: str) -> None:
    """The text of issues."""
    told = pandas.read_csv(file, dtype=str)
    points = geopandas.points_from_xy(told["lon"].astype(float), told["lat"].astype(float))
    ended = told["closed_at"].fillna(told["created_at"])
    status = told["closed_at"].isna().map({True: "accepted", False: "closed"})
    rows = told.assign(source="bench", status=status, ended=ended, geometry=points)
    columns = ["source", "id", "type", "status", "created_at", "closed_at", "ended", "geometry"]
    _write(rows[columns], target)


def copy_areas(file: str) -> None:
    """Bare COPY of buildings."""
    _copy(COPY_AREAS, file)


def copy_issues(file: str) -> None:
    """Bare COPY of issues."""
    _copy(COPY_ISSUES, file)


def send_to_postgis(file: str) -> None:
    """The way of geopandas, into the same table."""
    from sqlalchemy import create_engine  # only this side pays for it

    engine = create_engine(os.environ["DATABASE_URL"].replace("postgresql:", "postgresql+psycopg2:", 1))
    rows = read_buildings(file).rename_geometry("geom")
    rows.to_postgis("area", engine, schema="gridboard", if_exists="append", index=False)


WAYS: dict[str, Callable[..., None]] = {
    "write-areas": write_areas,
    "write-issues": write_issues,
    "areas": copy_areas,
    "issues": copy_issues,
    "to-postgis": send_to_postgis,
}


def _write(rows: pandas.DataFrame, target: str) -> None:
    with Path(target).open("w", encoding="utf-8") as text:
        text.writelines(write_rows(rows))


def _copy(statement: str, file: str) -> None:
    with closing(Store(os.environ["DATABASE_URL"])) as store, store.transaction() as transaction:
        transaction.copy_in(statement, _read_chunks(file))


def _read_chunks(file: str) -> Iterator[str]:
    with Path(file).open(encoding="utf-8") as text:
        while chunk := text.read(CHUNK):
            yield chunk


if __name__ == "__main__":
    WAYS[sys.argv[1]](*sys.argv[2:])
