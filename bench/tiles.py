"""Tiles of Taipei's five levels: kept, fresh, and on a pan beside tipg.

One process asks, over equally many kept-open connections on every side. Each figure is the median of interleaved runs.
"""

import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from itertools import repeat
from urllib.request import Request, urlopen

import psycopg2

from bench.asking import Asked, ask
from bench.browser import project
from bench.results import write_table
from bench.sending import run_sender
from bench.taipei import TAIPEI, run_taipei
from bench.tipg import serve_tipg
from bench.tipg import write_path as write_peer_path
from dashboard.serving import prepare_process
from dashboard.tile_cache import READERS
from data.boundaries import read_version, write_version
from data.embedded import Cluster
from data.store import Store
from layers.tiles import READ_TILE
from tests.serving import serve

TITLE = "Tiles"
MIDDLE = (121.535, 25.06)
RUNS = 5
PAN = 1_000
"""Tiles asked for on the pan: each by a first screen, to which it is new, and by a second that follows it."""
BEHIND = 24
"""How many tiles the second screen is behind: two of a tablet's views."""
KEPT = 10_000
"""Answers of one run with a kept tile."""
Address = tuple[int, int, int]

SEA: list[Address] = [(16, 0, row) for row in range(READERS)]
"""Tiles where nothing lies, asked for at once: they open all connections."""


def measure(pan: int = PAN) -> str:
    """The tables of the report; takes some five minutes. Fewer tiles on the pan make all of it shorter."""
    if not TAIPEI.exists():
        return f"Not measured: there are no areas at {TAIPEI}."
    path = list_path(pan // 2)
    with run_taipei() as cluster:
        parts = (compare_kept(cluster, KEPT * pan // PAN), compare_fresh(cluster, path), compare_pan(cluster, path))
    return "\n\n".join((f"{__doc__}", *parts))


# --- a kept tile ---------------------------------------------------------------------------------------------------


def compare_kept(cluster: Cluster, answers: int) -> str:
    """A light and a heavy tile, beside the same server with nothing to do but to send as many bytes."""
    rows = [row for zoom in (15, 12) for row in _compare_kept_tile(cluster, zoom, answers)]
    about = (
        "A tile that the app keeps. Promised: at least 0.7 of the answers of the same server that sends a static file "
        "of that size. From memory and without any framework is all that uvicorn can do."
    )
    return f"{about}\n\n{write_table(('kept tile', 'sent by', 'answers/s', 'the app gives'), rows)}"


def _compare_kept_tile(cluster: Cluster, zoom: int, answers: int) -> list[Sequence[str]]:
    (path,) = write_paths(cluster, [find_tile(zoom)])
    with serve(cluster.url("app")) as app:
        with urlopen(Request(app + path, headers={"Accept-Encoding": "gzip"})) as answer:
            tile = answer.read()
        with run_sender("bench.still", tile) as (port, _):
            still = f"http://127.0.0.1:{port}"
            sides = {
                "the app": lambda: ask(app, repeat(path, answers), READERS),
                "Starlette, as a file": lambda: ask(still, repeat("/file", answers), READERS),
                "uvicorn, from memory": lambda: ask(still, repeat("/memory", answers), READERS),
            }
            asked = take_medians(sides)
    own, size = asked["the app"].rate, f"{len(tile) / 1000:.0f} KB"
    return [(size, name, f"{side.rate:,.0f}", f"{own / side.rate:.2f}") for name, side in asked.items()]


# --- fresh tiles ---------------------------------------------------------------------------------------------------


def compare_fresh(cluster: Cluster, path: Sequence[Address]) -> str:
    """Tiles that an app does not keep yet, beside their SQL alone."""
    paths = write_paths(cluster, path)
    sides = {"the app": lambda: ask_app(cluster, paths), "the SQL alone": lambda: read_bare(cluster, path)}
    about = (
        f"{len(path)} tiles that an app does not keep yet, beside the same statements alone on as many connections "
        f"({READERS}), whose answers nobody packs or sends. Promised: at most 1.3 of their time."
    )
    return f"{about}\n\n{_write_seconds('fresh tiles', take_medians(sides))}"


def ask_app(cluster: Cluster, paths: Sequence[str]) -> Asked:
    """Ask an app that just started, once its connections are open."""
    with serve(cluster.url("app")) as app:
        ask(app, write_paths(cluster, SEA), READERS)
        return ask(app, paths, READERS)


def read_bare(cluster: Cluster, path: Sequence[Address]) -> Asked:
    """The statements of these tiles, on open connections."""
    with ExitStack() as stack:
        opened = [stack.enter_context(closing(psycopg2.connect(cluster.url("app")))) for _ in range(READERS)]
        for connection in opened:
            connection.autocommit = True
            _read_tiles(connection, iter(SEA))
        left, start = iter(path), time.monotonic()
        readers = [threading.Thread(target=_read_tiles, args=(connection, left)) for connection in opened]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        return Asked(len(path), 0, time.monotonic() - start)


def _read_tiles(connection: psycopg2.extensions.connection, left: Iterator[Address]) -> None:
    with connection.cursor() as cursor:
        for z, x, y in left:
            cursor.execute(READ_TILE, {"z": z, "x": x, "y": y})
            cursor.fetchall()


# --- the pan -------------------------------------------------------------------------------------------------------


def compare_pan(cluster: Cluster, path: Sequence[Address]) -> str:
    """Two screens that pan over the city, one behind the other, beside tipg on the same table."""
    asked = follow(path)
    own, peers = write_paths(cluster, asked), [write_peer_path(address) for address in asked]
    sides = {"the app": lambda: ask_app(cluster, own), "tipg": lambda: ask_tipg(cluster, peers)}
    about = (
        f"A pan over {len(asked):,} tiles at zooms 15 and 16, where both draw every level: each is new once, and asked "
        f"for again by a screen that is {BEHIND} tiles behind. Each server just started. Promised: at most a third of "
        "tipg's time."
    )
    return f"{about}\n\n{_write_seconds('pan', take_medians(sides))}"


def ask_tipg(cluster: Cluster, paths: Sequence[str]) -> Asked:
    """Ask a tipg that just started, once its connections are open."""
    with serve_tipg(cluster, READERS) as peer:
        ask(peer, [write_peer_path(address) for address in SEA], READERS)
        return ask(peer, paths, READERS)


def list_path(count: int) -> list[Address]:
    """Different tiles around the city's middle in the order that a pan to and fro brings them: half of each zoom."""
    return [address for zoom in (15, 16) for address in _pan_zoom(zoom, count // 2)]


def _pan_zoom(zoom: int, count: int) -> list[Address]:
    _, x, y = find_tile(zoom)
    side = -(-count // max(1, round(count**0.5)))
    columns = range(x - side // 2, x - side // 2 + side)
    rows = [[(zoom, column, y - side // 2 + row) for column in columns] for row in range(side + 1)]
    return [address for row in rows for address in (row if row[0][2] % 2 else row[::-1])][:count]


def follow(path: Sequence[Address]) -> list[Address]:
    """Every tile by the first screen, and again by the second, which is `BEHIND` tiles behind."""
    times = [(number + late, late, address) for number, address in enumerate(path) for late in (0, BEHIND)]
    return [address for _, _, address in sorted(times)]


def find_tile(zoom: int) -> Address:
    """The tile at the city's middle."""
    x, y = project(*MIDDLE)
    return zoom, int(x * 2**zoom), int(y * 2**zoom)


def write_paths(cluster: Cluster, addresses: Sequence[Address]) -> list[str]:
    """The app's paths of these tiles."""
    with closing(Store(cluster.url("app"), size=1)) as store:
        version = write_version(read_version(store))
    return ["/tiles/{}/{}/{}/{}.mvt".format(version, *address) for address in addresses]


def take_medians(sides: dict[str, Callable[[], Asked]]) -> dict[str, Asked]:
    """The run of median length of each side; the sides take turns."""
    runs = [{name: run() for name, run in sides.items()} for _ in range(RUNS)]
    return {name: sorted((run[name] for run in runs), key=lambda run: run.seconds)[RUNS // 2] for name in sides}


def _write_seconds(what: str, asked: dict[str, Asked]) -> str:
    own = asked["the app"].seconds
    rows = [
        (name, f"{side.seconds:.2f}", f"{own / side.seconds:.2f}", f"{side.body_bytes / 1e6:.1f} MB")
        for name, side in asked.items()
    ]
    return write_table((what, "seconds", "the app takes", "sent"), rows)


if __name__ == "__main__":
    prepare_process()
    sys.stdout.write(measure(*map(int, sys.argv[1:])))
