"""Buildings with their parents: every check, beside a bare COPY into the same table and `geopandas.to_postgis`."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import loading_sides
from bench.loading_sides import HEADING, Side, compare, make_file
from bench.results import write_table
from bench.taipei import describe_level

TITLE = "Loading areas"
COUNTS = (113_832, 500_000)

WAYS = """
* bare COPY: the text is ready, in lon/lat and with the ids of the parents; nothing is read from the file or looked at;
* `load areas`: reads the GeoPackage, projects and checks each shape, code and name, finds the parents by their codes,
  compares with the store, reports what is rejected, unlocated or nested oddly;
* `geopandas.to_postgis`: reads and projects the same file, takes the parents' ids from the store, checks nothing.

All three pay for the table: its indexes, its 3857 column, its keys.

Promised: 113,832 buildings in at most 5 times the bare COPY's time and under 15 s; 500,000 with less than 500 MB.
"""


def measure() -> str:
    """The table of the report; takes some minutes and 2 GB of disk."""
    with TemporaryDirectory() as folder:
        rows = [row for count in COUNTS for row in compare_buildings(Path(folder), count)]
    return f"{__doc__}\n{loading_sides.__doc__}{WAYS}\n{write_table(HEADING, rows)}"


def compare_buildings(folder: Path, count: int) -> list[Sequence[str]]:
    """All ways with one number of buildings."""
    file, text = folder / f"{count}.gpkg", folder / f"{count}.copy"
    make_file("buildings", count, file)
    bare = Side(
        "bare COPY", ["bench.bare_copy", "areas", str(text)], ["bench.bare_copy", "write-areas", str(file), str(text)]
    )
    ours = Side("`load areas`, every check", ["data", "load", "areas", str(file), *describe_level("building")])
    theirs = Side("`geopandas.to_postgis`", ["bench.bare_copy", "to-postgis", str(file)])
    return compare(f"{count:,} buildings", (bare, ours, theirs))
