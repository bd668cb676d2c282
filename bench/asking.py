"""One process that asks a server over kept-open connections; every side of a comparison is asked by it.

It reads just enough of HTTP to find where an answer ends, so that the asking costs far less than the answering.
"""

import asyncio
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

END_OF_HEAD = b"\r\n\r\n"
END_OF_CHUNKS = b"0\r\n\r\n"
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)


@dataclass
class Asked:
    """What came back: answers, bytes of their bodies, seconds from the first question to the last answer."""

    answers: int = 0
    body_bytes: int = 0
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.answers / self.seconds


def ask(address: str, paths: Iterable[str], connections: int) -> Asked:
    """Ask for all paths in their order, each connection for the next one as soon as it has its answer.

    Raises `RuntimeError` when an answer is neither 200 nor 204.
    """
    return asyncio.run(_ask(address, iter(paths), connections))


async def _ask(address: str, paths: Iterator[str], connections: int) -> Asked:
    place = urlsplit(address)
    asked = Asked()
    opened = [await asyncio.open_connection(place.hostname, place.port) for _ in range(connections)]
    start = time.monotonic()
    await asyncio.gather(*(_follow(reader, writer, paths, asked) for reader, writer in opened))
    asked.seconds = time.monotonic() - start
    for _, writer in opened:
        writer.close()
    return asked


async def _follow(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, paths: Iterator[str], asked: Asked
) -> None:
    host = "{}:{}".format(*writer.get_extra_info("peername")[:2])
    for path in paths:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        head = await reader.readuntil(END_OF_HEAD)
        if head[9:12] not in (b"200", b"204"):
            raise RuntimeError(f"{path} was answered with {head[9:12].decode()}")
        asked.answers += 1
        asked.body_bytes += await _read_body(reader, head)


async def _read_body(reader: asyncio.StreamReader, head: bytes) -> int:
    if CHUNKED.search(head):
        return len(await reader.readuntil(END_OF_CHUNKS))
    length = LENGTH.search(head)
    return len(await reader.readexactly(int(length[1]))) if length else 0
