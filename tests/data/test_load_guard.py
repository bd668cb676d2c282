"""Files from outside reach nothing but themselves."""

import queue
import socket
import subprocess
import sys
import threading

import geopandas
import pytest
from shapely.geometry import box as rectangle

from data.faults import FileFault
from data.loading.area_file import AreaFile
from data.loading.gdal import import_pyogrio
from tests.data.area_files import TAIPEI, area_row, box, describe, write_geojson

FIELDS = {"level": "street", "code": "code", "name": "name"}
ROW = area_row("S", box(106.6, 26.6, 106.7, 26.7))
VRT = """<OGRVRTDataSource><OGRVRTLayer name="district">
<SrcDataSource>{}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"""


class Listener:
    """A server on loopback that answers nobody and keeps the first bytes of each call."""

    def __init__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/areas"
        self.calls = queue.SimpleQueue()
        threading.Thread(target=self.answer, daemon=True).start()

    def answer(self):
        while True:
            with self.socket.accept()[0] as caller:
                self.calls.put(caller.recv(4))

    def first_call(self):
        """The first call that came in; one of our own closes the list, so that nothing still under way is missed."""
        with socket.create_connection(self.socket.getsockname()) as own:
            own.sendall(b"own!")
        return self.calls.get(timeout=5)


@pytest.fixture
def listener():
    return Listener()


def crs_link(listener):
    return {"type": "link", "properties": {"href": listener.url}}


def test_only_the_named_drivers_are_left_even_after_geopandas():
    code = (
        "import geopandas; from data.loading.gdal import import_pyogrio; print(sorted(import_pyogrio().list_drivers()))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "['ESRI Shapefile', 'FlatGeobuf', 'GPKG', 'GeoJSON', 'LIBKML', 'OSM']"


@pytest.mark.parametrize("source", ["/vsicurl/{}", "/vsicurl?url={}", "{}", "{}.geojson", "GeoJSON:{}", "/VSIZIP/{}"])
def test_a_source_that_is_no_local_file_is_refused_and_no_request_leaves(listener, source):
    with pytest.raises(FileFault, match="is not a file of this machine"):
        describe(AreaFile(source.format(listener.url), **FIELDS))
    assert listener.first_call() == b"own!"


def test_a_vrt_named_geojson_is_refused(tmp_path):
    disguised = tmp_path / "harmless.geojson"
    disguised.write_text(VRT.format(TAIPEI))
    with pytest.raises(FileFault, match="harmless.geojson is of another kind"):
        describe(AreaFile(str(disguised), **FIELDS))


@pytest.mark.parametrize("key", ["crs", "CRS", "\\u0063rs"])
def test_a_linked_crs_is_refused_and_no_request_leaves(listener, tmp_path, monkeypatch, key):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    file = tmp_path / "linked.geojson"
    write_geojson(file, ROW, crs=crs_link(listener))
    file.write_text(file.read_text().replace('"crs"', f'"{key}"'))
    with pytest.raises(FileFault, match="in another way than by name"):
        describe(AreaFile(str(file), **FIELDS))
    assert listener.first_call() == b"own!"


def test_what_gdal_would_fetch_ends_before_the_network(listener):
    with pytest.raises(RuntimeError, match="proxy"):
        import_pyogrio().read_info(f"GeoJSON:{listener.url}")
    assert listener.first_call() == b"own!"


def test_the_first_bytes_tell_the_kind(tmp_path):
    import_pyogrio()
    rows = geopandas.GeoDataFrame({"code": ["S"], "name": ["街道"]}, geometry=[rectangle(0, 0, 1, 1)], crs=4490)
    rows.to_file(tmp_path / "areas.gpkg", driver="GPKG")
    (tmp_path / "areas.gpkg").rename(tmp_path / "areas.geojson")
    assert describe(AreaFile(str(tmp_path / "areas.geojson"), **FIELDS)).layer.rows == 1


@pytest.mark.parametrize(
    ("members", "told"),
    [
        ({"name": "crs"}, "OGC:CRS84 WGS 84 (CRS84)"),
        (
            {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}}},
            "EPSG:4490 China Geodetic Coordinate System 2000",
        ),
        (
            {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}},
            "OGC:CRS84 WGS 84 (CRS84)",
        ),
    ],
)
def test_the_crs_is_the_one_that_the_file_names(tmp_path, members, told):
    file = write_geojson(tmp_path / "areas.geojson", ROW, **members)
    assert describe(AreaFile(file, **FIELDS)).projection.told == told


@pytest.mark.parametrize(
    ("crs", "sentence"),
    [
        (None, "does not say in which coordinate reference system"),
        ("EPSG:3826", "does not say in which coordinate reference system"),
        ({"type": "name", "properties": {"name": "EPSG:999999"}}, "a coordinate reference system nobody knows"),
        ({"type": "name", "properties": {"name": "local grid"}}, "in another way than by name"),
        ({"type": "EPSG", "properties": {"code": 3826}}, "in another way than by name"),
    ],
)
def test_a_crs_is_never_guessed(tmp_path, crs, sentence):
    file = write_geojson(tmp_path / "areas.geojson", ROW, crs=crs)
    with pytest.raises(FileFault, match=sentence):
        describe(AreaFile(file, **FIELDS))


def test_a_geopackage_without_crs_needs_one_by_hand(tmp_path):
    import_pyogrio()
    file = tmp_path / "areas.gpkg"
    rows = geopandas.GeoDataFrame({"code": ["S"], "name": ["街道"]}, geometry=[rectangle(0, 0, 1, 1)])
    with pytest.warns(UserWarning, match="crs"):
        rows.to_file(file, driver="GPKG")
    with pytest.raises(FileFault, match="--crs"):
        describe(AreaFile(str(file), **FIELDS))
    assert describe(AreaFile(str(file), crs="4490", **FIELDS)).projection.told.startswith("EPSG:4490")
