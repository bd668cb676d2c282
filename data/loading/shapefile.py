"""A Shapefile: the files that belong to it, and how its text is written.

Format: ESRI Shapefile Technical Description (1998); dBASE table file header: number of records at byte 4, length of the
header at 8, of a record at 10; from byte 32 on 32 bytes a field, the first 11 its name.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

from data.faults import FileFault
from data.loading.text_encoding import find_codec, read_given, show_codec, tell_encoding

NEEDED = (".shx", ".dbf")
READ_ALONG = (*NEEDED, ".prj", ".cpg")
CHUNK_RECORDS = 10_000


def check_companions(path: Path) -> None:
    """Raise `FileFault` when a file that belongs to it is missing or lies in another folder."""
    beside = {name.suffix.lower(): name for name in path.parent.glob(f"{_escape(path.stem)}.*")}
    missing = [f"{path.stem}{suffix}" for suffix in NEEDED if suffix not in beside]
    if missing:
        raise FileFault(f"{path.name} lacks {' and '.join(missing)}, which belong beside it")
    for companion in (beside[suffix] for suffix in READ_ALONG if suffix in beside):
        if companion.resolve().parent != path.parent or not companion.is_file():
            raise FileFault(f"{companion.name} is no plain file beside {path.name}")


def choose_encoding(path: Path, given: str | None) -> tuple[str, str]:
    """The codec of its text, and that in words with who told it: by hand, the .cpg file, or the bytes of the .dbf.

    Raises `FileFault` when none of them tells it.
    """
    if given is not None:
        return read_given(given), f"text {show_codec(read_given(given))} (given)"
    of_file = _read_cpg(path)
    if of_file is not None:
        return of_file, f"text {show_codec(of_file)} (.cpg)"
    table = _find_companion(path, ".dbf")
    told = tell_encoding(_read_texts(table))
    if told is None:
        raise FileFault(f"{table.name} does not say how its text is written, nor is it UTF-8 or GBK: give --encoding")
    return told, f"text {show_codec(told)} (told by the bytes of {table.name})"


def _read_cpg(path: Path) -> str | None:
    named = _find_companion(path, ".cpg")
    if not named.is_file():
        return None
    with named.open("rb") as file:
        return find_codec(file.read(40).decode("latin-1"))


def _read_texts(table: Path) -> Iterator[bytes]:
    """The names of the fields, then the records, a chunk at a time."""
    with table.open("rb") as file:
        head = file.read(32)
        if len(head) < 32:
            return
        header, record = struct.unpack_from("<HH", head, 8)
        fields = file.read(max(header - 32, 0))
        yield b" ".join(fields[start : start + 11].split(b"\0")[0] for start in range(0, len(fields), 32))
        while chunk := file.read(max(record, 1) * CHUNK_RECORDS):
            yield chunk


def list_parts(path: Path) -> list[Path]:
    """Of a Shapefile it and those without which it cannot be read, as far as they are there; of another file itself."""
    needed = [_find_companion(path, suffix) for suffix in NEEDED] if path.suffix.lower() == ".shp" else []
    return [path, *(part for part in needed if part.is_file())]


def _find_companion(path: Path, suffix: str) -> Path:
    found = [name for name in path.parent.glob(f"{_escape(path.stem)}.*") if name.suffix.lower() == suffix]
    return found[0] if found else path.with_suffix(suffix)


def _escape(stem: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in stem)
