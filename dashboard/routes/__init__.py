"""What is not a page: live counts, tiles, lists of areas, health, MapLibre's files."""

from fastapi import APIRouter

from dashboard.context import Context
from dashboard.routes import areas, health, live, maplibre, tiles


def make_routers(context: Context) -> list[APIRouter]:
    """All routes of this context."""
    return [
        live.make_router(context.hub),
        tiles.make_router(context.store, context.hub),
        areas.make_router(context.store),
        health.make_router(context),
        maplibre.make_router(),
    ]
