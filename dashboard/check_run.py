"""The check that a reader of `/quality` starts: `python -m data check` in a process of its own, one at a time."""

import signal
import subprocess
import sys
import threading
import time

COMMAND = ("nice", sys.executable, "-m", "data", "check")
ENDED_WELL = (0, 3)
STOPPED = 130


class CheckRun:
    """At most one check runs; what it says last is its step. Neither it nor its end touches the screens."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._begun = 0.0
        self._step = ""

    def start(self) -> bool:
        """False when one runs already."""
        with self._lock:
            if self.is_running:
                return False
            self._begun, self._step = time.monotonic(), ""
            self._process = subprocess.Popen(
                COMMAND, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
            )
            threading.Thread(target=self._listen, args=(self._process,), daemon=True).start()
            return True

    def stop(self) -> None:
        """End it as Ctrl-C would: the former findings stay."""
        with self._lock:
            if self._process is not None and self.is_running:
                self._process.send_signal(signal.SIGINT)

    @property
    def is_running(self) -> bool:
        """Whether one runs now."""
        return self._process is not None and self._process.poll() is None

    @property
    def has_failed(self) -> bool:
        """Whether the last one ended without findings, and nobody stopped it."""
        code = self._process.poll() if self._process is not None else None
        return code is not None and code not in (*ENDED_WELL, STOPPED, -signal.SIGINT)

    def describe(self) -> dict[str, object]:
        """For the page: whether it runs, for how many seconds, at which step, whether the last one failed."""
        seconds = int(time.monotonic() - self._begun) if self.is_running else 0
        return {"running": self.is_running, "seconds": seconds, "step": self._step, "failed": self.has_failed}

    def _listen(self, process: "subprocess.Popen[str]") -> None:
        for line in process.stderr or ():
            self._step = line.strip()
