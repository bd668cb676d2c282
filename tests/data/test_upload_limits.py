"""A process that reads an upload takes no more of the machine than it is given."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from data.faults import FileFault
from data.uploads import running
from data.uploads.limits import Limits
from data.uploads.running import Child
from data.uploads.upload import Upload
from tests.serving import ROOT

TIGHT = Limits(memory=512 << 20, processor=1, file=1 << 20, patience=60, files=16)


def run_greedy(statement: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A process held to tight limits that does this in a folder."""
    program = f"from data.uploads.limits import *; import os; take_limits({TIGHT}); {statement}"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-c", program], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("bytearray(1 << 30)", "MemoryError"),
        ("open('large', 'wb').write(bytes(2 << 20))", "File too large"),
        ("[open(os.devnull) for _ in range(99)]", "Too many open files"),
    ],
)
def test_what_passes_a_limit_fails(tmp_path, statement, fault):
    assert fault in run_greedy(statement, tmp_path).stderr


def test_what_calculates_for_too_long_is_ended(tmp_path):
    ended = run_greedy("any(iter(int, 1))", tmp_path)
    assert -ended.returncode in (signal.SIGXCPU, signal.SIGKILL)


def test_who_waits_for_a_child_loses_patience(tmp_path, monkeypatch):
    monkeypatch.setattr(running, "READING", replace(running.READING, patience=0.01))
    path = tmp_path / "1.csv"
    path.write_text("a\n1\n", encoding="utf-8")
    child = Child("describe", Upload("1", "台账.csv", path, 4, ""))
    with pytest.raises(FileFault, match=r"台账\.csv takes longer than is given to reading it"):
        child.wait()
