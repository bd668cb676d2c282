"""Damaged and hostile files of areas, issues and rosters, and whether a load of one was whole or nothing."""

import gzip
import random
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from data.faults import FileFault
from data.store import Store
from tests.data.area_files import load_file
from tests.data.issue_files import load_issue_file, load_roster_file
from tests.data.office_files import HEADINGS, ROWS, write_areas, write_csv, write_sheets

SHEET = "xl/worksheets/sheet1.xml"

# What makes a right table of each, and how it is loaded.
TABLES: dict[str, list[list[Any]]] = {
    "areas": [HEADINGS, *ROWS],
    "issues": [
        ["reference", "reported_at", "category", "status", "lon", "lat", "area_code"],
        ["A1", datetime(2026, 11, 20, 8, 5), "路灯不亮", "办结", 106.605, 26.605, None],
        ["A2", "2026-11-20 08:05", "占道经营", None, None, None, "GE"],
    ],
    "roster": [
        ["area_code", "organization", "kind", "count"],
        ["MW", "第一党支部", "党员", 3],
        ["GE", "第二党支部", "志愿者", None],
    ],
}
LOADS: dict[str, Callable[..., Any]] = {
    "areas": lambda store, file, **told: load_file(store, file, "street", **({"wkt": "wkt", "crs": "4490"} | told)),
    "issues": load_issue_file,
    "roster": load_roster_file,
}

READ_ALL = """
SELECT a::text AS row FROM area a
UNION ALL SELECT v::text FROM area_version v
UNION ALL SELECT i::text FROM issue i
UNION ALL SELECT e::text FROM issue_event e
UNION ALL SELECT p::text FROM party_member p
UNION ALL SELECT v::text FROM volunteer v
UNION ALL SELECT c::text FROM count_change c
UNION ALL SELECT n::text FROM issue_change n
UNION ALL SELECT s::text FROM source s
"""


def read_all(store: Store) -> list[str]:
    """Everything that a load may write."""
    return sorted(row.row for row in store.read(READ_ALL))


def write_book(path: Path, what: str) -> Path:
    """A right workbook of areas, issues or a roster."""
    return Path(write_sheets(path, **{what: TABLES[what]}))


def write_text(path: Path, what: str) -> Path:
    """A right CSV file in GBK, compressed when its name ends so."""
    write_csv(path, *TABLES[what], encoding="gbk")
    path.write_bytes(gzip.compress(path.read_bytes(), mtime=0) if path.suffix == ".gz" else path.read_bytes())
    return path


def repack(path: Path, part: str, content: bytes) -> Path:
    """Put another content into a part of a workbook."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, former in (parts | {part: b""}).items():
            packed.writestr(name, content if name == part else former)
    return path


def replace_in_sheet(path: Path, former: bytes, later: bytes) -> Path:
    """Put other bytes into the first sheet of a workbook, which must hold the former ones."""
    with zipfile.ZipFile(path) as packed:
        content = packed.read(SHEET)
    assert former in content
    return repack(path, SHEET, content.replace(former, later, 1))


def damage(content: bytes, seed: str) -> bytes:
    """Break a file off somewhere, or turn some of its bytes into others."""
    chance, broken = random.Random(seed), bytearray(content)
    for _ in range(chance.choice([1, 5, 50])):
        broken[chance.randrange(min(len(broken), chance.choice([300, 10**9])))] = chance.randrange(256)
    return bytes(broken[: chance.choice([len(broken), chance.randrange(len(broken))])])


# By the file that is damaged: what it is loaded as, the file that is loaded, and how both are made.
MADE: dict[str, tuple[str, str, Callable[[Path], Any]]] = {
    **{f"a.{part}": ("areas", "a.shp", lambda path: write_areas(path, encoding="GBK")) for part in ("shp", "dbf")},
    **{f"a.{part}": ("areas", "a.shp", lambda path: write_areas(path, encoding="GBK")) for part in ("shx", "prj")},
    "a.fgb": ("areas", "a.fgb", lambda path: write_areas(path, driver="FlatGeobuf")),
    "a.gpkg": ("areas", "a.gpkg", lambda path: write_areas(path, driver="GPKG")),
    "a.geojson": ("areas", "a.geojson", lambda path: write_areas(path, driver="GeoJSON")),
    "a.csv": ("areas", "a.csv", lambda path: write_text(path, "areas")),
    "a.xlsx": ("areas", "a.xlsx", lambda path: write_book(path, "areas")),
    "i.csv": ("issues", "i.csv", lambda path: write_text(path, "issues")),
    "i.csv.gz": ("issues", "i.csv.gz", lambda path: write_text(path, "issues")),
    "i.xlsx": ("issues", "i.xlsx", lambda path: write_book(path, "issues")),
    "r.csv": ("roster", "r.csv", lambda path: write_text(path, "roster")),
    "r.csv.gz": ("roster", "r.csv.gz", lambda path: write_text(path, "roster")),
    "r.xlsx": ("roster", "r.xlsx", lambda path: write_book(path, "roster")),
}


def is_whole_or_nothing(store: Store, what: str, file: Path) -> bool:
    """Whether a load accounts for every row, or is refused with a sentence and leaves the store as it was."""
    former = read_all(store)
    told = {} if file.suffix in (".csv", ".xlsx", ".gz") or what != "areas" else {"wkt": None, "crs": None}
    try:
        report = LOADS[what](store, str(file), **told)
    except FileFault as fault:
        return len(str(fault)) > 10 and read_all(store) == former
    return bool(report.loaded + report.unchanged + report.rejected == report.read > report.rejected)
