"""`GET /healthz`: whether this process serves and its store answers."""

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from dashboard.context import Context
from dashboard.events import write_moment
from dashboard.reach import is_let_in
from data.areas import read_levels
from data.boundaries import read_version, write_version
from data.faults import StoreAway, StoreBusy


def make_router(context: Context) -> APIRouter:
    """The health of this app."""
    router = APIRouter()

    @router.get("/healthz")
    def tell_health(request: Request) -> Response:
        """200 with the store's state, 503 with the reason when it is away; who holds no key hears the status only."""
        health, code = _read_health(context)
        if not is_let_in(context.settings, request):
            health = {"status": health["status"]}
        return JSONResponse(health, code, headers={"Cache-Control": "no-store"})

    return router


def _read_health(context: Context) -> tuple[dict[str, Any], int]:
    try:
        version, levels = read_version(context.store), read_levels(context.store)
    except (StoreAway, StoreBusy) as fault:
        return {"status": "store away", "store": "away", "reason": str(fault)}, 503
    verified = context.upkeep.verified
    return {
        "status": "ok" if verified is None or not verified.differences else "counts differ",
        "store": "here",
        "boundaries_version": write_version(version),
        "areas": sum(level.count for level in levels),
        "revision": str(context.hub.revision) if context.hub.revision else None,
        "verified_at": write_moment(verified.at) if verified else None,
    }, 200
