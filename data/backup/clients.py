"""PostgreSQL's own programs for dumps: `pg_dump`, `pg_restore`, `psql`, and what they say when they fail."""

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from data.embedded_programs import DEBIAN_PROGRAMS
from data.faults import Fault, StoreUnusable
from data.store import Store, split_password

END_SECONDS = 10


class ProgramFailed(Fault):
    """One of the programs ended with an error; its own words."""


@dataclass(frozen=True)
class Clients:
    """Where the programs are, which database they work on, and the environment that carries its password."""

    folder: Path
    address: str
    environment: dict[str, str]

    @contextmanager
    def running(self, program: str, *words: str, **streams: Any) -> Iterator[subprocess.Popen[bytes]]:
        """Run a program while the block runs. Raises `ProgramFailed` with its words when it ends with an error.

        In a session of its own, so that Ctrl-C in the terminal reaches us alone; an exception that passes through the
        block ends the program, and where the program broke a pipe its own words tell why.
        """
        with TemporaryFile() as said:
            command = [str(self.folder / program), *words]
            process = subprocess.Popen(
                command, env=self.environment, stderr=said, start_new_session=True, cwd="/", **streams
            )
            try:
                yield process
                process.wait()
            except BrokenPipeError as fault:
                process.wait(END_SECONDS)
                raise ProgramFailed(_read_fault(said)) from fault
            finally:
                _end(process)
            if process.returncode != 0:
                raise ProgramFailed(_read_fault(said) or f"{program} ended with code {process.returncode}")


def open_pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    """A program's stream that was asked for with `subprocess.PIPE`."""
    assert pipe is not None
    return pipe


def has_ended(process: subprocess.Popen[bytes]) -> bool:
    """Whether a program ends by itself within a moment."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(1)
    return process.returncode is not None


def _end(process: subprocess.Popen[bytes]) -> None:
    """Close a program's pipes and end it if it still runs: it lets go of the database, or is killed."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    for pipe in filter(None, (process.stdin, process.stdout)):
        with suppress(BrokenPipeError):
            pipe.close()
    try:
        process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _read_fault(said: IO[bytes]) -> str:
    """The first error among a program's messages, without the program's name."""
    said.seek(0)
    lines = said.read().decode(errors="replace").splitlines()
    faults = [line for line in lines if re.search(r"(error|ERROR|FATAL): ", line)]
    return re.sub(r"^.*?(error|ERROR|FATAL): +", "", faults[0]) if faults else " ".join(lines[-1:])


READ_SERVER_VERSION = """
SELECT current_setting('server_version_num')::integer / 10000 AS major
"""


def find_clients(owner: Store) -> Clients:
    """The programs of the server's version, or of the next newer one: an older one cannot read the server.

    Raises `StoreUnusable`, with the package to install, when there is none.
    """
    server = int(owner.read_one(READ_SERVER_VERSION).major)
    fitting = sorted((version, folder) for version, folder in _list_installed() if version >= server)
    if not fitting:
        raise StoreUnusable(f"pg_dump of version {server} is missing: install the package postgresql-client-{server}.")
    address, password = split_password(owner.url)
    secret = {"PGPASSWORD": password} if password else {}
    return Clients(fitting[0][1], address, dict(os.environ) | {"LC_ALL": "C.UTF-8"} | secret)


def _list_installed() -> Iterator[tuple[int, Path]]:
    """Each installed `pg_dump`: its major version and its folder; Debian's own, then the one on the PATH."""
    folders = [*DEBIAN_PROGRAMS.glob("*/bin")]
    if on_path := shutil.which("pg_dump"):
        folders.append(Path(on_path).parent)
    for folder in (folder for folder in folders if (folder / "pg_dump").exists()):
        answer = subprocess.run([folder / "pg_dump", "--version"], capture_output=True, text=True, check=True)
        yield int("".join(re.findall(r"^\D*(\d+)", answer.stdout))), folder
