"""`GET /assets/…`: our style sheets and scripts, gzipped once. A page needs some fifty of them at once."""

import gzip
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from fastapi import APIRouter, Request, Response

from dashboard.routes.versioned import answer_packed, answer_stale

FOLDER = Path(__file__).parents[2] / "assets"
MEDIA_TYPES = {".mjs": "text/javascript", ".js": "text/javascript", ".css": "text/css"}


class Packed(NamedTuple):
    """A file's gzipped content, and its entity tag."""

    content: bytes
    tag: str


@lru_cache(maxsize=200)
def pack_asset(path: Path, changed: int) -> Packed:
    """One file as it is since it `changed`."""
    content = path.read_bytes()
    return Packed(gzip.compress(content, 9), f'"{sha256(content).hexdigest()[:16]}"')


def make_router() -> APIRouter:
    """The files of `assets/` that are there when the app starts, each as it is now."""
    router = APIRouter()
    files = {path.relative_to(FOLDER).as_posix(): path for path in FOLDER.rglob("*") if path.suffix in MEDIA_TYPES}
    for path in files.values():  # now, not when a page asks: live streams would wait for it
        pack_asset(path, path.stat().st_mtime_ns)

    @router.get("/assets/{name:path}")
    async def send_asset(request: Request, name: str) -> Response:
        """A file; 304 when the browser has it, 404 when there is none."""
        path = files.get(name)
        if path is None:
            return answer_stale()
        content, tag = pack_asset(path, path.stat().st_mtime_ns)
        headers = {"Cache-Control": "no-cache", "ETag": tag, "Vary": "Accept-Encoding"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return answer_packed(request, content, MEDIA_TYPES[path.suffix], headers)

    return router
