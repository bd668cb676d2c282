"""`GET /data/loads.json`, `/data/loads/{record}/rejected`: the record of loads and the rows that did not fit."""

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import JSONResponse

from dashboard.job_words import translate_told
from dashboard.language import choose_language
from dashboard.load_list import describe_loads
from data.clock import Clock
from data.load_records import read_rejected_file
from data.store import Store

FRESH = {"Cache-Control": "no-store"}
LARGEST = 2**63


def make_router(store: Store, clock: Clock) -> APIRouter:
    """The record of this store."""
    router = APIRouter(prefix="/data")

    @router.get("/loads.json")
    def list_loads(request: Request) -> JSONResponse:
        """The last loads, the newest first, see `describe_loads`."""
        language = choose_language(request.query_params.get("lang"), request.cookies)
        return JSONResponse(translate_told(describe_loads(store, clock.time_zone), language), headers=FRESH)

    @router.get("/loads/{record}/rejected")
    def send_rejected(record: int) -> Response:
        """The rejected rows of a load, to be mended and loaded again; 404 when none are kept."""
        if abs(record) >= LARGEST:
            raise HTTPException(404)
        content = read_rejected_file(store, record)
        headers = FRESH | {"Content-Disposition": "attachment"}
        return Response(content, media_type="application/octet-stream", headers=headers)

    return router
