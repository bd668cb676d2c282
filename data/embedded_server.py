"""The server of the embedded store: makes a cluster's data, starts it, adopts one that still runs, stops it."""

import os
import socket
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import IO, Any, NamedTuple

from data.embedded_folder import write_whole
from data.faults import StoreUnusable

START_SECONDS = 300  # a large store that lost its power replays its log first
STOP_SECONDS = 60
ATTEMPTS = 3

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "cluster_name": "gridboard",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "maintenance_work_mem": "128MB",
    "jit": "off",
    "max_wal_size": "512MB",
    "timezone": "UTC",
    "logging_collector": "on",
    "log_filename": "%a.log",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
    "log_truncate_on_rotation": "on",
    "log_checkpoints": "off",
}
"""For a small machine. Seven log files, one a day of the week, each begun anew a week later."""

MAKE_DATABASE = """\
CREATE ROLE gridboard_app LOGIN PASSWORD '%(app)s'
CREATE ROLE gridboard_feed LOGIN PASSWORD '%(feed)s'
CREATE DATABASE gridboard
"""


@dataclass(frozen=True)
class Server:
    """What runs a store: its folder, the cluster's data, the programs, the account (`uid` None: the present one)."""

    folder: Path
    data: Path
    programs: Path
    uid: int | None
    gid: int | None


class Running(NamedTuple):
    """A server at work, as its pid file tells."""

    pid: str
    port: int
    is_ready: bool


def _run_program(server: Server, program: str, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's programs, or another by its full path, as the cluster's account.

    In `/`, because the account may not enter the present folder; in a session of its own, so that Ctrl-C in the
    terminal reaches the app alone; with a bare environment, so that no PG… variable changes what it does.
    """
    return subprocess.run(
        [server.programs / program, *arguments],
        cwd="/",
        env={"PGDATA": str(server.data), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        start_new_session=True,
        user=server.uid,
        group=server.gid,
        extra_groups=None if server.uid is None else [],
        encoding="utf-8",
        errors="surrogateescape",
        **options,
    )


def make_data(server: Server, passwords: Mapping[str, str]) -> None:
    """Make the cluster with its three roles and the database `gridboard`: whole, or not at all.

    `passwords`: one for each of owner, app and feed. Raises StoreUnusable with the last lines of what went wrong.
    """
    prefix = f"{server.data.name}.new-"
    for left in server.data.parent.glob(f"{prefix}*"):
        rmtree(left, ignore_errors=True)
    with TemporaryDirectory(prefix=prefix, dir=server.data.parent) as place:
        if server.uid is not None:
            os.chown(place, server.uid, -1)
        fresh = replace(server, data=Path(place, "data"))
        _initialize(fresh, passwords["owner"])
        _fill(fresh, passwords)
        fresh.data.rename(server.data)


def _initialize(server: Server, password: str) -> None:
    """Run `initdb`; it reads the owner's password from a file in memory that never touches a disk."""
    with os.fdopen(os.memfd_create("password"), "w") as file:
        os.fchmod(file.fileno(), 0o600)
        os.fchown(file.fileno(), -1 if server.uid is None else server.uid, -1)
        file.write(password)
        file.flush()
        words = ["--username=gridboard_owner", "--auth=scram-sha-256", f"--pwfile=/proc/self/fd/{file.fileno()}"]
        words += ["--encoding=UTF8", "--locale=C.UTF-8"]
        result = _run_program(server, "initdb", *words, pass_fds=[file.fileno()], capture_output=True)
    _check_made(server, result)


def _fill(server: Server, passwords: Mapping[str, str]) -> None:
    """Make roles and database in a server without connections; no log ever holds the passwords."""
    words = ["--single", "-c", "exit_on_error=true", "-c", "log_min_error_statement=panic", "template1"]
    result = _run_program(server, "postgres", *words, input=MAKE_DATABASE % passwords, capture_output=True)
    _check_made(server, result)


def _check_made(server: Server, result: subprocess.CompletedProcess[str]) -> None:
    """Raise StoreUnusable with the program's last words when it failed."""
    if result.returncode != 0:
        raise StoreUnusable(f"The store {server.folder} cannot be made: {_last_lines(result.stderr)}")


def ensure_running(server: Server, port: int | None = None) -> int:
    """Return the port of the server: of the one that still runs (its app was killed), otherwise of a new start.

    `port`: it has to run on this one, or StoreUnusable is raised.
    """
    found = _wait_until_ready(server) or _start(server, port)
    if port not in (None, found):
        raise StoreUnusable(f"The database of the store {server.folder} runs on port {found}, not {port} any more.")
    return found


def _wait_until_ready(server: Server) -> int | None:
    """Return the running server's port once it takes connections; None when none runs, or it was just stopping."""
    end = time.monotonic() + START_SECONDS
    while running := find_running(server):
        if running.is_ready:
            return running.port
        if time.monotonic() > end:
            raise StoreUnusable(
                f"The database of the store {server.folder} (process {running.pid}) does not get ready."
            )
        time.sleep(0.1)
    return None


def find_running(server: Server) -> Running | None:
    """Return the server that works on this data, or None.

    The pid file alone proves nothing: it survives a power loss, and its number may be another process's by now.
    """
    lines = _read_pid_file(server)
    if not lines or not _works_in_data(server, lines[0]):
        return None
    is_ready = len(lines) > 7 and lines[7].strip() == "ready"
    return Running(lines[0], int(lines[3]) if is_ready else 0, is_ready)


def _read_pid_file(server: Server) -> list[str]:
    """Return the lines of `postmaster.pid`: 1st the process, 4th the port, 8th the state; [] when there is none."""
    try:
        return (server.data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []


def _works_in_data(server: Server, pid: str) -> bool:
    """Whether a process works in this data folder, as PostgreSQL's server does: asked as the account it would have."""
    words = ["/usr/bin/readlink", f"/proc/{pid}/cwd"]
    answer = _run_program(server, *words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return answer.stdout.rstrip("\n") == str(server.data)


def _start(server: Server, wanted: int | None) -> int:
    """Start the server and return its port. Raises StoreUnusable with the last lines of the server's log."""
    for _ in range(ATTEMPTS):
        _remove_stale_pid_file(server)
        port = wanted or _choose_port(server.folder / "port")
        result = _start_once(server, port)
        if result.returncode == 0:
            write_whole(server.folder / "port", f"{port}\n")
            return port
        time.sleep(1)  # another program took the port, or a killed server's last processes are still ending
    said = _read_log(server) or result.stderr
    raise StoreUnusable(f"The database of the store {server.folder} does not start: {_last_lines(said)}")


def _start_once(server: Server, port: int) -> subprocess.CompletedProcess[str]:
    """Start the server on `port` and wait until it is ready or has ended."""
    settings = " ".join(f"-c {name}={value}" for name, value in {**SETTINGS, "port": port}.items())
    words = ["start", "--silent", "--wait", f"--timeout={START_SECONDS}", f"--options={settings}"]
    with _open_log(server) as log:
        return _run_program(server, "pg_ctl", *words, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.PIPE)


def _remove_stale_pid_file(server: Server) -> None:
    """Remove the pid file of a lost server when another process has its number: PostgreSQL would refuse to start.

    Where no process has the number the file stays: PostgreSQL then makes sure itself that nothing uses the data.
    """
    lines = _read_pid_file(server)
    if lines and Path("/proc", lines[0]).exists() and not _works_in_data(server, lines[0]):
        (server.data / "postmaster.pid").unlink()


def _choose_port(kept: Path) -> int:
    """Return the port in file `kept` while it is free on this machine, otherwise one that the system gives."""
    text = kept.read_text().strip() if kept.exists() else ""
    try:
        return _try_port(int(text) if text.isdecimal() else 0)
    except OSError:
        return _try_port(0)


def _try_port(port: int) -> int:
    """Listen on a port for a moment and return its number; 0 asks for any free one. Raises OSError when it is taken."""
    with socket.create_server(("127.0.0.1", port)) as listener:
        return int(listener.getsockname()[1])


def stop(server: Server) -> None:
    """Stop the server if it runs: open connections end, what was committed is on the disk."""
    if find_running(server):
        words = ["stop", "--silent", "--mode=fast", f"--timeout={STOP_SECONDS}"]
        _run_program(server, "pg_ctl", *words, capture_output=True)


def _open_log(server: Server) -> IO[str]:
    """Begin `start.log`, the words of the server until its own log is open."""
    path = server.folder / "start.log"
    path.unlink(missing_ok=True)
    return path.open("x")


def _read_log(server: Server) -> str:
    """Return the log that the server wrote last."""
    logs = [server.folder / "start.log", *server.data.glob("log/*.log")]
    return max(logs, key=lambda log: log.stat().st_mtime).read_text(errors="replace")


def _last_lines(text: str) -> str:
    """Return the end of a program's output on one line."""
    return " / ".join(line.strip() for line in text.splitlines()[-6:])
