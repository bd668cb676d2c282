"""What a broadcast costs at least: asyncio writes a file to every other connection when one of them says anything.

`python -m bench.broadcasting FILE PORT`
"""

import asyncio
import socket
import sys
import time
from contextlib import AbstractContextManager
from pathlib import Path

from bench.audience import EVENT_END
from bench.sending import run_sender

Lines = set[asyncio.WriteTransport]


class Line(asyncio.Protocol):
    """One connection."""

    def __init__(self, lines: Lines, words: bytes) -> None:
        self.lines = lines
        self.words = words

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Join the others."""
        assert isinstance(transport, asyncio.WriteTransport)
        self.own = transport
        self.lines.add(transport)

    def data_received(self, data: bytes) -> None:
        """Write to the others."""
        for line in self.lines - {self.own}:
            line.write(self.words)

    def connection_lost(self, fault: Exception | None) -> None:
        """Leave the others."""
        self.lines.discard(self.own)


async def broadcast(port: int, words: bytes) -> None:
    """Serve until the process is ended."""
    lines: Lines = set()
    server = await asyncio.get_running_loop().create_server(lambda: Line(lines, words), "127.0.0.1", port)
    await server.serve_forever()


def run_bare(words: bytes) -> AbstractContextManager[tuple[int, int]]:
    """The port and the process id of a broadcast of these words."""
    return run_sender("bench.broadcasting", words)


class Trigger:
    """The connection that makes a bare broadcast begin."""

    def __init__(self, port: int) -> None:
        self._line = socket.create_connection(("127.0.0.1", port))

    def send(self) -> tuple[float, bytes]:
        """Say something: when it was sent, and what is heard then."""
        self._line.sendall(b"!")
        return time.monotonic(), EVENT_END

    def close(self) -> None:
        """Leave."""
        self._line.close()


if __name__ == "__main__":
    asyncio.run(broadcast(int(sys.argv[2]), Path(sys.argv[1]).read_bytes()))
