"""Gridboard: settings, store, routes, pages."""

import logging
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import FrameType

import uvicorn
from a2wsgi import WSGIMiddleware
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from dashboard.context import Context
from dashboard.hub import Hub
from dashboard.pages import make_pages
from dashboard.reach import Reach, write_policy
from dashboard.routes import areas, faults, health, live, maplibre, tiles
from data.clock import Clock
from data.demo.playing import playing_demo
from data.faults import Fault
from data.opening import open_store
from data.settings import Settings, read_settings
from data.store import Store
from data.upkeep import Upkeep


def build(settings: Settings, store: Store, clock: Clock) -> FastAPI:
    """The ASGI application on an open store."""
    context = Context(settings, store, clock, Hub(store, clock), Upkeep(store, clock))
    pages = make_pages(context)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await context.hub.start()
        context.upkeep.start()
        yield
        context.upkeep.stop()
        context.hub.stop()

    application = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    for router in (live.make_router(context.hub), tiles.make_router(store, context.hub), areas.make_router(store)):
        application.include_router(router)
    for router in (health.make_router(context), maplibre.make_router()):
        application.include_router(router)
    faults.answer_faults(application)
    application.mount("/", WSGIMiddleware(pages.server, workers=10))
    application.add_middleware(GZipMiddleware, minimum_size=1000)
    application.add_middleware(Reach, settings=settings, policy=write_policy(pages.csp_hashes()))
    return application


def main() -> None:
    """Serve until SIGTERM or Ctrl-C; the embedded store starts and stops with it."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGINT, _leave)
    try:
        settings = read_settings(os.environ)
        clock = Clock(settings.time_zone, settings.clock)
        with open_store(settings, app=True) as store, playing_demo(store, clock, wanted=settings.demo):
            _serve(settings, build(settings, store, clock))
    except Fault as fault:
        sys.exit(str(fault))


def _serve(settings: Settings, application: FastAPI) -> None:
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


def _leave(number: int, _: FrameType | None) -> None:
    """Leave through every open context, so that the store stops too."""
    sys.exit(0)


if __name__ == "__main__":
    main()
