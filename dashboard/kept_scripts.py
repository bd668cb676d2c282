"""Dash's own scripts, which never change while this process runs: answered once, then from memory."""

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SCRIPTS = "/_dash-component-suites/"

MOST_BYTES = 32_000_000
"""Several times what all scripts take; Dash answers a script under any fingerprint, and each would be kept."""

Answer = list[Message]


class KeptScripts:
    """ASGI middleware around what finds and gzips a script, for which every live stream has to wait."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept: dict[tuple[str, bool], Answer] = {}
        self.bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A kept answer, or the application's."""
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(SCRIPTS):
            await self._app(scope, receive, send)
            return
        for message in await self._find(scope, receive):
            await send({**message})

    async def _find(self, scope: Scope, receive: Receive) -> Answer:
        key = scope["path"], "gzip" in Request(scope).headers.get("accept-encoding", "")
        if key in self._kept:
            return self._kept[key]
        answer: Answer = []

        async def hear(message: Message) -> None:
            answer.append(message)

        await self._app(scope, receive, hear)
        size = sum(len(message.get("body", b"")) for message in answer)
        if answer[0]["status"] == 200 and self.bytes + size <= MOST_BYTES:
            self._kept[key] = answer
            self.bytes += size
        return answer
