"""`GET /live`: the counts as they change."""

from collections.abc import AsyncIterator

from fastapi import APIRouter, Header
from starlette.responses import StreamingResponse

from dashboard.hub import Hub

HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def make_router(hub: Hub) -> APIRouter:
    """The live stream of this hub."""
    router = APIRouter()

    @router.get("/live")
    async def follow_counts(since: str | None = None, last_event_id: str | None = Header(None)) -> StreamingResponse:
        """A snapshot, or what was missed since a revision; then every change, and a beat every ten seconds."""
        return StreamingResponse(_stream(hub, last_event_id or since), headers=HEADERS, media_type="text/event-stream")

    return router


async def _stream(hub: Hub, since: str | None) -> AsyncIterator[bytes]:
    screen = await hub.join(since)
    try:
        async for piece in screen.read():
            yield piece
    finally:
        hub.leave(screen)
