"""PostgreSQL's own `pgbench` as the writers: it costs next to nothing beside the database."""

import os
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.mesh import SOUTH, SPAN, WEST
from data.embedded_programs import find_programs
from data.store import split_password

INSERT = f"""\
\\set number :number + 1
\\set x random(0, 1000000)
\\set y random(0, 1000000)
INSERT INTO :into (source, source_reference, category, geom)
VALUES ('patrol', concat_ws('-', :run, :client_id, :number), 'bench',
    ST_Point({WEST} + {SPAN} * :x / 1000000, {SOUTH} + {SPAN} * :y / 1000000, 4326));
"""
"""One issue a transaction, anywhere in the mesh, numbered as a register numbers them."""


@dataclass(frozen=True)
class Written:
    """How many transactions a second were committed, and how long one took on average in milliseconds."""

    rate: float
    milliseconds: float


@dataclass(frozen=True)
class Writers:
    """Who writes where: as which role, into which table, how many at once."""

    url: str
    table: str
    count: int
    asynchronous: bool = False
    """Whether a commit does not wait for the disk."""
    script: str = INSERT

    def write(self, run: int, amount: list[str], meanwhile: Callable[[], object]) -> Written:
        """Write issues. `run` is another number each time; `amount` is pgbench's `-T SECONDS` or `-t TRANSACTIONS`.

        `meanwhile` is called again and again until it ends. Raises `RuntimeError` when a transaction failed.
        """
        with TemporaryDirectory() as folder:
            script = Path(folder) / "script.sql"
            script.write_text(self.script, encoding="utf-8")
            said = self._run([*self._describe(script, run), *amount], meanwhile)
        return Written(_find(r"tps = ([\d.]+)", said), _find(r"latency average = ([\d.]+)", said))

    def _describe(self, script: Path, run: int) -> list[str]:
        variables = {"number": 0, "run": run, "into": self.table}
        defined = [word for name, value in variables.items() for word in ("-D", f"{name}={value}")]
        return ["-n", "-c", str(self.count), "-j", "1", "-f", str(script), *defined]

    def _run(self, words: list[str], meanwhile: Callable[[], object]) -> str:
        address, password = split_password(self.url)
        options = "-c search_path=gridboard,public" + (" -c synchronous_commit=off" if self.asynchronous else "")
        environment = os.environ | {"PGPASSWORD": password or "", "PGOPTIONS": options}
        program = find_programs() / "pgbench"
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        with subprocess.Popen([program, *words, address], env=environment, encoding="utf-8", **pipes) as process:
            try:
                while process.poll() is None:
                    meanwhile()
                said = process.communicate()[0]
            finally:
                process.terminate()
        if process.returncode or "failed transactions: 0 " not in said:
            raise RuntimeError(f"pgbench failed: {said}")
        return said


def run_program(name: str, url: str, *words: str) -> None:
    """Run another of PostgreSQL's programs on a database. Raises `CalledProcessError`."""
    address, password = split_password(url)
    environment = os.environ | {"PGPASSWORD": password or ""}
    subprocess.run([find_programs() / name, *words, "--dbname", address], env=environment, check=True)


def _find(pattern: str, said: str) -> float:
    match = re.search(pattern, said)
    if match is None:
        raise RuntimeError(f"pgbench said something else: {said}")
    return float(match[1])
