"""The embedded store on real PostgreSQL: who may use it, and what it survives."""

import fcntl
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
from pathlib import Path
from select import select
from tempfile import mkdtemp

import pytest

from data import embedded_programs
from data.embedded import Cluster, run_cluster
from data.embedded_folder import find_data, hold
from data.embedded_programs import find_programs
from data.faults import StoreInUse, StoreUnusable
from tests.stores import find_postmaster, remove_store

FORK = get_context("fork")
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as other accounts")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A store with a made cluster, in a folder that no other account may enter, with an awkward name."""
    folder = tmp_path_factory.mktemp("closed") / '网格 "$HOME'
    with run_cluster(folder, app=True):
        pass
    yield folder
    remove_store(folder)


@pytest.fixture
def new_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder where a store may be made."""
    yield tmp_path / "store"
    remove_store(tmp_path / "store")


@pytest.fixture(scope="module")
def plain_user() -> Iterator[pwd.struct_passwd]:
    """An account without rights, made for the test."""
    name = f"gridboard-test-{os.getpid()}"
    subprocess.run(["useradd", "--system", "--no-create-home", name], check=True)
    yield pwd.getpwnam(name)
    subprocess.run(["userdel", name], check=True)


@pytest.fixture
def open_folder(plain_user: pwd.struct_passwd) -> Iterator[Path]:
    """A folder of the plain user."""
    folder = Path(mkdtemp())
    os.chown(folder, plain_user.pw_uid, plain_user.pw_gid)
    yield folder
    shutil.rmtree(folder)


def ask(url: str, query: str) -> subprocess.CompletedProcess[str]:
    """Ask the database with psql, which never waits for a password."""
    return subprocess.run(["psql", "-XAtwc", query, url], capture_output=True, text=True)


def run_app_that_hangs(folder: Path) -> ForkProcess:
    """Start an app that uses the store in a process of its own; returns once the app has the store."""
    here, there = FORK.Pipe()

    def hang() -> None:
        with run_cluster(folder, app=True):
            there.send("ready")
            signal.pause()

    app = FORK.Process(target=hang)
    app.start()
    here.recv()
    return app


def kill(process: ForkProcess) -> None:
    """End a process without a chance to clean up."""
    process.kill()
    process.join()


def wait_for(path: Path) -> None:
    """Return when the file is there."""
    while not path.exists():
        time.sleep(0.01)


def wait_until_ended(pid: int) -> None:
    """Return when a process has ended, reaped or not."""
    with suppress(ProcessLookupError), os.fdopen(os.pidfd_open(pid)) as process:
        select([process], [], [], 60)


def wait_for_answer(url: str) -> str:
    """What the database answers once it takes connections again, within a minute."""
    deadline = time.monotonic() + 60
    while (answer := ask(url, "SELECT 42")).returncode and time.monotonic() < deadline:
        time.sleep(0.1)
    return answer.stdout


def act_as(account: pwd.struct_passwd, action: Callable[[], object]) -> int | None:
    """Run an action in a process of another account and return its exit code: 0 unless it raised."""

    def act() -> None:
        os.setgroups([])
        os.setgid(account.pw_gid)
        os.setuid(account.pw_uid)
        action()

    process = FORK.Process(target=act)
    process.start()
    process.join()
    return process.exitcode


def use(folder: Path) -> Cluster:
    """Start the cluster, stop it again, and return how it ran."""
    with run_cluster(folder, app=True) as cluster:
        assert ask(cluster.url("owner"), "SELECT 1").stdout == "1\n"
    return cluster


def test_each_role_enters_with_its_own_password(folder: Path) -> None:
    with run_cluster(folder, app=False) as cluster:
        names = [ask(cluster.url(role), "SELECT current_user").stdout.strip() for role in ("owner", "app", "feed")]
    assert names == ["gridboard_owner", "gridboard_app", "gridboard_feed"]


def test_nobody_enters_without_the_password_of_the_role(folder: Path) -> None:
    with run_cluster(folder, app=False) as cluster:
        address = f"127.0.0.1:{cluster.port}/gridboard"
        without = ask(f"postgresql://gridboard_owner@{address}", "SELECT 1")
        feed_as_owner = ask(f"postgresql://gridboard_owner:{cluster.password('feed')}@{address}", "SELECT 1")
    assert "no password supplied" in without.stderr
    assert "password authentication failed" in feed_as_owner.stderr


@needs_root
def test_another_account_reads_neither_the_password_nor_the_data(folder: Path, plain_user: pwd.struct_passwd) -> None:
    data = find_data(folder.resolve())
    assert act_as(plain_user, (folder / "password").read_text) == 1
    assert act_as(plain_user, lambda: os.listdir(data)) == 1
    assert (folder / "password").stat().st_mode & 0o777 == 0o600
    assert data.stat().st_mode & 0o777 == 0o700


def test_a_second_app_is_refused_and_a_command_is_not(folder: Path) -> None:
    with run_cluster(folder, app=True) as cluster:
        with pytest.raises(StoreInUse, match="already runs on the store"), run_cluster(folder, app=True):
            pass
        with run_cluster(folder, app=False) as beside:
            assert beside.port == cluster.port
        assert ask(cluster.url("app"), "SELECT 1").returncode == 0


def test_the_last_user_stops_the_cluster(folder: Path) -> None:
    with run_cluster(folder, app=False) as cluster:
        with run_cluster(folder, app=True):
            pass
        assert ask(cluster.url("app"), "SELECT 1").returncode == 0
    assert "Connection refused" in ask(cluster.url("app"), "SELECT 1").stderr


def test_a_cluster_whose_app_was_killed_is_adopted(folder: Path) -> None:
    app = run_app_that_hangs(folder)
    before = find_postmaster(folder)
    kill(app)
    with run_cluster(folder, app=True):
        assert find_postmaster(folder) == before


def test_the_lock_that_a_killed_app_leaves_for_a_moment_is_waited_for(folder: Path) -> None:
    with hold(folder / "app.lock", fcntl.LOCK_EX):
        leaving = FORK.Process(target=time.sleep, args=(0.3,))
        leaving.start()
    with run_cluster(folder, app=True) as cluster:
        assert ask(cluster.url("app"), "SELECT 1").returncode == 0
    leaving.join()


def test_a_killed_server_is_recovered_with_what_was_committed(folder: Path) -> None:
    app = run_app_that_hangs(folder)
    with run_cluster(folder, app=False) as cluster:
        ask(cluster.url("owner"), "CREATE TABLE kept AS SELECT 42 AS answer")
    os.kill(find_postmaster(folder), signal.SIGKILL)
    kill(app)
    with run_cluster(folder, app=True) as cluster:
        assert ask(cluster.url("owner"), "SELECT answer FROM kept").stdout == "42\n"


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGQUIT, signal.SIGINT])
def test_a_server_that_ends_under_its_app_starts_again(folder: Path, how: signal.Signals) -> None:
    with run_cluster(folder, app=True) as cluster:
        before = find_postmaster(folder)
        os.kill(before, how)
        wait_until_ended(before)
        assert wait_for_answer(cluster.url("app")) == "42\n"
        assert find_postmaster(folder) != before
    assert "Connection refused" in ask(cluster.url("app"), "SELECT 1").stderr


def test_an_app_that_ends_does_not_start_its_server_again(folder: Path) -> None:
    with run_cluster(folder, app=True) as cluster:
        ended = find_postmaster(folder)
        os.kill(ended, signal.SIGQUIT)
        wait_until_ended(ended)
    assert "Connection refused" in ask(cluster.url("app"), "SELECT 1").stderr


def test_a_pid_file_with_the_number_of_another_process_is_no_hindrance(folder: Path) -> None:
    pid_file = find_data(folder.resolve()) / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{pid_file.parent}\n1763756800\n5432\n\n127.0.0.1\n\nready   \n")
    assert not use(folder).is_new


def test_ctrl_c_in_the_terminal_does_not_reach_the_server(folder: Path) -> None:
    with run_cluster(folder, app=True):
        assert os.getsid(find_postmaster(folder)) != os.getsid(0)


def test_a_taken_port_gives_way_and_the_new_one_is_kept(folder: Path) -> None:
    before = use(folder).port
    with socket.create_server(("127.0.0.1", before)):
        during = use(folder).port
    assert during != before
    assert use(folder).port == during


def test_a_cluster_that_was_half_made_is_made_anew(new_folder: Path) -> None:
    app = FORK.Process(target=use, args=[new_folder])
    app.start()
    wait_for(new_folder / "password")
    time.sleep(0.2)
    kill(app)
    assert not find_data(new_folder.resolve()).exists()
    assert use(new_folder).is_new


@needs_root
def test_a_plain_user_has_the_data_in_the_folder_and_root_runs_it_as_that_user(
    open_folder: Path, plain_user: pwd.struct_passwd
) -> None:
    assert act_as(plain_user, lambda: use(open_folder)) == 0
    assert (open_folder / "data").stat().st_uid == plain_user.pw_uid
    assert not use(open_folder).is_new
    assert act_as(plain_user, lambda: use(open_folder)) == 0


@needs_root
def test_a_plain_user_is_told_that_another_account_made_the_store(
    open_folder: Path, plain_user: pwd.struct_passwd
) -> None:
    use(open_folder / "store")

    def start() -> None:
        with (
            pytest.raises(StoreUnusable, match="cannot be used: Permission denied .*Run as the account that made it"),
            run_cluster(open_folder / "store", app=True),
        ):
            pass

    assert act_as(plain_user, start) == 0
    remove_store(open_folder / "store")


@needs_root
def test_a_moved_store_keeps_its_cluster_and_a_copy_is_refused(folder: Path) -> None:
    moved = folder.rename(folder.with_name("moved"))
    assert not use(moved).is_new
    shutil.copytree(moved, folder)
    with pytest.raises(StoreUnusable, match="is a copy of .*moved"), run_cluster(folder, app=True):
        pass
    shutil.rmtree(folder)
    moved.rename(folder)


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    store = tmp_path / "file" / "store"
    with pytest.raises(StoreUnusable, match="cannot be used: Not a directory"), run_cluster(store, app=True):
        pass


def test_what_the_server_says_stands_in_the_fault(new_folder: Path) -> None:
    use(new_folder)
    (find_data(new_folder.resolve()) / "pg_hba.conf").write_text("nonsense\n")
    with pytest.raises(StoreUnusable, match="does not start: .*pg_hba.conf"), run_cluster(new_folder, app=True):
        pass


def test_missing_postgresql_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded_programs, "DEBIAN_PROGRAMS", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StoreUnusable, match="install the packages postgresql and postgresql-postgis"):
        find_programs()


def test_missing_postgis_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = find_programs()
    bare = tmp_path / "lib" / "postgresql" / real.parent.name / "bin"
    bare.mkdir(parents=True)
    shutil.copy(real / "pg_config", bare)  # it looks for PostGIS beside itself
    (bare / "initdb").touch()
    monkeypatch.setattr(embedded_programs, "DEBIAN_PROGRAMS", bare.parents[1])
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StoreUnusable, match=r"has no PostGIS: install the package postgresql-\d+-postgis-3"):
        find_programs()


def test_a_cluster_of_another_major_version_is_named() -> None:
    with pytest.raises(StoreUnusable, match=r"was made by PostgreSQL 9, and only version \d+ is installed"):
        find_programs(made_by=9)
