"""What is not a page: live counts, tiles, areas, issues, search, the tour, health, metrics, files, the API."""

from fastapi import APIRouter, FastAPI

from dashboard.check_run import CheckRun
from dashboard.context import Context
from dashboard.data_desk import DataDesk
from dashboard.metrics import make_registry
from dashboard.routes import (
    areas,
    assets,
    data,
    health,
    issue_points,
    issue_workbook,
    issues,
    live,
    loads,
    maplibre,
    metrics,
    quality,
    search,
    tiles,
    tour,
    wall,
)
from dashboard.routes.api import make_api
from dashboard.routes.faults import answer_faults


def add_routes(application: FastAPI, context: Context) -> None:
    """All routes of this context."""
    for router in make_routers(context):
        application.include_router(router)
    answer_faults(application)
    application.mount("/api", make_api(context))


def make_routers(context: Context) -> list[APIRouter]:
    """Those that the pages ask, and who watches the app."""
    return [
        live.make_router(context.hub),
        tiles.make_router(context.tiles, context.hub),
        areas.make_router(context.store),
        issues.make_router(context.store, context.clock),
        issue_workbook.make_router(context.store, context.clock),
        issue_points.make_router(context.store),
        search.make_router(context.store),
        tour.make_router(context.store),
        health.make_router(context),
        metrics.make_router(make_registry(context)),
        assets.make_router(),
        maplibre.make_router(),
        wall.make_router(context.store),
        quality.make_router(context.store, context.clock, CheckRun()),
        loads.make_router(context.store, context.clock),
        data.make_router(DataDesk(context.settings, context.store, context.clock)),
    ]
