"""Vector tiles, cached by version in this process."""

import asyncio
import gzip
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import NamedTuple

from data.boundaries import write_version
from data.store import Store
from layers.tiles import read_tile

CACHE_BYTES = 64_000_000
READERS = 6
"""Tiles read at once: a flood of them leaves connections to the rest of the app."""
PACKING = 4
"""Of nine. Six takes twice the time for one percent less."""

ENTRY_BYTES = 300

Address = tuple[int, int, int]


class Tile(NamedTuple):
    """A gzipped tile (empty where nothing lies), and the version of the boundaries that it was made from."""

    version: str
    packed: bytes


class TileCache:
    """Gzipped tiles of one version of the boundaries; the ones asked for longest ago go first.

    `hits` and `misses` count the questions that it could answer and those that the store had to.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._version = ""
        self._tiles: OrderedDict[Address, bytes] = OrderedDict()
        self._coming: dict[tuple[str, Address], asyncio.Future[Tile]] = {}
        self._readers = ThreadPoolExecutor(READERS, "tiles")
        self.bytes = 0
        self.hits = 0
        self.misses = 0

    def __len__(self) -> int:
        return len(self._tiles)

    def find(self, version: str, address: Address) -> bytes | None:
        """A cached tile of this version."""
        if version != self._version or address not in self._tiles:
            return None
        self.hits += 1
        self._tiles.move_to_end(address)
        return self._tiles[address]

    async def fetch(self, version: str, address: Address) -> Tile:
        """Read a tile, once however many wait for it, with the version that it is really of."""
        self.misses += 1
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
            self._version, self.bytes = tile.version, 0
        self.bytes += len(tile.packed) - len(self._tiles.pop(address, b""))
        self._tiles[address] = tile.packed
        while self.bytes + ENTRY_BYTES * len(self._tiles) > CACHE_BYTES:
            self.bytes -= len(self._tiles.popitem(last=False)[1])


def _read_packed(store: Store, address: Address) -> Tile:
    version, tile = read_tile(store, *address)
    return Tile(write_version(version), gzip.compress(tile, PACKING) if tile else b"")
