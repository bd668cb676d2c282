"""`GET /tiles/{version}/{z}/{x}/{y}.mvt`: boundaries, roads and landmarks, cached by version in this process."""

import asyncio
import gzip
from collections import OrderedDict

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from dashboard.hub import Hub
from dashboard.routes.versioned import answer_stale, answer_versioned
from data.boundaries import write_version
from data.store import Store
from layers.tiles import exists, read_tile

CACHE_BYTES = 64_000_000

Address = tuple[int, int, int]


class TileCache:
    """Gzipped tiles of one version of the boundaries; the ones asked for longest ago go first."""

    def __init__(self, store: Store) -> None:
        self.version: int | None = None
        self._store = store
        self._tiles: OrderedDict[Address, bytes] = OrderedDict()
        self._coming: dict[Address, asyncio.Task[bytes]] = {}
        self._bytes = 0

    def find(self, version: int | None, address: Address) -> bytes | None:
        """A cached tile of this version."""
        if version != self.version or address not in self._tiles:
            return None
        self._tiles.move_to_end(address)
        return self._tiles[address]

    async def fetch(self, address: Address) -> bytes:
        """Read a tile, once however many ask for it at the same time; `version` is then the one it belongs to."""
        if address not in self._coming:
            self._coming[address] = asyncio.create_task(self._read(address))
        return await asyncio.shield(self._coming[address])

    async def _read(self, address: Address) -> bytes:
        try:
            version, packed = await run_in_threadpool(_read_packed, self._store, address)
        finally:
            del self._coming[address]
        self._keep(version, address, packed)
        return packed

    def _keep(self, version: int, address: Address, packed: bytes) -> None:
        if version != self.version:
            self._tiles.clear()
            self.version, self._bytes = version, 0
        self._tiles[address] = packed
        self._bytes += len(packed)
        while self._bytes > CACHE_BYTES:
            self._bytes -= len(self._tiles.popitem(last=False)[1])


def _read_packed(store: Store, address: Address) -> tuple[int, bytes]:
    version, tile = read_tile(store, *address)
    return version, gzip.compress(tile, 6) if tile else b""


def make_router(store: Store, hub: Hub) -> APIRouter:
    """The tiles of this store."""
    router = APIRouter()
    cache = TileCache(store)

    @router.get("/tiles/{version}/{z}/{x}/{y}.mvt")
    async def send_tile(request: Request, version: str, z: int, x: int, y: int) -> Response:
        """A Mapbox vector tile of the present version; 404 for any other."""
        if not exists(z, x, y):
            return answer_stale()
        packed = cache.find(hub.boundaries, (z, x, y))
        if packed is None:
            packed = await cache.fetch((z, x, y))
        if cache.version is None or write_version(cache.version) != version:
            return answer_stale()
        return answer_versioned(request, packed, "application/vnd.mapbox-vector-tile")

    return router
