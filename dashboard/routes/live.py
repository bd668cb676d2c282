"""`GET /live`: the counts as they change."""

from fastapi import APIRouter, Header
from starlette.responses import StreamingResponse
from starlette.types import Send

from dashboard.hub import Hub

HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class LiveStream(StreamingResponse):
    """What one screen hears, until it leaves or is dropped."""

    def __init__(self, hub: Hub, since: str | None) -> None:
        super().__init__((), headers=HEADERS, media_type="text/event-stream")
        self._hub = hub
        self._since = since

    async def stream_response(self, send: Send) -> None:
        """Straight from the screen's queue: with a thousand screens every layer between counts."""
        screen = await self._hub.join(self._since)
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            while words := await screen.take():
                await send({"type": "http.response.body", "body": words, "more_body": True})
        finally:
            self._hub.leave(screen)
        await send({"type": "http.response.body", "body": b"", "more_body": False})


def make_router(hub: Hub) -> APIRouter:
    """The live stream of this hub."""
    router = APIRouter()

    @router.get("/live")
    async def follow_counts(since: str | None = None, last_event_id: str | None = Header(None)) -> LiveStream:
        """A snapshot, or what was missed since a revision; then every change, and a beat every ten seconds."""
        return LiveStream(hub, last_event_id or since)

    return router
