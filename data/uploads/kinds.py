"""What an upload is, by its first bytes: they alone choose the extension under which it is kept."""

import re

from data.faults import FileFault
from data.loading.csv_table import GZIP_HEADER
from data.loading.local_files import BYTE_ORDER_MARK, CONTROL, KML, MAGIC, OSM_HEADER, UTF_16

HEAD_BYTES = 4096
EXTENSIONS = {"gpkg": ".gpkg", "flatgeobuf": ".fgb"}
WORKBOOK_PARTS = re.compile(rb"PK\x03\x04.{26}(?:\[Content_Types\]|_rels/|docProps/|xl/)", re.DOTALL)


def choose_extension(head: bytes, name: str) -> str:
    """The extension of the kind that the first bytes show; `name` is only for the sentence.

    Raises `FileFault` for a file of no kind that is read, and for one that can only be read together with others.
    """
    kind = next((kind for magic, kind in MAGIC.items() if head.startswith(magic)), None)
    if kind == "shapefile":
        raise FileFault(f"{name} is a part of a Shapefile: put .shp, .shx, .dbf and .prj into one zip file")
    if kind == "old excel":
        raise FileFault(f"{name} is an old Excel file or has a password: save it as .xlsx without one")
    if kind == "zip":
        return ".xlsx" if WORKBOOK_PARTS.match(head) else ".zip"
    if OSM_HEADER.match(head):
        return ".osm.pbf"
    if head.startswith(GZIP_HEADER):
        return ".csv.gz"
    return EXTENSIONS[kind] if kind else _choose_for_text(head, name)


def _choose_for_text(head: bytes, name: str) -> str:
    text = head.removeprefix(BYTE_ORDER_MARK).lstrip()
    if text.startswith(b"{"):
        return ".geojson"
    if text.startswith(b"<") and KML.search(text):
        return ".kml"
    is_text = text and not text.startswith((b"<", b"%PDF")) and not CONTROL.search(text)
    if text.startswith(UTF_16) or is_text:
        return ".csv"
    raise FileFault(f"{name} is {'of another kind' if text else 'empty'}: {READ}")


READ = "GeoPackage, GeoJSON, zipped Shapefile, FlatGeobuf, KML, OSM (.pbf), CSV and Excel (.xlsx) are read"
