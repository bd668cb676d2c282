"""A zipped Shapefile, unpacked into a folder of its own: under our name, within bounds, and only what is read of it."""

import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from data.faults import FileFault
from data.loading.shapefile import READ_ALONG

WORKBOOK = "xl/workbook.xml"
MAX_UNPACKED = 1 << 30
UNREADABLE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError)  # RuntimeError: a password


def recognise_content(path: Path) -> str | None:
    """`excel`, `zipped shapefile`, or None for another zip file. Raises `FileFault` for a damaged one."""
    names = [part.filename for part in _list_parts(path)]
    if WORKBOOK in names:
        return "excel"
    return "zipped shapefile" if any(name.lower().endswith(".shp") for name in names) else None


@contextmanager
def unpack_shapefile(path: Path) -> Iterator[Path]:
    """The .shp file with those that belong to it, as long as the context lasts.

    Raises `FileFault` when there are several, or when they are damaged or too large.
    """
    parts = _choose_parts(path)
    if sum(part.file_size for part in parts.values()) > MAX_UNPACKED:
        raise FileFault(f"{path.name} unpacks to more than {MAX_UNPACKED >> 20} MB: unpack it yourself")
    with tempfile.TemporaryDirectory(prefix="gridboard-") as folder:
        plain = Path(folder).resolve() / f"{path.stem}.shp"
        for suffix, part in parts.items():
            _unpack(path, part, plain.with_suffix(suffix))
        yield plain


def _list_parts(path: Path) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(path) as packed:
            return packed.infolist()
    except UNREADABLE as fault:
        raise FileFault(f"{path.name} cannot be read: it is a damaged zip file") from fault


def _choose_parts(path: Path) -> dict[str, zipfile.ZipInfo]:
    """By suffix; names in a zip file are only compared, never used."""
    parts = {PurePosixPath(part.filename): part for part in _list_parts(path)}
    shapes = [name for name in parts if name.suffix.lower() == ".shp" and "__MACOSX" not in name.parts]
    if len(shapes) != 1:
        raise FileFault(f"{path.name} holds {len(shapes)} Shapefiles: unpack it and load one of them")
    stem = shapes[0].with_suffix("")
    return {
        name.suffix.lower(): part
        for name, part in parts.items()
        if name.with_suffix("") == stem and name.suffix.lower() in (".shp", *READ_ALONG)
    }


def _unpack(path: Path, part: zipfile.ZipInfo, target: Path) -> None:
    """zipfile reads no more than the size that the part declares."""
    try:
        with zipfile.ZipFile(path) as packed, packed.open(part) as source, target.open("wb") as written:
            shutil.copyfileobj(source, written)
    except UNREADABLE as fault:
        raise FileFault(f"{path.name} cannot be unpacked: it is damaged or has a password") from fault
