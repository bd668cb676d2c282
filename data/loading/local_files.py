"""Files from outside: a plain file of this machine, of a kind that its first bytes show."""

import re
from pathlib import Path

from data.faults import FileFault

KINDS = "GeoPackage and GeoJSON"
ADDRESS = re.compile(r"/vsi|\w+:(?!\\)", re.IGNORECASE)
SQLITE_HEADER = b"SQLite format 3\0"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def find_local_file(told: str) -> Path:
    """The real path of a plain local file. Raises `FileFault` for addresses, `/vsi` paths and what is no file."""
    if ADDRESS.match(told):
        raise FileFault(f"{told} is not a file of this machine: copy it here first")
    path = Path(told).expanduser().resolve()
    if ADDRESS.match(str(path)) or not path.is_file():
        raise FileFault(f"{told} is not there, or it is no plain file")
    return path


def recognise_kind(path: Path) -> str:
    """`gpkg` or `geojson`, by the first bytes, whatever the name says. Raises `FileFault` for anything else."""
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as fault:
        raise FileFault(f"{path.name} cannot be opened: {fault.strerror}") from fault
    if head.startswith(SQLITE_HEADER):
        return "gpkg"
    if head.removeprefix(BYTE_ORDER_MARK).lstrip().startswith(b"{"):
        return "geojson"
    raise FileFault(f"{path.name} is {'empty' if not head else 'of another kind'}: {KINDS} are read")
