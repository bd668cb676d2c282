"""tipg, the peer of our tiles: its own environment, its view of the areas, its server."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from data.embedded import Cluster
from data.store import Store
from tests.serving import ROOT, find_port, wait_until_served

PLACE = ROOT / ".venv-peers"
REQUIREMENTS = Path(__file__).with_name("requirements-tipg.txt")
READY = PLACE / "ready"
"""What was installed, when that came to its end."""

SETTINGS = {
    "TIPG_DB_SCHEMAS": '["peers"]',
    "TIPG_DB_SPATIAL_EXTENT": "false",
    "TIPG_DB_DATETIME_EXTENT": "false",
    "TIPG_TILE_BUFFER": "64",
    "TIPG_CATALOG_TTL": "0",
}
"""The buffer that ours has; no extents and no looking for new tables, which would cost it time."""

SHOW_AREAS = """
CREATE SCHEMA IF NOT EXISTS peers;
CREATE OR REPLACE VIEW peers.area AS
    SELECT id, code, name, geom_3857 FROM gridboard.area WHERE valid_to IS NULL
"""
TILE = "/collections/peers.area/tiles/WebMercatorQuad/{}/{}/{}?properties=code,name"


def write_path(address: tuple[int, int, int]) -> str:
    """A tile's path, with the properties that ours has."""
    return TILE.format(*address)


@contextmanager
def serve_tipg(cluster: Cluster, connections: int) -> Iterator[str]:
    """The address of a tipg on the cluster's own table, under the uvicorn that serves us; its connections as ours.

    Through a view, so that it finds by our index, which holds open areas only, and in tiles' own coordinates.
    """
    install()
    with closing(Store(cluster.url("owner"), size=1)) as owner:
        owner.execute(SHOW_AREAS)
    port = find_port()
    pool = {"DB_MIN_CONN_SIZE": str(connections), "DB_MAX_CONN_SIZE": str(connections)}
    environment = os.environ | SETTINGS | pool | {"DATABASE_URL": cluster.url("owner")}
    words = ["-m", "uvicorn", "tipg.main:app", "--port", str(port), "--no-access-log", "--log-level", "warning"]
    process = subprocess.Popen([PLACE / "bin/python", *words], env=environment)
    try:
        wait_until_served(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=15)


def install() -> None:
    """Make tipg's environment, once; again when its lock file changed."""
    wanted = REQUIREMENTS.read_text(encoding="utf-8")
    if READY.exists() and READY.read_text(encoding="utf-8") == wanted:
        return
    subprocess.run([sys.executable, "-m", "venv", "--clear", PLACE], check=True)
    packages = ["install", "--quiet", "--quiet", "--disable-pip-version-check", "--requirement", REQUIREMENTS]
    subprocess.run([PLACE / "bin/python", "-m", "pip", *packages], check=True)
    READY.write_text(wanted, encoding="utf-8")
