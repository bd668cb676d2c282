"""What is not a page: live counts, tiles, areas, issues and their points, search, the tour, health, metrics, files."""

from fastapi import APIRouter

from dashboard.context import Context
from dashboard.metrics import make_registry
from dashboard.routes import (
    areas,
    assets,
    health,
    issue_points,
    issue_workbook,
    issues,
    live,
    maplibre,
    metrics,
    search,
    tiles,
    tour,
    wall,
)


def make_routers(context: Context) -> list[APIRouter]:
    """All routes of this context."""
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
    ]
