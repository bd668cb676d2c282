"""The whole app as its own process, as a street runs it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]


def find_port() -> int:
    """A port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(database_url: str, port: int | None = None, root: Path = ROOT, **variables: str) -> Iterator[str]:
    """The address of the app in `root` on this database; it is stopped by SIGTERM and must leave with code 0."""
    port = port or find_port()
    environment = os.environ | {"DATABASE_URL": database_url, "GRIDBOARD_PORT": str(port)} | variables
    process = subprocess.Popen([sys.executable, "app.py"], cwd=root, env=environment)
    scheme = "https" if "GRIDBOARD_TLS_CERT" in variables else "http"
    try:
        wait_until_served(port, process)
        yield f"{scheme}://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=15) == 0


def wait_until_served(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until somebody listens on the port, for up to 30 seconds."""
    deadline = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"the app does not listen on port {port}")
