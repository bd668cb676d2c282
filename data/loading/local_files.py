"""Files from outside: a plain file of this machine, of a kind that its first bytes show."""

import re
from pathlib import Path

from data.faults import FileFault
from data.loading.zipped import recognise_content

KINDS = "GeoPackage, GeoJSON, Shapefile (.shp, or zipped), FlatGeobuf, KML, OSM (.pbf), CSV and Excel (.xlsx)"
ADDRESS = re.compile(r"/vsi|\w+:(?!\\)", re.IGNORECASE)
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
MAGIC = {
    b"SQLite format 3\0": "gpkg",
    b"\0\0\x27\x0a": "shapefile",
    b"fgb\x03fgb": "flatgeobuf",
    b"PK\x03\x04": "zip",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "old excel",
}
OSM_HEADER = re.compile(rb"\0\0..\x0a\x09OSMHeader", re.DOTALL)
KML = re.compile(rb"<(?:\w+:)?kml\b")
TABLE_SUFFIXES = frozenset({".csv", ".tsv", ".txt"})
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def find_local_file(told: str) -> Path:
    """The real path of a plain local file. Raises `FileFault` for addresses, `/vsi` paths and what is no file."""
    if ADDRESS.match(told):
        raise FileFault(f"{told} is not a file of this machine: copy it here first")
    path = Path(told).expanduser().resolve()
    if ADDRESS.match(str(path)) or not path.is_file():
        raise FileFault(f"{told} is not there, or it is no plain file")
    return path


def is_packed(path: Path) -> bool:
    """Whether a file is a zip file, such as a workbook, or an old or encrypted workbook. Raises `FileFault`."""
    return _match_magic(_read_head(path)) in ("zip", "old excel")


def recognise_kind(path: Path) -> str:
    """One of `sources.OPENERS`, by the first bytes, whatever the name says; only a table needs a table's name.

    Raises `FileFault` for anything else.
    """
    head = _read_head(path)
    kind = _match_magic(head) or _match_text(head.removeprefix(BYTE_ORDER_MARK).lstrip(), path)
    if kind == "old excel":
        raise FileFault(f"{path.name} is an old Excel file or has a password: save it as .xlsx without one")
    kind = recognise_content(path) if kind == "zip" else kind
    if kind is None:
        raise FileFault(f"{path.name} is {'empty' if not head else 'of another kind'}: {KINDS} are read")
    return kind


def _read_head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(4096)
    except OSError as fault:
        raise FileFault(f"{path.name} cannot be opened: {fault.strerror}") from fault


def _match_magic(head: bytes) -> str | None:
    if OSM_HEADER.match(head):
        return "osm"
    return next((kind for magic, kind in MAGIC.items() if head.startswith(magic)), None)


def _match_text(text: bytes, path: Path) -> str | None:
    if text.startswith(b"{"):
        return "geojson"
    if text.startswith(b"<"):
        return "kml" if KML.search(text) else None
    is_text = text.startswith(UTF_16) or (text and not CONTROL.search(text))
    return "csv" if is_text and path.suffix.lower() in TABLE_SUFFIXES else None
