"""`GET /live`: the counts as they change."""

from collections.abc import AsyncIterator

from fastapi import APIRouter, Header
from sse_starlette import EventSourceResponse

from dashboard.hub import Hub

NEVER = 10**6


def make_router(hub: Hub) -> APIRouter:
    """The live stream of this hub."""
    router = APIRouter()

    @router.get("/live")
    async def follow_counts(since: str | None = None, last_event_id: str | None = Header(None)) -> EventSourceResponse:
        """A snapshot, or what was missed since a revision; then every change, and a beat every ten seconds."""
        return EventSourceResponse(
            _stream(hub, last_event_id or since),
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
            ping=NEVER,
            send_timeout=30,
        )

    return router


async def _stream(hub: Hub, since: str | None) -> AsyncIterator[bytes]:
    screen = hub.join()
    try:
        yield await hub.write_start(screen, since)
        while (event := await screen.take()) is not None:
            yield event
    finally:
        hub.leave(screen)
