"""`GET /tiles/{version}/{z}/{x}/{y}.mvt`: boundaries, roads and landmarks, cached by version in this process."""

import asyncio
import gzip
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import NamedTuple

from fastapi import APIRouter, Request, Response

from dashboard.hub import Hub
from dashboard.routes.versioned import answer_stale, answer_versioned
from data.boundaries import write_version
from data.store import Store
from layers.tiles import exists, read_tile

CACHE_BYTES = 64_000_000
READERS = 6
"""Tiles read at once: a flood of them leaves connections to the rest of the app."""
PACKING = 4
"""Of nine. Six takes twice the time for one percent less."""

ENTRY_BYTES = 300
MEDIA_TYPE = "application/vnd.mapbox-vector-tile"

Address = tuple[int, int, int]


class Tile(NamedTuple):
    """A gzipped tile (empty where nothing lies), and the version of the boundaries that it was made from."""

    version: str
    packed: bytes


class TileCache:
    """Gzipped tiles of one version of the boundaries; the ones asked for longest ago go first."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._version = ""
        self._tiles: OrderedDict[Address, bytes] = OrderedDict()
        self._coming: dict[tuple[str, Address], asyncio.Future[Tile]] = {}
        self._readers = ThreadPoolExecutor(READERS, "tiles")
        self._bytes = 0

    def find(self, version: str, address: Address) -> bytes | None:
        """A cached tile of this version."""
        if version != self._version or address not in self._tiles:
            return None
        self._tiles.move_to_end(address)
        return self._tiles[address]

    async def fetch(self, version: str, address: Address) -> Tile:
        """Read a tile, once however many wait for it, with the version that it is really of."""
        key = version, address
        if key not in self._coming:
            self._coming[key] = asyncio.wrap_future(self._readers.submit(_read_packed, self._store, address))
            self._coming[key].add_done_callback(partial(self._take_in, key))
        return await asyncio.shield(self._coming[key])

    def _take_in(self, key: tuple[str, Address], read: asyncio.Future[Tile]) -> None:
        del self._coming[key]
        if not (read.cancelled() or read.exception()):
            self._keep(key[1], read.result())

    def _keep(self, address: Address, tile: Tile) -> None:
        if tile.version != self._version:
            self._tiles.clear()
            self._version, self._bytes = tile.version, 0
        self._bytes += len(tile.packed) - len(self._tiles.pop(address, b""))
        self._tiles[address] = tile.packed
        while self._bytes + ENTRY_BYTES * len(self._tiles) > CACHE_BYTES:
            self._bytes -= len(self._tiles.popitem(last=False)[1])


def _read_packed(store: Store, address: Address) -> Tile:
    version, tile = read_tile(store, *address)
    return Tile(write_version(version), gzip.compress(tile, PACKING) if tile else b"")


def make_router(store: Store, hub: Hub) -> APIRouter:
    """The tiles of this store."""
    router = APIRouter()
    cache = TileCache(store)

    async def send_tile(request: Request) -> Response:
        """A Mapbox vector tile of the present version; 404 for any other. The cache answers for the hub's version."""
        version, address = request.path_params["version"], _read_address(request)
        if address is None:
            return answer_stale()
        is_known = hub.boundaries is not None and write_version(hub.boundaries) == version
        packed = cache.find(version, address) if is_known else None
        if packed is None:
            tile = await cache.fetch(version, address)
            packed = tile.packed if tile.version == version else None
        return answer_stale() if packed is None else answer_versioned(request, packed, MEDIA_TYPE)

    # Starlette's plain route: FastAPI's reading of four parameters would take longer than all the rest.
    router.add_route("/tiles/{version}/{z}/{x}/{y}.mvt", send_tile)
    return router


def _read_address(request: Request) -> Address | None:
    """The numbers in a tile's path; None when the pyramid has no such tile."""
    numbers = [request.path_params[name] for name in "zxy"]
    if not all(number.isdecimal() and len(number) < 9 for number in numbers):
        return None
    z, x, y = map(int, numbers)
    return (z, x, y) if exists(z, x, y) else None
