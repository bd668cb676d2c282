"""Running an application until it is told to end."""

import logging
import signal
import sys
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from data.settings import Settings


def prepare_process() -> None:
    """Log to stderr; let SIGTERM and Ctrl-C leave through every open context, so that the store stops too."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGINT, _leave)


def _leave(number: int, _: FrameType | None) -> None:
    sys.exit(0)


def serve(settings: Settings, application: ASGIApp) -> None:
    """Answer requests until SIGTERM or Ctrl-C. Addresses are not logged: a key could stand in one."""
    scheme = "https" if settings.tls_cert else "http"
    logging.getLogger("gridboard").info("serving on %s://%s:%d", scheme, settings.host, settings.port)
    uvicorn.run(
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
