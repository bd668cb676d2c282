"""`GET /areas/{version}/{level}.json`, `…/{level}/bases.json` and `GET /boundaries.json`: which areas there are."""

import gzip
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from dashboard.levels import describe_levels, find_bounds
from dashboard.routes.versioned import answer_stale, answer_versioned
from data.areas import list_areas, list_bases
from data.boundaries import read_version, write_version
from data.store import Store

ListLevel = Callable[[Store, str], tuple[int, str]]
"""The version of the boundaries, and something of each area of a level as JSON."""


def make_router(store: Store) -> APIRouter:
    """The lists of areas of this store."""
    router = APIRouter()

    @lru_cache(maxsize=32)
    def pack(list_level: ListLevel, version: str, level: str) -> bytes | None:
        present, text = list_level(store, level)
        return gzip.compress(text.encode(), 6) if write_version(present) == version else None

    def send(request: Request, list_level: ListLevel, version: str, level: str) -> Response:
        packed = pack(list_level, version, level) if write_version(read_version(store)) == version else None
        return answer_stale() if packed is None else answer_versioned(request, packed, "application/json")

    @router.get("/areas/{version}/{level}.json")
    def send_areas(request: Request, version: str, level: str) -> Response:
        """`[[id, parent_id, code, name, lon, lat], …]` of the present version; 404 for any other."""
        return send(request, list_areas, version, level)

    @router.get("/areas/{version}/{level}/bases.json")
    def send_bases(request: Request, version: str, level: str) -> Response:
        """`[[id, households, residents], …]` of the present version, null is not known; 404 for any other."""
        return send(request, list_bases, version, level)

    @router.get("/boundaries.json")
    def send_boundaries() -> Response:
        """The present version, the levels from the top down, and the box of the topmost one."""
        return JSONResponse(describe_boundaries(store), headers={"Cache-Control": "no-store"})

    return router


def describe_boundaries(store: Store) -> dict[str, Any]:
    """What a page needs to draw the present boundaries."""
    return {
        "version": write_version(read_version(store)),
        "levels": describe_levels(store),
        "bounds": find_bounds(store),
    }
