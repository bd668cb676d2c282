"""`GET /tiles/{version}/{z}/{x}/{y}.mvt`: boundaries, roads and landmarks."""

from fastapi import APIRouter, Request, Response

from dashboard.hub import Hub
from dashboard.routes.versioned import answer_stale, answer_versioned
from dashboard.tile_cache import Address, TileCache
from data.boundaries import write_version
from layers.tiles import exists

MEDIA_TYPE = "application/vnd.mapbox-vector-tile"


def make_router(cache: TileCache, hub: Hub) -> APIRouter:
    """The tiles of this cache."""
    router = APIRouter()

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
