"""`GET /live`: the counts as they change."""

from fastapi import APIRouter, Header
from starlette.responses import StreamingResponse
from starlette.types import Send

from dashboard.hub import Hub

HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class LiveStream(StreamingResponse):
    """What one screen hears, until it leaves or is dropped."""

    def __init__(self, hub: Hub, since: str | None, *, hears_boards: bool) -> None:
        super().__init__((), headers=HEADERS, media_type="text/event-stream")
        self._hub = hub
        self._since = since
        self._hears_boards = hears_boards

    async def stream_response(self, send: Send) -> None:
        """Straight from the screen's queue: with a thousand screens every layer between counts."""
        screen = await self._hub.join(self._since, hears_boards=self._hears_boards)
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
    async def follow_counts(
        since: str | None = None, board: str = "on", last_event_id: str | None = Header(None)
    ) -> LiveStream:
        """A snapshot, or what was missed since a revision; then every change, and a beat every ten seconds.

        With `board=off` no boards: only a wall draws them.
        """
        return LiveStream(hub, last_event_id or since, hears_boards=board != "off")

    return router
