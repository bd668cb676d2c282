"""`GET /issues.json`, `/issues/count.json`, `/issues/fitting.json`: the list of issues for the page `/issues`.

All take the parameters of that page; what they do not know has its default, as there. An area that is not there is
answered with 404.
"""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import JSONResponse

from dashboard.issue_rows import describe_row, read_place, read_rows, write_place
from dashboard.issue_wish import read_known_wish
from data.clock import Clock
from data.issue_list import MOST, IssueFilter, Place, count_issues, count_petitions, find_fitting
from data.store import Store

FRESH = {"Cache-Control": "no-store"}
ROWS = 200
MOST_IDS = 1_000


def make_router(store: Store, clock: Clock) -> APIRouter:
    """The list of this store."""
    router, zone = APIRouter(), clock.time_zone

    def read_filter(request: Request) -> IssueFilter:
        return read_known_wish(store, request.query_params).make_filter(store, zone)

    @router.get("/issues.json")
    def send_rows(request: Request) -> JSONResponse:
        """`{"rows", "next"}`: the first rows, or those behind the place `after`; `next` is the place to ask behind."""
        after, wish = read_after(request), read_known_wish(store, request.query_params)
        rows, last = read_rows(store, wish.make_filter(store, zone), wish.order, after, ROWS)
        told = [describe_row(row, zone) for row in rows]
        return JSONResponse({"rows": told, "next": write_place(last)}, headers=FRESH)

    @router.get("/issues/count.json")
    def send_count(request: Request) -> JSONResponse:
        """`{"count", "petitions", "most"}`: numbers above `most` were not counted to their end."""
        wanted = read_filter(request)
        counts = {"count": count_issues(store, wanted), "petitions": count_petitions(store, wanted), "most": MOST}
        return JSONResponse(counts, headers=FRESH)

    @router.get("/issues/fitting.json")
    def send_fitting(request: Request) -> JSONResponse:
        """Those of the `ids` that belong to the list, as `[id, …]`."""
        return JSONResponse(find_fitting(store, read_filter(request), read_ids(request)), headers=FRESH)

    return router


def read_after(request: Request) -> Place | None:
    """The place behind which rows are asked for; refuses what is none."""
    after = request.query_params.get("after")
    try:
        return read_place(after) if after else None
    except ValueError as fault:
        raise HTTPException(400, f"after={after}: {fault}") from None


def read_ids(request: Request) -> list[int]:
    """Numbers with commas; refuses anything else."""
    ids = request.query_params.get("ids", "").split(",")
    if len(ids) > MOST_IDS or not all(id.isascii() and id.isdigit() and len(id) < 19 for id in ids):
        raise HTTPException(400, f"ids: numbers with commas, {MOST_IDS} at most")
    return [int(id) for id in ids]
