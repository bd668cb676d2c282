"""What the page `/quality` asks: findings, their places, the state of the check; and what starts and stops it.

All behind the admin key, as the page.
"""

from typing import Any

from fastapi import APIRouter, HTTPException
from fastapi.responses import JSONResponse

from dashboard.check_run import CheckRun
from dashboard.quality_state import describe_rows, describe_state
from data.check.finding import KINDS
from data.clock import Clock
from data.findings import MOST_PLACES, Wanted, read_check, read_findings
from data.store import Store
from layers.findings import read_places

FRESH = {"Cache-Control": "no-store"}
ROWS = 100


def make_router(store: Store, clock: Clock, run: CheckRun) -> APIRouter:
    """The findings of this store."""
    router = APIRouter()

    def tell_state(lang: str) -> JSONResponse:
        return JSONResponse(describe_state(store, run, clock.now(), lang), headers=FRESH)

    @router.get("/quality/state.json")
    def send_state(lang: str = "zh") -> JSONResponse:
        """As `describe_state` says."""
        return tell_state(lang)

    @router.get("/quality/findings.json")
    def send_rows(kind: str = "", id: int | None = None, after: str = "0,0", lang: str = "zh") -> JSONResponse:
        """`{"rows", "next"}`: findings of a kind, or the one with an id; `next` is the place to ask behind."""
        check, wanted = read_check(store), Wanted(read_kind(kind), id, read_after(after))
        found = read_findings(store, check, wanted, ROWS) if check else []
        last = f"{found[-1].severity},{found[-1].id}" if len(found) == ROWS else None
        return JSONResponse({"rows": describe_rows(store, found, lang), "next": last}, headers=FRESH)

    @router.get("/quality/places.json")
    def send_places(kind: str = "") -> JSONResponse:
        """`{"places": [[id, severity, lon, lat, shape], …], "is_whole"}`."""
        check, wanted = read_check(store), read_kind(kind)
        places = read_places(store, check, wanted, MOST_PLACES + 1) if check else []
        told = [list(place) for place in places[:MOST_PLACES]]
        return JSONResponse({"places": told, "is_whole": len(places) <= MOST_PLACES}, headers=FRESH)

    @router.post("/quality/check")
    def start_check(lang: str = "zh") -> JSONResponse:
        """Start a check, or look on while another one runs."""
        run.start()
        return tell_state(lang)

    @router.post("/quality/stop")
    def stop_check(lang: str = "zh") -> JSONResponse:
        """Stop the check that runs: the former findings stay."""
        run.stop()
        return tell_state(lang)

    return router


def read_kind(kind: str) -> str | None:
    """A kind of findings, empty for all; refuses anything else."""
    if kind and kind not in KINDS:
        raise HTTPException(422, f"kind is one of {', '.join(KINDS)}")
    return kind or None


def read_after(after: str) -> tuple[int, int]:
    """SEVERITY,ID; refuses anything else."""
    parts: list[Any] = after.split(",")
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() and len(part) < 10 for part in parts):
        raise HTTPException(422, "after is SEVERITY,ID")
    return int(parts[0]), int(parts[1])
