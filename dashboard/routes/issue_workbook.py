"""`GET /issues.xlsx`: the list of issues, with the parameters of the page `/issues`, as an Excel workbook."""

from collections.abc import Iterator
from datetime import datetime
from tempfile import SpooledTemporaryFile
from threading import Lock
from typing import IO, Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from dashboard.issue_rows import read_rows
from dashboard.issue_wish import read_wish
from dashboard.language import choose_language
from dashboard.text import text
from dashboard.workbook import write_workbook
from data.clock import Clock
from data.issue_list import MOST, IssueFilter, count_issues
from data.store import Store

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS_AT_ONCE = 1_000
IN_MEMORY, CHUNK = 1 << 20, 1 << 16  # bytes


def make_router(store: Store, clock: Clock) -> APIRouter:
    """The workbooks of this store."""
    router, zone = APIRouter(), clock.time_zone
    writing = Lock()  # one at a time: writing takes the processor, for which the live stream waits as well

    @router.get("/issues.xlsx")
    def send_workbook(request: Request) -> StreamingResponse:
        """The first `MOST` rows of the list in its order; `lang` is the language of the headings."""
        wish = read_wish(store, request.query_params)
        language = choose_language(request.query_params.get("lang"), request.cookies)
        wanted = wish.make_filter(store, zone)
        file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # it is closed when it was sent
        with writing:
            note = write_note(count_issues(store, wanted), language)
            write_workbook(read_all(store, wanted, wish.order), note, zone, language).save(file)
        return StreamingResponse(read_chunks(file), media_type=MEDIA_TYPE, headers=name_file(clock.now(), language))

    return router


def read_all(store: Store, wanted: IssueFilter, order: str) -> Iterator[dict[str, Any]]:
    """The first `MOST` rows, some of them at a time."""
    after = None
    for _ in range(MOST // ROWS_AT_ONCE):
        rows, after = read_rows(store, wanted, order, after, ROWS_AT_ONCE)
        yield from rows
        if after is None:
            return


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
