"""Ways of loading one file, each into a fresh store that holds Taipei's areas down to the micro-grids.

One clock for all: a process of its own, from its start to its end, when everything is committed. Memory is the
process' greatest, the database's not counted, looked at ten times a second.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.taipei import SHARED, run_taipei
from tests.serving import ROOT

GLANCE_SECONDS = 0.1
HEADING = ("what", "how", "seconds", "times COPY", "peak MB")


@dataclass(frozen=True)
class Side:
    """A way of loading: its name, the module and words that do it, and those that prepare it before the clock."""

    name: str
    words: Sequence[str]
    before: Sequence[str] | None = None


@dataclass(frozen=True)
class Taken:
    """What one process took: seconds and megabytes."""

    seconds: float
    megabytes: float


def compare(what: str, sides: Iterable[Side]) -> list[Sequence[str]]:
    """A row of the table for each side; the first is the bare COPY."""
    taken = {side.name: _measure(side) for side in sides}
    bare = next(iter(taken.values())).seconds
    return [
        (what, name, f"{side.seconds:.1f}", f"{side.seconds / bare:.1f}", f"{side.megabytes:.0f}")
        for name, side in taken.items()
    ]


def make_file(kind: str, count: int, file: Path) -> None:
    """Real shapes and real times, placed anew: so many `buildings` or `issues`."""
    _run([str(SHARED / "make_scaled.py"), kind, str(count), str(file)])


def _measure(side: Side) -> Taken:
    with run_taipei(deepest="micro_grid") as cluster:
        url = cluster.url("app")
        if side.before:
            _run(["-m", *side.before], url)
        return _run(["-m", *side.words], url)


def _run(words: Sequence[str], url: str = "") -> Taken:
    """Raises `RuntimeError` when the process fails; rejected rows are no failure."""
    start, peak = time.monotonic(), 0
    environment = os.environ | {"DATABASE_URL": url}
    process = subprocess.Popen([sys.executable, *words], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    while process.poll() is None:
        peak = max(peak, _read_peak(process.pid))
        time.sleep(GLANCE_SECONDS)
    if process.returncode not in (0, 3):
        raise RuntimeError(f"{' '.join(words)} ended with {process.returncode}")
    return Taken(time.monotonic() - start, peak / 1024)


def _read_peak(pid: int) -> int:
    """Kilobytes. What the system tells of an ended process begins with the memory of the one that started it."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(next((line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")), 0))
