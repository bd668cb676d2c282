"""Gridboard: settings, store, routes, pages."""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from a2wsgi import WSGIMiddleware
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from dashboard.context import Context, make_context
from dashboard.kept_scripts import KeptScripts
from dashboard.pages import make_pages
from dashboard.reach import Reach, write_policy
from dashboard.routes import add_routes
from dashboard.serving import prepare_process, serve
from data.clock import Clock
from data.demo.playing import playing_demo
from data.faults import Fault
from data.opening import open_store
from data.settings import read_settings


def build(context: Context) -> FastAPI:
    """The ASGI application on an open store."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await context.hub.start()
        context.upkeep.start()
        yield
        context.upkeep.stop()
        context.hub.stop()

    application = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    add_routes(application, context)
    pages = make_pages(context)
    application.mount("/", WSGIMiddleware(pages.server, workers=10))
    application.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=6)
    application.add_middleware(KeptScripts)
    application.add_middleware(Reach, settings=context.settings, policy=write_policy(pages.csp_hashes()))
    return application


if __name__ == "__main__":
    prepare_process()
    try:
        settings = read_settings(os.environ)
        clock = Clock(settings.time_zone, settings.clock)
        with open_store(settings, app=True) as store, playing_demo(store, clock, wanted=settings.demo):
            context = make_context(settings, store, clock)
            serve(settings, build(context), on_exit=context.hub.close)
    except Fault as fault:
        sys.exit(str(fault))
