"""Two hundred files that somebody hostile, or an unlucky disk, might send."""

import gzip
import io
import random
import sqlite3
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.data.hostile_files import MADE, damage

DAMAGED_SEEDS = range(9)
NOISE_SEEDS = range(4)
MAGICS = {
    "sqlite": b"SQLite format 3\0",
    "flatgeobuf": b"fgb\x03fgb\x00",
    "zip": b"PK\x03\x04",
    "gzip": b"\x1f\x8b\x08\x00",
    "osm": b"\0\0\0\x0d\x0a\x09OSMHeader",
    "json": b'{"type": "FeatureCollection", "features": [',
    "kml": b'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>',
    "utf-16": b"\xff\xfe",
    "utf-8": b"\xef\xbb\xbf",
}
NAMES = [
    "../../../etc/passwd",
    "C:\\CON.csv",
    "a" * 5_000,
    "\0\n\r<script>.gpkg",
    "",
    "..",
    "网格.zip.exe",
    "%2e%2e%2f",
]
VRT = b"<OGRVRTDataSource><OGRVRTLayer><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]><kml><Document><name>&b;</name></Document></kml>'
ISSUES = b"reference,reported_at\n"


def list_hostile(folder: Path) -> list[tuple[str, bytes]]:
    """Name and content of each; `folder` is for what has to be made there."""
    return [
        *_damage_right_files(folder),
        *_make_noise(),
        *_list_contrived(),
        *_list_packed(folder),
        *((name, b"a,b\n1,2\n") for name in NAMES),
    ]


def _damage_right_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for name, (_, opened, write) in MADE.items():
        place = folder / name
        place.mkdir()
        write(place / opened)
        right = (place / name).read_bytes()
        yield from (
            (name, _send(place, opened, name, damage(right, f"upload {name} {seed}"))) for seed in DAMAGED_SEEDS
        )


def _send(place: Path, opened: str, damaged: str, content: bytes) -> bytes:
    """What a browser sends: a Shapefile as one zip file."""
    if not opened.endswith(".shp"):
        return content
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as parts:
        for part in place.iterdir():
            parts.writestr(part.name, content if part.name == damaged else part.read_bytes())
    return packed.getvalue()


def _make_noise() -> Iterator[tuple[str, bytes]]:
    for kind, magic in MAGICS.items():
        yield from ((f"noise.{kind}", magic + random.Random(f"{kind} {seed}").randbytes(9_000)) for seed in NOISE_SEEDS)


def _list_contrived() -> list[tuple[str, bytes]]:
    return [
        ("empty", b""),
        ("blank", b" \n\t\n"),
        ("program.exe", b"MZ" + bytes(3_000)),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(100)),
        ("page.html", b"<html><script>alert(1)</script></html>"),
        ("disguised.geojson", VRT),
        ("laughs.kml", LAUGHS),
        ("deep.kml", b"<kml><Document>" + b"<Folder>" * 200_000),
        ("deep.geojson", b'{"type": "FeatureCollection", "features": ' + b"[" * 1_000_000),
        ("wide.geojson", b'{"type":"Feature","properties":{' + b",".join(b'"%d":1' % n for n in range(6_000)) + b"}}"),
        ("endless.geojson", b'{"type":"Point","coordinates":[1e999,-1e999]}'),
        (
            "link.geojson",
            b'{"type":"FeatureCollection","crs":{"type":"link","properties":{"href":"http://a/"}},"features":[]}',
        ),
        ("wide.csv", b",".join(b"c%d" % number for number in range(200_000)) + b"\n1"),
        ("long.csv", b"a,b\n" + b"x" * 3_000_000),
        ("quoted.csv", b'reference,reported_at\n"' + b"\n" * 500_000),
        ("doubled.csv", b"a,a,a\n1,2,3\n"),
        ("formula.csv", ISSUES + b"=cmd|' /C calc'!A0,2026-11-22"),
    ]


def _list_packed(folder: Path) -> list[tuple[str, bytes]]:
    endless = "WITH RECURSIVE n AS (SELECT 1 i UNION ALL SELECT i FROM n LIMIT 9)"
    return [
        ("zero.csv.gz", gzip.compress(b"")),
        ("bomb.csv.gz", gzip.compress(ISSUES + bytes(200 << 20), 9)),
        ("twice.csv.gz", gzip.compress(gzip.compress(ISSUES))),
        ("bomb.zip", _zip({"a.shp": bytes(300 << 20), "a.shx": b"", "a.dbf": b""})),
        ("many.zip", _zip({f"{number}.shp": b"" for number in range(3_000)})),
        ("climbing.zip", _zip({"../../a.shp": b"", "../../a.shx": b"", "../../a.dbf": b""})),
        ("rooted.zip", _zip({"/etc/a.shp": b"x", "/etc/a.shx": b"x", "/etc/a.dbf": b"x"})),
        ("linked.zip", _link("a.shp")),
        ("nested.zip", _zip({"a.zip": _zip({"a.shp": b""})})),
        ("bomb.xlsx", _zip({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": bytes(300 << 20)})),
        ("hollow.xlsx", _zip({"[Content_Types].xml": b"", "xl/workbook.xml": b""})),
        ("part.shp", b"\0\0\x27\x0a" + bytes(200)),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        (
            "view.gpkg",
            _write_database(
                folder,
                f"CREATE VIEW a AS {endless} SELECT * FROM n",
            ),
        ),
        (
            "trigger.gpkg",
            _write_database(folder, "CREATE TABLE gpkg_contents (a); INSERT INTO gpkg_contents VALUES (zeroblob(9))"),
        ),
        ("huge.osm.pbf", struct.pack(">I", 0x7FFFFFFF) + b"\x0a\x09OSMHeader"),
    ]


def _zip(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return packed.getvalue()


def _link(name: str) -> bytes:
    """A zip file whose part says that it is a symbolic link to the passwords."""
    packed, part = io.BytesIO(), zipfile.ZipInfo(name)
    part.external_attr = 0o120777 << 16
    with zipfile.ZipFile(packed, "w") as written:
        written.writestr(part, "/etc/passwd")
    return packed.getvalue()


def _write_database(folder: Path, statements: str) -> bytes:
    path = folder / "made.gpkg"
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.executescript(statements)
    connection.close()
    return path.read_bytes()
