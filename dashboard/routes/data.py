"""`/data/…`: what the page for files asks: uploads, what they hold, and the job; behind the admin key as that page.

A fault is `{"reason"}` in the language that the request asks for with `lang`.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from dashboard.data_desk import DataDesk
from dashboard.job_words import translate_told
from dashboard.language import choose_language
from data.faults import FileFault
from data.uploads.upload import MOST_BYTES, Incoming, Upload

FRESH = {"Cache-Control": "no-store"}
SILENT_SECONDS = 60
AT_ONCE = 1 << 20
MOST_JSON = 1 << 18


def make_router(desk: DataDesk) -> APIRouter:
    """The routes of this desk, which opens and closes with the app."""

    @asynccontextmanager
    async def lifespan(_: Any) -> AsyncIterator[None]:
        await run_in_threadpool(desk.open)
        yield
        desk.close()

    router = APIRouter(prefix="/data", lifespan=lifespan)

    @router.post("/uploads")
    async def take_upload(request: Request) -> JSONResponse:
        """The bytes of a file, its name in `name`: `{"id", "name", "size"}`."""
        refuse_large(request, MOST_BYTES)
        upload = await receive_upload(desk, request)
        desk.keep(upload)
        return JSONResponse({"id": upload.id, "name": upload.name, "size": upload.size}, 201, FRESH)

    @router.delete("/demo")
    def empty_demo() -> Response:
        """The demo street goes, so that the street's own data can come; nothing happens in a store without it."""
        desk.remove_demo()
        return Response(status_code=204)

    @router.delete("/uploads/{upload_id}")
    def drop_upload(upload_id: str) -> Response:
        """It is not needed any more."""
        desk.drop(upload_id)
        return Response(status_code=204)

    @router.post("/uploads/{upload_id}/{task}")
    async def read_upload(upload_id: str, task: str, request: Request) -> JSONResponse:
        """`description` or `preview`, with what is told in the body."""
        tasks = {"description": "describe", "preview": "preview"}
        if task not in tasks:
            raise HTTPException(404)
        found = await run_in_threadpool(desk.read, tasks[task], upload_id, await read_json(request))
        return JSONResponse(translate_told(found, read_language(request)), headers=FRESH)

    add_job_routes(router, desk)
    add_mapping_routes(router, desk)
    return router


def add_job_routes(router: APIRouter, desk: DataDesk) -> None:
    """The one job: begin, look, cancel, forget."""

    @router.get("/job")
    def tell_job(request: Request) -> JSONResponse:
        """The job that runs or ran last, see `Job`; `{"state": "idle"}` without one."""
        return JSONResponse(translate_told(desk.describe_job(), read_language(request)), headers=FRESH)

    @router.post("/job")
    async def begin_job(request: Request) -> JSONResponse:
        """`{"task": "rehearse" | "load", "upload", "what", "told"}`."""
        order = await read_json(request)
        if order.get("task") not in ("rehearse", "load") or not isinstance(order.get("told"), dict):
            raise HTTPException(400, "a task and what is told are wanted")
        names = (str(order.get(name)) for name in ("task", "upload", "what"))
        job = await run_in_threadpool(desk.begin, *names, order["told"])
        return JSONResponse(job.describe(), 202, FRESH)

    @router.post("/job/cancel")
    def cancel_job() -> Response:
        """Stop it; the store is then as it was."""
        desk.cancel()
        return Response(status_code=204)

    @router.delete("/job")
    def forget_job() -> Response:
        """Its result was read."""
        desk.clear()
        return Response(status_code=204)


def add_mapping_routes(router: APIRouter, desk: DataDesk) -> None:
    """Named mappings: keep, forget. They are offered with the description of a file that has the same headings."""

    @router.post("/mappings")
    async def keep_mapping(request: Request) -> Response:
        """`{"name", "headings", "told"}`."""
        order = await read_json(request)
        headings, told = order.get("headings"), order.get("told")
        if not isinstance(headings, list) or not isinstance(told, dict):
            raise HTTPException(400, "headings and what is told are wanted")
        await run_in_threadpool(desk.keep_mapping, str(order.get("name", "")), list(map(str, headings)), told)
        return Response(status_code=204)

    @router.delete("/mappings/{mapping}")
    def forget_mapping(mapping: int) -> Response:
        """It is offered no more."""
        desk.forget_mapping(mapping)
        return Response(status_code=204)


def read_language(request: Request) -> str:
    """The language that the page says."""
    return choose_language(request.query_params.get("lang"), request.cookies)


async def receive_upload(desk: DataDesk, request: Request) -> Upload:
    """All of the body, or nothing of it stays."""
    incoming = await run_in_threadpool(desk.receive, request.query_params.get("name", ""))
    body = request.stream().__aiter__()
    try:
        await write_body(body, incoming)
        return await run_in_threadpool(incoming.finish)
    except FileFault:
        incoming.drop()
        await pass_over(body)
        raise
    except (ClientDisconnect, TimeoutError):
        incoming.drop()
        raise HTTPException(408, "the file did not come in whole") from None
    except BaseException:
        incoming.drop()
        raise
    finally:
        desk.ended()


async def pass_over(body: AsyncIterator[bytes]) -> None:
    """A browser reads the answer when it has sent everything; who sends nothing for a minute is not waited for."""
    size = 0
    with suppress(ClientDisconnect, TimeoutError):
        while size <= MOST_BYTES:
            async with asyncio.timeout(SILENT_SECONDS):
                piece = await anext(body, b"")
            if not piece:
                return
            size += len(piece)


async def write_body(body: AsyncIterator[bytes], incoming: Incoming) -> None:
    """Piece by piece, in larger pieces than they come; who sends nothing for a minute has left."""
    pieces: list[bytes] = []
    size = 0
    while True:
        async with asyncio.timeout(SILENT_SECONDS):
            piece = await anext(body, b"")
        pieces, size = [*pieces, piece], size + len(piece)
        if size >= AT_ONCE or not piece:
            await run_in_threadpool(incoming.write, b"".join(pieces))
            pieces, size = [], 0
        if not piece:
            return


def refuse_large(request: Request, most: int) -> None:
    """Before it comes in, where its size is told."""
    told = request.headers.get("content-length", "0")
    if not told.isdecimal() or int(told) > most:
        raise HTTPException(413, f"more than {most >> 20} MB")


async def read_json(request: Request) -> dict[str, Any]:
    """The object in the body; refuses anything else."""
    refuse_large(request, MOST_JSON)
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_JSON:
            raise HTTPException(413)
    try:
        told = json.loads(body or b"{}")
        json.dumps(told, ensure_ascii=False).encode()  # half of a pair of surrogates is no text
    except (ValueError, RecursionError):
        raise HTTPException(400, "no JSON") from None
    if not isinstance(told, dict):
        raise HTTPException(400, "an object is wanted")
    return told
