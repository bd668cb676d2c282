"""The arguments that every load of a file of shapes takes."""

from argparse import ArgumentParser, Namespace
from typing import TypeVar

from data.loading.crs import COORDINATES
from data.loading.source_file import SourceFile

File = TypeVar("File", bound=SourceFile)


def add_source_arguments(parser: ArgumentParser) -> None:
    """FILE, and what a person knows about it that the file does not say."""
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--layer", help="the layer or sheet, needed when the file holds several")
    parser.add_argument(
        "--only", metavar="FIELD[=VALUE,…]", help="only rows that have the field, or such a value in it"
    )
    parser.add_argument("--headings", metavar="ROWS", help="of a sheet: the rows that hold its headings, as 2 or 2-3")
    parser.add_argument("--wkt", metavar="FIELD", help="of a table: the field with the shape as WKT")
    parser.add_argument("--lon", metavar="FIELD", help="of a table: the field with the longitude or easting")
    parser.add_argument("--lat", metavar="FIELD", help="of a table: the field with the latitude or northing")
    parser.add_argument("--crs", metavar="EPSG", help="the EPSG code of the coordinates, instead of the file's")
    parser.add_argument(
        "--coordinates", choices=COORDINATES, help="which lon/lat it is; gcj02 and bd09 are brought back"
    )
    parser.add_argument("--encoding", metavar="NAME", help="how the text of a Shapefile or CSV is written, as GBK")
    parser.add_argument("--strict", dest="is_strict", action="store_true", help="refuse the file for one wrong row")


def read_file(kind: type[File], arguments: Namespace) -> File:
    """What the arguments say about the file."""
    told = vars(arguments)
    return kind(**{name: told[name] for name in kind.__dataclass_fields__ if name in told})
