"""`POST /api/feeds/{source}/issues`: the messages of one source, each answered."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import JSONResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from dashboard.feed_tally import FeedTally
from dashboard.routes.api.body import check_headers, read_body, read_json
from dashboard.routes.api.feed_words import BODY, MOST_MESSAGES, RESPONSES
from dashboard.routes.api.gate import Gate
from data.clock import Clock
from data.feed_keys import Feed, find_feed
from data.loading.issue_feed import Answer, take_messages
from data.store import Store

THREADS = 2
"""For reading and writing; as many again for looking at keys. All other connections are for screens."""
ANSWERS = ("created", "changed", "unchanged", "rejected")
FRESH = {"Cache-Control": "no-store"}

Result = TypeVar("Result")
Credentials = Annotated[
    HTTPAuthorizationCredentials | None,
    Depends(HTTPBearer(auto_error=False, description="The key that `python -m data feed-key SOURCE` shows once.")),
]


def make_router(store: Store, clock: Clock, tally: FeedTally) -> APIRouter:
    """The feeds of this store."""
    router, gate = APIRouter(), Gate()
    looking, writing = CapacityLimiter(THREADS), CapacityLimiter(THREADS)

    @router.post("/feeds/{source}/issues", responses=RESPONSES, openapi_extra=BODY)
    async def take_issues(source: str, request: Request, credentials: Credentials) -> JSONResponse:
        """Keep each message that is newer than what is kept of its issue. All is committed when it is answered."""
        feed = check_feed(source, await _run(looking, lambda: find_feed(store, read_key(credentials))))
        gate.count(source)
        check_headers(request)
        async with gate.hold(source):
            body = await read_body(request)
            async with gate.turn(source):
                answers = await _run(writing, lambda: take_messages(store, feed, read_messages(body), clock.now()))
            tally.add(source, answers)
            return await _run(writing, lambda: write_answers(answers))

    return router


def read_key(credentials: HTTPAuthorizationCredentials | None) -> str:
    """The key that was sent; refuses none."""
    if credentials is None:
        raise _refuse_key("send the key of the source: Authorization: Bearer …")
    return credentials.credentials


def check_feed(source: str, feed: Feed | None) -> Feed:
    """The feed of the key; refuses an unknown key, and one that belongs to another source."""
    if feed is None:
        raise _refuse_key("the key is unknown or revoked")
    if feed.source != source:
        raise HTTPException(403, "the key belongs to another source")
    return feed


def read_messages(body: bytes) -> list[Any]:
    """The messages in a body; refuses what is not `{"issues": […]}`."""
    told = read_json(body)
    if not isinstance(told, dict) or set(told) != {"issues"} or not isinstance(told["issues"], list):
        raise HTTPException(422, 'it is not {"issues": […]}')
    if len(told["issues"]) > MOST_MESSAGES:
        raise HTTPException(413, f"it holds more than {MOST_MESSAGES:,} issues")
    return list(told["issues"])


def write_answers(answers: Sequence[Answer]) -> JSONResponse:
    """What became of the messages."""
    counts = Counter(answer.answer for answer in answers)
    told = {name: counts[name] for name in ANSWERS} | {"rows": [_describe(answer) for answer in answers]}
    return JSONResponse(told, headers=FRESH)


def _describe(answer: Answer) -> dict[str, Any]:
    told = {"row": answer.row, "reference": answer.reference, "answer": answer.answer}
    return told if answer.reason is None else told | {"field": answer.field, "reason": answer.reason}


def _refuse_key(reason: str) -> HTTPException:
    return HTTPException(401, reason, {"WWW-Authenticate": "Bearer"})


async def _run(limiter: CapacityLimiter, function: Callable[[], Result]) -> Result:
    return await to_thread.run_sync(function, limiter=limiter)
