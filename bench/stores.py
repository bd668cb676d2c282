"""Stores of the benches' own: they are there for one measurement, and are removed however it ends."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import shapely

from bench.polygons import Polygons
from data.areas import find_by_code
from data.embedded import Cluster, run_cluster
from data.opening import open_store
from data.settings import read_settings
from data.store import Store
from tests.serving import serve
from tests.stores import remove_store


@contextmanager
def run_fresh_cluster(*, app: bool = False) -> Iterator[Cluster]:
    """A cluster as a street has it, with the schema and nothing else. `app`: it is started again when it ends."""
    with TemporaryDirectory() as folder:
        place = Path(folder) / "store"
        try:
            with run_cluster(place, app=app) as cluster:
                with open_store(read_settings({"GRIDBOARD_STORE": str(place)})):
                    pass  # this brings its schema
                yield cluster
        finally:
            remove_store(place)


@contextmanager
def serve_polygons(polygons: Polygons) -> Iterator[tuple[str, int]]:
    """The app's address, and the id of the first polygon; the others' follow. The store holds nothing else."""
    with run_fresh_cluster() as cluster, closing(Store(cluster.url("app"))) as store:
        fill(store, polygons)
        with serve(store.url) as url:
            yield url, find_by_code(store, "0")


ADD_STREET = """
INSERT INTO area (level, code, name, geom)
VALUES ('street', 'street', 'Bench', ST_Multi(ST_MakeEnvelope(%(west)s, %(south)s, %(east)s, %(north)s, 4326)))
RETURNING id
"""

COPY_AREAS = """
COPY area (level, parent_id, code, name, geom) FROM STDIN
"""

ADD_ISSUES = """
INSERT INTO issue (source, source_reference, category, status, area_id)
SELECT 'patrol', counted.code || '/' || number, 'bench', 'accepted', a.id
FROM unnest(%(codes)s::text[], %(counts)s::integer[]) AS counted (code, issues)
    JOIN area a ON a.code = counted.code,
    generate_series(1, counted.issues) AS number
"""


def fill(store: Store, polygons: Polygons) -> None:
    """One street around all polygons, the polygons beneath it with their numbers as codes, and their issues."""
    west, south, east, north = shapely.total_bounds(polygons.shapes).tolist()
    counts = {str(index): count for index, count in enumerate(polygons.counts) if count}
    with store.transaction() as transaction:
        street = transaction.read_one(ADD_STREET, {"west": west, "south": south, "east": east, "north": north}).id
        wkbs = shapely.to_wkb(shapely.set_srid(as_multipolygons(polygons.shapes), 4326), hex=True, include_srid=True)
        rows = (f"{polygons.level}\t{street}\t{index}\tNo. {index}\t{wkb}\n" for index, wkb in enumerate(wkbs))
        transaction.copy_in(COPY_AREAS, rows)
        transaction.execute("ANALYZE area")
        transaction.execute(ADD_ISSUES, {"codes": list(counts), "counts": list(counts.values())})


def as_multipolygons(shapes: Any) -> Any:
    """Each polygon as a multipolygon of one, as the store keeps areas."""
    return shapely.multipolygons(shapes, indices=range(len(shapes)))
