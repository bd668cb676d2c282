"""What a screen is connected through, and what can be cut."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import cycle


class Cable:
    """Between a screen and ports that take turns; while it is cut nothing passes, and neither end is told."""

    def __init__(self, ports: "cycle[int]") -> None:
        self._ports = ports
        self._whole = asyncio.Event()
        self._whole.set()

    async def lay(self) -> int:
        """The port to connect to."""
        self._server = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        return int(self._server.sockets[0].getsockname()[1])

    async def cut(self, seconds: float) -> None:
        """Cut it for some time."""
        self._whole.clear()
        await asyncio.sleep(seconds)
        self._whole.set()

    async def take_away(self) -> None:
        """End every connection through it."""
        self._server.close()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0.1)  # closed transports let go of their sockets

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._whole.wait()
        with suppress(OSError, asyncio.CancelledError):
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", next(self._ports))
            with closing(far_writer):
                await asyncio.gather(self._pass(reader, far_writer), self._pass(far_reader, writer))
        writer.close()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while words := await reader.read(1 << 16):
                await self._whole.wait()
                writer.write(words)
        await self._whole.wait()
        writer.close()


@contextmanager
def lay_cable(port: int) -> Iterator[tuple[int, Callable[[float], object]]]:
    """A cable to a port, in a thread of its own: the port to connect to, and what cuts it for so many seconds."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    cable = Cable(cycle([port]))
    try:
        near = asyncio.run_coroutine_threadsafe(cable.lay(), loop).result()
        yield near, lambda seconds: asyncio.run_coroutine_threadsafe(cable.cut(seconds), loop)
    finally:
        asyncio.run_coroutine_threadsafe(cable.take_away(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
