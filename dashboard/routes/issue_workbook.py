"""`GET /issues.xlsx`: the list of issues, with the parameters of the page `/issues`, as an Excel workbook."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from tempfile import SpooledTemporaryFile
from threading import Lock, Semaphore
from typing import IO
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from dashboard.issue_rows import read_rows
from dashboard.issue_wish import read_known_wish
from dashboard.language import choose_language
from dashboard.text import text
from dashboard.workbook import write_workbook
from data.clock import Clock
from data.faults import StoreBusy
from data.issue_list import MOST
from data.store import Store

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AT_ONCE = 4
"""One is written and three wait: who waits holds a thread that answers requests, of which there are forty."""
IN_MEMORY, CHUNK = 1 << 20, 1 << 16  # bytes


def make_router(store: Store, clock: Clock) -> APIRouter:
    """The workbooks of this store."""
    router, zone, queue = APIRouter(), clock.time_zone, Queue()

    @router.get("/issues.xlsx")
    def send_workbook(request: Request) -> StreamingResponse:
        """The first `MOST` rows of the list in its order; `lang` is the language of the headings."""
        wish = read_known_wish(store, request.query_params)
        language = choose_language(request.query_params.get("lang"), request.cookies)
        wanted = wish.make_filter(store, zone)
        file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # it is closed when it was sent
        with queue.turn():
            rows, _ = read_rows(store, wanted, wish.order, None, MOST + 1)
            write_workbook(rows[:MOST], write_note(len(rows), language), zone, language).save(file)
        return StreamingResponse(read_chunks(file), media_type=MEDIA_TYPE, headers=name_file(clock.now(), language))

    return router


class Queue:
    """One workbook at a time: writing takes the processor, for which the live stream waits as well."""

    def __init__(self) -> None:
        self._places = Semaphore(AT_ONCE)
        self._writing = Lock()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for the turn. Raises `StoreBusy` at once when enough wait already."""
        if not self._places.acquire(blocking=False):
            raise StoreBusy("several workbooks are being written: ask for this one again in a moment")
        try:
            with self._writing:
                yield
        finally:
            self._places.release()


def write_note(count: int, language: str) -> str:
    """That the list goes on, where it does."""
    return text(language)["The file holds the first {count}"].format(count=f"{MOST:,}") if count > MOST else ""


def name_file(now: datetime, language: str) -> dict[str, str]:
    """The headers with the name under which it is kept."""
    name = quote(f"{text(language)['Issues']} {now:%Y-%m-%d %H%M}.xlsx")
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{name}", "Cache-Control": "no-store"}


def read_chunks(file: IO[bytes]) -> Iterator[bytes]:
    """The file's content, a piece at a time; it is gone after that."""
    with file:
        file.seek(0)
        while chunk := file.read(CHUNK):
            yield chunk
