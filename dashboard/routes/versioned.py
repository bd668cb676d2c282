"""Answers that never change under their address, and the refusal of any other version."""

import gzip

from fastapi import Request, Response

FOREVER = "public, max-age=31536000, immutable"


def answer_versioned(request: Request, packed: bytes, media_type: str) -> Response:
    """Gzipped bytes that the browser may keep for good; 204 when there are none."""
    headers = {"Cache-Control": FOREVER, "Vary": "Accept-Encoding"}
    if not packed:
        return Response(status_code=204, headers=headers)
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(gzip.decompress(packed), media_type=media_type, headers=headers)
    return Response(packed, media_type=media_type, headers=headers | {"Content-Encoding": "gzip"})


def answer_stale() -> Response:
    """Not the present version, or nothing there at all: ask for the present one."""
    return Response(status_code=404, headers={"Cache-Control": "no-store"})
