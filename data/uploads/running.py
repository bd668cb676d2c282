"""Starting the process that reads an upload, hearing what it says, ending it."""

import json
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from data.faults import Fault, FileFault, StoreAway, StoreBusy
from data.loading.progress import LoadCancelled
from data.uploads.limits import LOADING, READING
from data.uploads.upload import Upload

ROOT = Path(__file__).parents[2]
LOG = logging.getLogger("gridboard.uploads")
LONGEST_LINE = 16 << 20
GRACE_SECONDS = 3.0
KEPT_VARIABLES = ("PATH", "LANG", "LC_ALL", "TZ")
FAULTS: dict[str, type[Fault]] = {kind.__name__: kind for kind in (StoreAway, StoreBusy, LoadCancelled)}

Told = dict[str, Any]


class Child:
    """One process with one order about one upload."""

    def __init__(self, task: str, upload: Upload, **order: Any) -> None:
        self._name = upload.name
        self._is_cancelled = self._is_committing = False
        self._limits = LOADING if task in ("rehearse", "load") else READING
        self._process = subprocess.Popen(
            [sys.executable, "-m", "data.uploads.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env=_choose_environment(upload.path.parent),
            start_new_session=True,
            text=True,
            encoding="utf-8",
        )
        self._say(json.dumps({"task": task, "path": str(upload.path), "name": upload.name, **order}))

    def wait(self, tell: Callable[[Told], None] = lambda told: None) -> Any:
        """What it found out; `tell` hears its progress. Raises the `Fault` that it found, or that ended it."""
        patience = threading.Timer(self._limits.patience, self.kill)
        patience.start()
        try:
            return self._hear(tell)
        finally:
            patience.cancel()
            self.kill()
            self._process.wait()
            for end in (self._process.stdin, self._process.stdout):
                _close(end)

    def cancel(self) -> None:
        """Ask it to stop; after a short while it is not asked any more, unless it is just writing for good."""
        self._is_cancelled = True
        self._say("cancel")
        threading.Timer(GRACE_SECONDS, self._stop).start()

    def kill(self) -> None:
        """End it with all that it started."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)

    def _stop(self) -> None:
        if not self._is_committing:
            self.kill()

    def _say(self, line: str) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()
        except (BrokenPipeError, ValueError):
            pass  # it is gone: `wait` tells how it ended

    def _hear(self, tell: Callable[[Told], None]) -> Any:
        assert self._process.stdout is not None
        while (line := self._process.stdout.readline(LONGEST_LINE)).endswith("\n"):
            message = json.loads(line)
            if "done" in message:
                return message["done"]
            if "progress" in message:
                self._is_committing = message["progress"]["step"] == "committing"
                tell(message["progress"])
            else:
                raise self._read_fault(message)
        raise self._explain_end()

    def _read_fault(self, message: Told) -> Fault:
        if "crash" in message:
            LOG.error("reading an upload failed: %s", message["crash"])
            return FileFault(f"{self._name} cannot be read")
        return FAULTS.get(message["kind"], FileFault)(message["fault"])

    def _explain_end(self) -> Fault:
        code = self._process.wait()
        if self._is_cancelled:
            return LoadCancelled("Stopped: nothing was loaded, the store is as it was.")
        LOG.warning("the process that read an upload ended with %d", code)
        if -code in (signal.SIGXCPU, signal.SIGKILL):
            return FileFault(f"{self._name} takes longer than is given to reading it")
        return FileFault(f"{self._name} cannot be read: it broke the process that read it")


def _choose_environment(folder: Path) -> dict[str, str]:
    """No setting and no secret of ours; what it writes on the way goes into the upload's folder."""
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    return kept | {"TMPDIR": str(folder), "HOME": str(folder), "OPENBLAS_NUM_THREADS": "1", "PYTHONUTF8": "1"}


def _close(end: IO[str] | None) -> None:
    try:
        if end is not None:
            end.close()
    except OSError:
        pass  # what was still to be written found nobody
