"""Reading what a program posts, bounded while it comes."""

import asyncio
import json
from typing import Any, NoReturn

from fastapi import HTTPException, Request
from starlette.requests import ClientDisconnect

MOST_BYTES = 10_000_000
MOST_SECONDS = 60.0
MOST_PARTS = 200_000
"""Objects and lists: while millions of them are made nothing else of this process gets a turn."""


def check_headers(request: Request) -> None:
    """Refuse what is no JSON, is packed or is said to be too large, before any of it is read."""
    kind, _, rest = request.headers.get("content-type", "").lower().partition(";")
    charset = rest.replace(" ", "").replace('"', "").partition("charset=")[2]
    if kind.strip() != "application/json" or charset not in ("", "utf-8"):
        raise HTTPException(415, "send it as application/json, in UTF-8")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise HTTPException(415, "send it without a Content-Encoding")
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length[:20]) > MOST_BYTES:
        raise HTTPException(413, f"it is larger than {MOST_BYTES:,} bytes")


async def read_body(request: Request) -> bytes:
    """All of it; nothing is kept of what is too large or comes too slowly."""
    try:
        async with asyncio.timeout(MOST_SECONDS):
            return await _read_chunks(request)
    except TimeoutError:
        raise HTTPException(408, f"it did not come within {MOST_SECONDS:.0f} s") from None
    except ClientDisconnect:
        raise HTTPException(400, "it broke off") from None


async def _read_chunks(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise HTTPException(413, f"it is larger than {MOST_BYTES:,} bytes")
    return bytes(body)


def read_json(body: bytes) -> Any:
    """What the text says. Numbers that JSON does not know are refused."""
    if body.count(b"{") + body.count(b"[") > MOST_PARTS:
        raise HTTPException(413, f"it holds more than {MOST_PARTS:,} objects and lists")
    try:
        return json.loads(body.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise HTTPException(422, "it is not UTF-8") from None
    except RecursionError:
        raise HTTPException(422, "it is nested too deeply") from None
    except json.JSONDecodeError as fault:
        raise HTTPException(422, f"it is not JSON: {fault.msg} at character {fault.pos + 1:,}") from None
    except ValueError:
        raise HTTPException(422, "it is not JSON: a number in it is none, or has thousands of digits") from None


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")
