"""Answers that never change under their address, and the refusal of any other version."""

import gzip

from fastapi import Request, Response

FOREVER = "public, max-age=31536000, immutable"


def answer_versioned(request: Request, packed: bytes, media_type: str) -> Response:
    """Gzipped bytes that the browser may keep for good; 204 when there are none."""
    headers = {"Cache-Control": FOREVER, "Vary": "Accept-Encoding"}
    return answer_packed(request, packed, media_type, headers) if packed else Response(status_code=204, headers=headers)


def answer_packed(request: Request, packed: bytes, media_type: str, headers: dict[str, str]) -> Response:
    """Gzipped bytes, unpacked for who cannot read them."""
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(gzip.decompress(packed), media_type=media_type, headers=headers)
    return Response(packed, media_type=media_type, headers=headers | {"Content-Encoding": "gzip"})


def answer_stale() -> Response:
    """Not the present version, or nothing there at all: ask for the present one."""
    return Response(status_code=404, headers={"Cache-Control": "no-store"})
