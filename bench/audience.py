"""Many screens in one process: each is a bare socket, so that those who listen cost little beside the server."""

import random
import select
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

READ_BYTES = 1 << 18
REOPEN_SECONDS = (0.5, 3.0)
"""How long a page waits before it opens its stream anew."""
REVISION = b'"revision":"'
EVENT_END = b"\n\n"
SNAPSHOT = b"event: snapshot\n"
REQUEST = (
    "GET /live{query} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/event-stream\r\n"
    "Accept-Encoding: gzip, deflate, br, zstd\r\nAccept-Language: zh-CN,zh;q=0.9\r\nCache-Control: no-cache\r\n"
    "Referer: http://127.0.0.1:{port}/wall\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Site: same-origin\r\n"
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36\r\n"
    "\r\n"
)
"""As a browser asks."""

Heard = tuple[float, bytes]
"""When a screen had read the end of some events, by the monotonic clock, and what it read up to there."""


@dataclass
class Seat:
    """One screen: its socket, what it read of an event that is not complete, and the last revision that it read."""

    line: socket.socket
    rest: bytearray = field(default_factory=bytearray)
    revision: str = ""

    def take(self, data: bytes) -> bytes:
        """Read on; the events that are complete now."""
        start = max(0, len(self.rest) - 1)
        self.rest += data
        end = self.rest.rfind(EVENT_END, start)
        if end < 0:
            return b""
        events = bytes(self.rest[: end + len(EVENT_END)])
        del self.rest[: len(events)]
        if (place := events.rfind(REVISION)) >= 0:
            place += len(REVISION)
            self.revision = events[place : events.index(b'"', place)].decode()
        return events


class Audience:
    """Screens that follow `/live`, or only listen when they `ask` for nothing. They read while they are told to."""

    def __init__(self, port: int, *, asks: bool = True) -> None:
        self.port = port
        self.asks = asks
        self.seats: dict[int, Seat] = {}
        self._poll = select.epoll()

    def open(self, count: int) -> None:
        """That many more screens."""
        for _ in range(count):
            self._seat("")

    def hear(self, mark: bytes, seconds: float) -> list[Heard]:
        """When each screen had read an event with `mark`, and what came with it; the first first.

        Raises `TimeoutError` when one did not, `ConnectionError` when a stream ended.
        """
        heard: dict[int, Heard] = {}
        deadline = time.monotonic() + seconds
        while len(heard) < len(self.seats) and (left := deadline - time.monotonic()) > 0:
            heard = self._listen(left, mark) | heard
        return _check(heard, len(self.seats))

    def rest(self, seconds: float) -> None:
        """Read whatever comes."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            self._listen(left, EVENT_END)

    def come_back(self, seconds: float) -> list[Heard]:
        """The streams ended: each screen's first events that tell a revision. Raises `TimeoutError` likewise."""
        away = [(_choose_moment(), seat.revision) for seat in self.seats.values()]
        count, heard = len(away), dict[int, Heard]()
        self.close()
        deadline = time.monotonic() + seconds
        while len(heard) < count and time.monotonic() < deadline:
            away = [later for trial in away if (later := self._try_again(*trial))]
            heard = self._listen(0.01, REVISION) | heard
        return _check(heard, count)

    def close(self) -> None:
        """Leave, all of them."""
        for seat in self.seats.values():
            self._poll.unregister(seat.line)
            seat.line.close()
        self.seats.clear()

    def _try_again(self, due: float, revision: str) -> tuple[float, str] | None:
        """When to try the next time; None when it is open."""
        if due > time.monotonic():
            return due, revision
        with suppress(ConnectionRefusedError):
            self._seat(revision)
            return None
        return _choose_moment(), revision

    def _seat(self, revision: str) -> None:
        line = socket.create_connection(("127.0.0.1", self.port))
        query = f"?since={revision}" if revision else ""
        if self.asks:
            line.sendall(REQUEST.format(query=query, port=self.port).encode())
        line.setblocking(False)
        self.seats[line.fileno()] = Seat(line, revision=revision)
        self._poll.register(line, select.EPOLLIN)

    def _listen(self, seconds: float, mark: bytes) -> dict[int, Heard]:
        """Read what came; who read an event with `mark`."""
        return {number: heard for number, heard in self._read(seconds) if mark in heard[1]}

    def _read(self, seconds: float) -> Iterator[tuple[int, Heard]]:
        for number, _ in self._poll.poll(seconds):
            data = self.seats[number].line.recv(READ_BYTES)
            moment = time.monotonic()
            if not data:
                raise ConnectionError("a stream ended")
            yield number, (moment, self.seats[number].take(data))


def _choose_moment() -> float:
    return time.monotonic() + random.uniform(*REOPEN_SECONDS)


def _check(heard: dict[int, Heard], count: int) -> list[Heard]:
    if len(heard) < count:
        raise TimeoutError(f"{count - len(heard)} of {count} screens did not hear it")
    return sorted(heard.values())
