"""The same server as ours with nothing to do: it sends one file. `python -m bench.still FILE PORT`.

`/memory` sends it from memory, without any framework; `/file` as Starlette sends static files.
"""

import sys
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.responses import FileResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.routes.tiles import MEDIA_TYPE


def build(file: Path) -> ASGIApp:
    """The application."""
    body = file.read_bytes()
    head = [(b"content-type", MEDIA_TYPE.encode()), (b"content-length", b"%d" % len(body))]
    headers = [*head, (b"content-encoding", b"gzip")]
    files = Starlette(routes=[Route("/file", lambda _: FileResponse(file, media_type=MEDIA_TYPE))])

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("path") != "/memory":
            return await files(scope, receive, send)
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        return await send({"type": "http.response.body", "body": body})

    return answer


if __name__ == "__main__":
    uvicorn.run(
        build(Path(sys.argv[1])), port=int(sys.argv[2]), access_log=False, log_level="warning", server_header=False
    )
