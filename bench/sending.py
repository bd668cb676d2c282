"""A bare server that sends the same bytes again and again, as a process of its own: what a comparison begins with."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.serving import ROOT, find_port, wait_until_served


@contextmanager
def run_sender(module: str, words: bytes) -> Iterator[tuple[int, int]]:
    """The port and the process id of `python -m MODULE FILE PORT`, whose file holds the words."""
    port = find_port()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "words"
        file.write_bytes(words)
        process = subprocess.Popen([sys.executable, "-m", module, str(file), str(port)], cwd=ROOT)
        try:
            wait_until_served(port, process)
            yield port, process.pid
        finally:
            process.kill()
            process.wait()
