"""Web processes that a bench starts, kills and starts again."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.serving import ROOT, find_port, wait_until_served


class Web:
    """One web process, at the same port each time; `variables` are asked for at each start."""

    def __init__(self, url: str, log: Path, variables: Callable[[], dict[str, str]] = dict) -> None:
        self.port = find_port()
        self.log = log
        self._environment = os.environ | {"DATABASE_URL": url, "GRIDBOARD_PORT": str(self.port)}
        self._variables = variables
        self.start()

    def start(self) -> None:
        """Start it; it needs some seconds until it answers."""
        with self.log.open("ab") as log:
            words = [sys.executable, "app.py"]
            environment = self._environment | self._variables()
            self.process = subprocess.Popen(words, cwd=ROOT, env=environment, stderr=log)

    def wait(self) -> None:
        """Until it answers."""
        wait_until_served(self.port, self.process)

    def kill(self) -> None:
        """End it as a lost power supply would."""
        self.process.kill()
        self.process.wait()

    def end(self) -> None:
        """End it as a shutdown does."""
        self.process.terminate()
        self.process.wait(timeout=15)

    def count_faults(self) -> int:
        """Exceptions that nobody expected, as its log tells."""
        return self.log.read_text(encoding="utf-8").count("Traceback (most recent call last)")


@contextmanager
def run_web(url: str) -> Iterator[Web]:
    """One that answers, on this store."""
    with TemporaryDirectory() as folder:
        web = Web(url, Path(folder) / "web.log")
        try:
            web.wait()
            yield web
        finally:
            web.end()
