"""A thread beside the event loop that reads the store."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any

from data.store import Store


class StoreThread:
    """A thread with a connection of its own, which can be woken, and tells what it read on the event loop.

    `work` runs in it until `stopped` is set; `patience`: seconds that one statement may take.
    """

    def __init__(self, name: str, url: str, patience: float, work: Callable[[], None]) -> None:
        self.store = Store(url, size=1, patience=patience)
        self.stopped = threading.Event()
        self._woken = threading.Event()
        self._thread = threading.Thread(target=work, name=name, daemon=True)

    @property
    def is_alive(self) -> bool:
        """Whether the thread is at work."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Begin; what is read is told on the running event loop."""
        self._loop = asyncio.get_running_loop()
        self._thread.start()

    def stop(self) -> None:
        """End the thread."""
        self.stopped.set()
        self._woken.set()
        self._thread.join(timeout=5)
        self.store.close()

    def wake(self) -> None:
        """End its sleep."""
        self._woken.set()

    def sleep(self, seconds: float) -> None:
        """For so long, or until it is woken."""
        self._woken.wait(seconds)
        self._woken.clear()

    def rest(self, seconds: float) -> None:
        """For so long, whoever wakes it, or until it is stopped."""
        self.stopped.wait(seconds)

    def tell(self, function: Callable[..., None], *arguments: Any) -> None:
        """Call a function on the event loop, while that runs; waits for nothing."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(function, *arguments)

    def begin(self, function: Callable[..., Coroutine[Any, Any, None]], *arguments: Any) -> None:
        """The same of a coroutine function."""
        if not self._loop.is_closed():
            asyncio.run_coroutine_threadsafe(function(*arguments), self._loop)
