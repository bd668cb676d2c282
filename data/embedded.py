"""The embedded store: a private PostgreSQL cluster of one folder that runs while somebody uses it."""

import fcntl
import hmac
import os
import pwd
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from data.embedded_folder import explain_faults, find_data, hold, is_last, read_secret
from data.embedded_programs import find_programs
from data.embedded_server import Server, ensure_running, make_data, stop
from data.embedded_watch import watching
from data.faults import StoreInUse, StoreUnusable

ROLES = ("owner", "app", "feed")
LEAVING_SECONDS = 1


@dataclass(frozen=True)
class Cluster:
    """A running cluster: where it listens, what its owner's password is, whether it was made just now."""

    port: int
    secret: str
    is_new: bool

    def password(self, role: str) -> str:
        """Return the password of a role: owner, app or feed. One role's does not reveal another's."""
        if role == "owner":
            return self.secret
        return hmac.digest(self.secret.encode(), role.encode(), "sha256").hex()

    def url(self, role: str) -> str:
        """Return the address for a role: owner, app or feed."""
        return f"postgresql://gridboard_{role}:{self.password(role)}@127.0.0.1:{self.port}/gridboard"


@contextmanager
def run_cluster(folder: Path, *, app: bool) -> Iterator[Cluster]:
    """Run the cluster of `folder` while the block runs; the last of its users stops it.

    A cluster that still runs (its app was killed) is adopted, one that ended hard is recovered, a missing one is made.
    `app`: an app is the store's only one, and a cluster that ends under it starts again; commands (False) come and go
    beside it.
    Raises StoreInUse when another app has the store, StoreUnusable when the cluster cannot be made or started.
    """
    folder = folder.resolve()
    with ExitStack() as held:
        with explain_faults(folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if app:
                _enter_as_app(folder, held)
            cluster = _enter(folder, held, app=app)
        yield cluster


def _enter_as_app(folder: Path, held: ExitStack) -> None:
    """Become the store's only app until `held` ends. Raises StoreInUse when there is one.

    A killed app's lock can outlive it for a moment, in a copy of its process that was about to start a program.
    """
    end = time.monotonic() + LEAVING_SECONDS
    while not _try_entering(folder, held):
        if time.monotonic() > end:
            raise StoreInUse(
                f"Another Gridboard already runs on the store {folder}: "
                "stop it, or name another folder with GRIDBOARD_STORE."
            )
        time.sleep(0.05)


def _try_entering(folder: Path, held: ExitStack) -> bool:
    """Take the app's lock until `held` ends, unless somebody has it."""
    try:
        held.enter_context(hold(folder / "app.lock", fcntl.LOCK_EX | fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True


def _enter(folder: Path, held: ExitStack, *, app: bool) -> Cluster:
    """Become a user of the cluster until `held` ends, and see to it that the cluster runs; for an app all the time."""
    users = held.enter_context(hold(folder / "users.lock", fcntl.LOCK_SH))
    with hold(folder / "start.lock", fcntl.LOCK_EX):
        server = _find_server(folder)
        held.callback(_leave, server, users)
        is_new = not server.data.exists()
        secret = read_secret(folder, server.data)
        if is_new:
            blank = Cluster(0, secret, is_new)
            make_data(server, {role: blank.password(role) for role in ROLES})
        port = ensure_running(server)
    if app:
        held.enter_context(watching(server, port))
    return Cluster(port, secret, is_new)


def _leave(server: Server, users: int) -> None:
    """Stop the cluster when nobody else uses it."""
    with hold(server.folder / "start.lock", fcntl.LOCK_EX):
        if is_last(users):
            stop(server)


def _find_server(folder: Path) -> Server:
    """Find what runs the store: the place of its data, the programs, and the account that owns the data."""
    data = find_data(folder)
    version = data / "PG_VERSION"
    programs = find_programs(int(version.read_text()) if version.exists() else None)
    if os.geteuid() != 0:
        return Server(folder, data, programs, None, None)
    if data.exists():
        return Server(folder, data, programs, data.stat().st_uid, data.stat().st_gid)
    return Server(folder, data, programs, *_find_account())


def _find_account() -> tuple[int, int]:
    """Return user and group of PostgreSQL's own account, which runs what root starts."""
    try:
        account = pwd.getpwnam("postgres")
    except KeyError as error:
        raise StoreUnusable(
            "There is no account postgres to run the database: install the package postgresql."
        ) from error
    return account.pw_uid, account.pw_gid
