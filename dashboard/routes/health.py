"""`GET /healthz`: whether this process, its parts and its store are at work, and whether its counts are right."""

import time
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from dashboard.context import Context
from dashboard.events import write_moment
from dashboard.hub import SILENT_SECONDS
from dashboard.levels import count_levels
from dashboard.reach import is_let_in
from data.boundaries import read_version, write_version
from data.faults import StoreAway, StoreBusy

SOUND = ("ok", "counts differ")
"""What a start of the app anew would not mend: 200. Any other status is answered with 503."""


def make_router(context: Context) -> APIRouter:
    """The health of this app."""
    router = APIRouter()

    @router.get("/healthz")
    def tell_health(request: Request) -> Response:
        """200 or 503 with the status and what it is told from; who holds no key hears the status only."""
        health = read_health(context)
        if not is_let_in(context.settings, request):
            health = {"status": health["status"]}
        code = 200 if health["status"] in SOUND else 503
        return JSONResponse(health, code, headers={"Cache-Control": "no-store"})

    return router


def read_health(context: Context) -> dict[str, Any]:
    """The status, and what it is told from."""
    health = _ask_store(context) | _describe_parts(context) | _describe_verification(context)
    return {"status": _judge(health), "at": write_moment(context.clock.now())} | health


def _ask_store(context: Context) -> dict[str, Any]:
    try:
        version = read_version(context.store)
        levels = count_levels(context.store, version)
    except (StoreAway, StoreBusy) as fault:
        return {"store": "away", "reason": str(fault)}
    return {
        "store": "here",
        "boundaries_version": write_version(version),
        "areas": sum(level.count for level in levels),
        "revision": str(context.hub.revision) if context.hub.revision else None,
    }


def _describe_parts(context: Context) -> dict[str, Any]:
    """Is every thread at work, and how many seconds ago did it last get an answer of the store?"""
    hub, upkeep = context.hub, context.upkeep
    return {
        "hub": {"is_alive": hub.is_alive, "heard_ago": _count_seconds(hub.heard)},
        "upkeep": {"is_alive": upkeep.is_alive, "marked_ago": _count_seconds(upkeep.marking.done)},
    }


def _describe_verification(context: Context) -> dict[str, Any]:
    verified = context.upkeep.verified
    if verified is None:
        return {"verified_at": None, "differences": None}
    differences = {"counts": verified.counts, "misplaced": verified.misplaced, "mistimed": verified.mistimed}
    return {"verified_at": write_moment(verified.at), "differences": differences}


def _judge(health: dict[str, Any]) -> str:
    hub, upkeep = health["hub"], health["upkeep"]
    faults = {
        "hub ended": not hub["is_alive"],
        "upkeep ended": not upkeep["is_alive"],
        "store away": health["store"] == "away",
        "hub silent": hub["heard_ago"] > SILENT_SECONDS,
        "counts differ": any((health["differences"] or {}).values()),
    }
    return next((status for status, holds in faults.items() if holds), "ok")


def _count_seconds(moment: float | None) -> float | None:
    return None if moment is None else round(time.monotonic() - moment, 1)
