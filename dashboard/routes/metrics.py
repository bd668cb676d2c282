"""`GET /metrics`: what a Prometheus server reads; behind the admin key."""

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest


def make_router(registry: CollectorRegistry) -> APIRouter:
    """The metrics of this registry."""
    router = APIRouter()

    @router.get("/metrics")
    async def tell_metrics() -> Response:
        """In Prometheus' text format. On the event loop, where what is read changes."""
        return Response(
            generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"}
        )

    return router
