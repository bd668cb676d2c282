"""`GET /tour.json` and `GET /places/{id}.json`: how the tour goes, and where an area lies that alarms."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from data.areas import read_path
from data.preferences import read_preferences
from data.store import Store

FRESH = {"Cache-Control": "no-store"}


def make_router(store: Store) -> APIRouter:
    """What a wall asks at each stop, and at an alarm."""
    router = APIRouter()

    @router.get("/tour.json")
    def send_tour() -> JSONResponse:
        """`{"seconds", "order", "only_open"}` as they are set now."""
        preferences = read_preferences(store)
        tour = {
            "seconds": preferences.tour_seconds,
            "order": preferences.tour_order,
            "only_open": preferences.tour_only_open,
        }
        return JSONResponse(tour, headers=FRESH)

    @router.get("/places/{area_id}.json")
    def send_place(area_id: int) -> JSONResponse:
        """The way from the root to an open area: `[{"id", "level", "code", "name", "bounds"}, …]`; 404 without it."""
        return JSONResponse([describe_step(step) for step in read_path(store, area_id)], headers=FRESH)

    return router


def describe_step(step: Any) -> dict[str, Any]:
    """An area with its box: west, south, east, north."""
    bounds = [step.west, step.south, step.east, step.north]
    return {"id": step.id, "level": step.level, "code": step.code, "name": step.name, "bounds": bounds}
