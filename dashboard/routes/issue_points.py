"""`GET /issue_points.json?box=W,S,E,N`: the open issues in a box of the map."""

from typing import Any

from fastapi import APIRouter, HTTPException
from fastapi.responses import JSONResponse

from data.store import Store
from layers.issue_points import MOST, Box, IssuePoint, read_points

MOST_DEGREES = 2
"""Some times what a wall of screens shows at the zoom from which points are drawn."""


def make_router(store: Store) -> APIRouter:
    """The points of this store's issues."""
    router = APIRouter()

    @router.get("/issue_points.json")
    def send_points(box: str) -> JSONResponse:
        """`{"points": [[id, lon, lat, category, due_at, runs, is_urgent], …], "is_whole"}`; 422 for what is no box."""
        points = read_points(store, read_box(box), MOST + 1)
        answer = {"points": [describe_point(point) for point in points[:MOST]], "is_whole": len(points) <= MOST}
        return JSONResponse(answer, headers={"Cache-Control": "no-store"})

    return router


def read_box(text: str) -> Box:
    """West, south, east, north in degrees. Raises `HTTPException` 422 for anything else."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise HTTPException(422, "box is W,S,E,N in degrees") from None
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise HTTPException(422, "box is W,S,E,N in degrees")
    if max(east - west, north - south) > MOST_DEGREES:
        raise HTTPException(422, f"box is at most {MOST_DEGREES} degrees wide and high")
    return west, south, east, north


def describe_point(point: IssuePoint) -> list[Any]:
    """A row for the map; a millionth of a degree is a tenth of a metre."""
    due_at = point.due_at.isoformat() if point.due_at else None
    return [point.id, round(point.lon, 6), round(point.lat, 6), point.category, due_at, point.runs, point.is_urgent]
