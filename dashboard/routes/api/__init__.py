"""`/api`: what other programs call. Described by `/api/openapi.json`; its errors are `{"reason"}` in JSON."""

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from dashboard.context import Context
from dashboard.routes.api import feeds
from dashboard.routes.faults import answer_faults

TITLE = "Gridboard"
VERSION = "1"


def make_api(context: Context) -> FastAPI:
    """The application below `/api`. Pages with its description would load other hosts: there is the JSON alone."""
    api = FastAPI(title=TITLE, version=VERSION, docs_url=None, redoc_url=None, redirect_slashes=False)
    api.include_router(feeds.make_router(context.store, context.clock, context.feeds))
    answer_faults(api)
    api.add_exception_handler(HTTPException, answer_refusal)
    return api


async def answer_refusal(_: Request, refusal: Exception) -> Response:
    """What was refused, and why."""
    assert isinstance(refusal, HTTPException)
    headers = {"Cache-Control": "no-store"} | dict(refusal.headers or {})
    return JSONResponse({"reason": refusal.detail}, refusal.status_code, headers=headers)
