"""Screens of the storm, each with its own book: they hear, keep and reopen as assets/modules/stream.mjs does."""

import asyncio
import json
import random
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any
from urllib.parse import quote

SILENCE = 25.0
REOPEN = (0.5, 3.0)
OLD = 25.0
"""Seconds after which a page says that its figures are old, see assets/modules/live_state.mjs."""

GONE = (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError)


@dataclass
class StormScreen:
    """One screen: what it shows, and how sure it is of that."""

    ports: "cycle[int]"
    revision: str | None = None
    areas: dict[int, list[int | None]] = field(default_factory=dict)
    sums: dict[str, list[int | None]] = field(default_factory=dict)
    heard: float = float("-inf")
    is_here: bool = False
    openings: int = 0
    snapshots: int = 0

    @property
    def claims_live(self) -> bool:
        """Whether the page would say that its figures are live."""
        return self.is_here and time.monotonic() - self.heard <= OLD

    def show(self) -> dict[Any, list[int | None]]:
        """Its counts of issues by area's id, without zeros; with those of `"total"` and `"unlocated"`."""
        shown = {area: counts[:2] for area, counts in self.areas.items() if any(counts[:2])}
        return shown | {name: counts[:2] for name, counts in self.sums.items()}

    async def follow(self) -> None:
        """Open, and open again after each end, for good."""
        while True:
            with suppress(*GONE):
                await self._hear_stream()
            await asyncio.sleep(random.uniform(*REOPEN))

    async def _hear_stream(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", next(self.ports))
        try:
            since = f"?since={quote(self.revision)}" if self.revision else ""
            writer.write(f"GET /live{since} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
            self.openings += 1
            async for name, message in read_events(reader):
                self._take(name, message)
        finally:
            writer.close()

    def _take(self, name: str, message: dict[str, Any]) -> None:
        if name == "snapshot":
            self.areas.clear()
            self.snapshots += 1
        if name in ("snapshot", "counts"):
            self.areas.update({int(area): counts for area, counts in message["areas"].items()})
            self.sums = {"total": message["total"], "unlocated": message["unlocated"]}
            self.revision = message["revision"]
        if name in ("snapshot", "counts", "beat"):
            self.is_here = message.get("store", "here") == "here"
            self.heard = time.monotonic() if self.is_here else self.heard


async def read_events(reader: asyncio.StreamReader) -> AsyncIterator[tuple[str, dict[str, Any]]]:
    """Name and data of each event, until the stream ends or nothing is heard for `SILENCE` (`TimeoutError`)."""
    head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), SILENCE)
    words = b""
    while head.startswith(b"HTTP/1.1 200") and (chunk := await asyncio.wait_for(_read_chunk(reader), SILENCE)):
        *events, words = (words + chunk).split(b"\n\n")
        for event in events:
            fields = dict(line.split(": ", 1) for line in event.decode().splitlines())
            yield fields["event"], json.loads(fields["data"])


async def _read_chunk(reader: asyncio.StreamReader) -> bytes:
    size = int(await reader.readuntil(b"\r\n"), 16)
    return (await reader.readexactly(size + 2))[:-2]
