"""How much of one source gets through at once."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from typing import Any

import pytest
from fastapi import HTTPException

from dashboard.routes.api.gate import Gate


def test_the_sixty_first_request_of_a_minute_waits_for_the_first_to_be_a_minute_old():
    moments = iter([*range(60), 59.5, 59.5, 60])
    gate = Gate(clock=lambda: next(moments))
    [gate.count("one") for _ in range(60)]
    with pytest.raises(HTTPException) as refused:
        gate.count("one")
    gate.count("another")
    gate.count("one")
    assert (refused.value.status_code, refused.value.headers) == (429, {"Retry-After": "1"})


async def enter(gate, *sources):
    async with AsyncExitStack() as inside:
        [await asyncio.wait_for(inside.enter_async_context(gate.hold(source)), 0.1) for source in sources]


def run(waiting: Coroutine[Any, Any, None]) -> None:
    """To its end, in a thread of its own: a browser's test beside it may have a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, waiting).result()


def test_a_source_has_four_requests_at_once_and_leaves_places_to_others():
    gate = Gate()
    run(enter(gate, *["one"] * 4, *["another"] * 4))
    with pytest.raises(HTTPException, match="429"):
        run(enter(gate, *["one"] * 5))
    run(enter(gate, *["one"] * 4))
