"""MapLibre GL JS from its npm package, gzipped once, under an address that holds its version."""

import gzip
import json
from functools import lru_cache
from pathlib import Path

from fastapi import APIRouter, Request, Response

from dashboard.routes.versioned import answer_stale, answer_versioned

PACKAGE = Path(__file__).parents[2] / "node_modules" / "maplibre-gl"
MEDIA_TYPES = {
    "maplibre-gl.mjs": "text/javascript",
    "maplibre-gl-worker.mjs": "text/javascript",
    "maplibre-gl.css": "text/css",
}


@lru_cache(maxsize=1)
def read_maplibre_version() -> str:
    """The version of the installed package."""
    return str(json.loads((PACKAGE / "package.json").read_text(encoding="utf-8"))["version"])


@lru_cache(maxsize=len(MEDIA_TYPES))
def pack_file(name: str) -> bytes:
    """One file of the package, gzipped."""
    return gzip.compress((PACKAGE / "dist" / name).read_bytes(), 9)


def make_router() -> APIRouter:
    """The files that the map needs."""
    router = APIRouter()

    @router.get("/maplibre/{version}/{name}")
    def send_maplibre(request: Request, version: str, name: str) -> Response:
        """A file of the installed version."""
        if version != read_maplibre_version() or name not in MEDIA_TYPES:
            return answer_stale()
        return answer_versioned(request, pack_file(name), MEDIA_TYPES[name])

    return router
