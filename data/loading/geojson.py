"""The coordinate reference system that a GeoJSON file names.

Read here and not by GDAL, which fetches a `crs` of type `link` from the network and takes an unknown one for lon/lat.
RFC 7946 (2016): a file without `crs` is WGS 84 lon/lat; its forerunner of 2008: `crs` names another one.
"""

import mmap
import re
from pathlib import Path

from data.faults import FileFault

DEFAULT = "OGC:CRS84"

# A key counts in every spelling that a JSON reader may take for `crs`: any case, any escape, either quote.
KEY = re.compile(rb"""["'](?:c|\\u00[46]3)(?:r|\\u00[57]2)(?:s|\\u00[57]3)["'](?=\s*[:/])""", re.IGNORECASE)
PLAIN_VALUE = re.compile(rb"""\s*:\s*(?:["\d\-\[]|null|true|false)""")
NAMED = re.compile(
    rb"""\s*:\s*\{\s*"type"\s*:\s*"name"\s*,\s*"properties"\s*:\s*\{\s*"name"\s*:\s*"([\w:/.\-]{1,80})"\s*\}\s*\}"""
)
CODE = re.compile(r"(?:urn:ogc:def:crs:|https?://www\.opengis\.net/def/crs/)?(EPSG|OGC)[:/](?:[\w.]*[:/])?(\d+|CRS84)")


def find_crs(path: Path) -> str | None:
    """`EPSG:n` or `OGC:CRS84`; None when the file leaves it open, as with `"crs": null`.

    Raises `FileFault` for a `crs` that is not given by name, or by a name outside the EPSG register.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
        keys = list(KEY.finditer(text))
        told = {_read_value(text, key.end(), path) for key in keys}
    if not told:
        return DEFAULT
    return told.pop() if len(told) == 1 else None


def _read_value(text: mmap.mmap, start: int, path: Path) -> str | None:
    named = NAMED.match(text, start)
    if named:
        return _read_code(named[1].decode("ascii"), path)
    if PLAIN_VALUE.match(text, start):
        return None
    raise FileFault(f"{path.name} gives its crs in another way than by name, which is not read")


def _read_code(name: str, path: Path) -> str:
    code = CODE.fullmatch(name)
    if code is None:
        raise FileFault(f"{path.name} names the crs {name}, which is not read: an EPSG code is")
    return f"{code[1]}:{code[2]}"
