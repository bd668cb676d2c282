"""`GET /search.json?q=…`: areas, addresses and issues by what somebody types, few of each, the best first."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from data.search import read_sought, search_addresses, search_areas, search_issues
from data.store import Store


def make_router(store: Store) -> APIRouter:
    """The search in this store."""
    router = APIRouter()

    @router.get("/search.json")
    def send_found(q: str = "") -> JSONResponse:
        """What is found; only the beginning of a longer `q` is read."""
        return JSONResponse(find(store, q), headers={"Cache-Control": "no-store"})

    return router


def find(store: Store, typed: str) -> dict[str, Any]:
    """What the store has of it; nothing for blanks."""
    sought = read_sought(typed)
    if sought is None:
        return {"query": typed, "areas": [], "addresses": [], "issues": []}
    return {
        "query": typed,
        "areas": [row._asdict() for row in search_areas(store, sought)],
        "addresses": [describe_address(row) for row in search_addresses(store, sought)],
        "issues": [row._asdict() for row in search_issues(store, sought)],
    }


def describe_address(row: Any) -> dict[str, Any]:
    """An address with the area it lies in."""
    area = {"id": row.id, "code": row.code, "level": row.level, "name": row.name}
    return {"address": row.address, "area": area, "issues": row.issues}
