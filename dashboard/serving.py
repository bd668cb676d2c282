"""Running an application until it is told to end."""

import gc
import logging
import resource
import signal
import socket
import sys
from collections.abc import Callable
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from data.settings import Settings

SILENT_MILLISECONDS = 30_000
UNSENT_BYTES = 65_536


class Server(uvicorn.Server):
    """Ends endless answers by `on_exit` before it waits for the others; gives up readers that do not read.

    A connection on which nothing that was sent is received for 30 s is closed, and the system keeps at most 64 kB of
    each that it did not send yet, instead of 4 MB: every connection takes over what is set on the listening socket.
    """

    def __init__(self, config: uvicorn.Config, on_exit: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_exit = on_exit

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen. What is loaded by now stays: no collection of garbage looks at it, for all screens wait meanwhile."""
        await super().startup(sockets)
        gc.freeze()
        for listener in [listener for server in self.servers for listener in server.sockets]:
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, SILENT_MILLISECONDS)
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, UNSENT_BYTES)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop to listen, and wait for answers under way."""
        self._on_exit()
        await super().shutdown(sockets)


def prepare_process() -> None:
    """Log to stderr; let SIGTERM and Ctrl-C leave through every open context, so that the store stops too.

    As many files may be open as the system grants: the usual 1,024 are too few for a thousand screens.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGINT, _leave)


def _leave(number: int, _: FrameType | None) -> None:
    sys.exit(0)


def serve(settings: Settings, application: ASGIApp, on_exit: Callable[[], None]) -> None:
    """Answer requests until SIGTERM or Ctrl-C. Addresses are not logged: a key could stand in one."""
    scheme = "https" if settings.tls_cert else "http"
    logging.getLogger("gridboard").info("serving on %s://%s:%d", scheme, settings.host, settings.port)
    config = uvicorn.Config(
        application,
        host=settings.host,
        port=settings.port,
        ssl_certfile=settings.tls_cert,
        ssl_keyfile=settings.tls_key,
        access_log=False,
        log_level="warning",
        timeout_graceful_shutdown=2,
        server_header=False,
    )
    Server(config, on_exit).run()
