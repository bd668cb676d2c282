"""The three maps that are compared: how each is served, opened, and told that one polygon has another count."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from bench.peers import write_polygons
from bench.polygons import Polygons
from bench.stores import serve_polygons
from dashboard.routes.maplibre import read_maplibre_version
from tests.serving import ROOT, find_port, wait_until_served


@dataclass(frozen=True)
class Opened:
    """A page's address, the script that makes `window.recolour(index, count)` on it, and its endless stream if any."""

    address: str
    script: str
    stream: str | None = None

    def stream_bytes(self) -> int:
        """What the stream sends up to the counts: its first two events, which no browser counts as finished."""
        if self.stream is None:
            return 0
        with urlopen(self.stream) as answer:
            return sum(len(line) for _ in range(2) for line in takewhile(bytes.strip, answer))


@dataclass(frozen=True)
class Side:
    """One of the maps."""

    name: str
    serve: Callable[[Polygons], AbstractContextManager[Opened]]


GRIDMAP_SCRIPT = """async () => {
    const { book, changeCounts, presentCounts } = await import("/assets/modules/book.mjs");
    window.recolour = (index, count) => {
        const [_, ...others] = book.values.get(%d + index) ?? book.measures.map(() => 0);
        changeCounts({ ...book, areas: { [%d + index]: [count, ...others] } });
        window.dash_clientside.set_props("map", { counts: presentCounts() });
    };
}"""


@contextmanager
def serve_grid_map(polygons: Polygons) -> Iterator[Opened]:
    """Our whole page: the counts change as `/live` would change them."""
    with serve_polygons(polygons) as (url, first):
        lon, lat, zoom = polygons.view
        yield Opened(f"{url}/?view={lon},{lat},{zoom}", GRIDMAP_SCRIPT % (first, first), f"{url}/live?board=off")


PLOTLY_SCRIPT = """async () => {
    const graph = document.querySelector(".js-plotly-plot");
    window.recolour = (index, count) => {
        const z = Array.from(graph.data[0].z);
        z[index] = count;
        window.Plotly.restyle(graph, { z: [z] }, [0]);
    };
}"""

LEAFLET_SCRIPT = """async () => {
    window.recolour = (index, count) => window.dash_clientside.set_props("shapes", { hideout: { [index]: count } });
}"""


@contextmanager
def serve_peer(side: str, script: str, polygons: Polygons) -> Iterator[Opened]:
    """A page of one peer, in its own process as ours is."""
    port = find_port()
    with TemporaryDirectory() as folder:
        write_polygons(polygons, Path(folder))
        process = subprocess.Popen([sys.executable, "-m", "bench.peers", side, folder, str(port)], cwd=ROOT)
        try:
            wait_until_served(port, process)
            yield Opened(f"http://127.0.0.1:{port}/", script)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=15)


SIDES = (
    Side(f"GridMap (MapLibre GL JS {read_maplibre_version()})", serve_grid_map),
    Side(
        f"Plotly `choroplethmap` ({version('plotly')})",
        lambda polygons: serve_peer("plotly", PLOTLY_SCRIPT, polygons),
    ),
    Side(
        f"dash-leaflet `hideout` ({version('dash-leaflet')})",
        lambda polygons: serve_peer("leaflet", LEAFLET_SCRIPT, polygons),
    ),
)
