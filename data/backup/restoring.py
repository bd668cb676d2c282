"""Filling an empty store from a backup."""

import re
from pathlib import Path
from subprocess import PIPE, Popen

from data.backup.clients import Clients, ProgramFailed, find_clients, has_ended, open_pipe
from data.backup.transfer import Transfer
from data.faults import FileFault, SchemaFault, StoreNotEmpty, StoreUnusable
from data.migrations import list_migrations, migrate
from data.store import Store

READ_CONTENT = """
SELECT EXISTS (SELECT FROM area) AS areas, EXISTS (SELECT FROM issue) AS issues,
    EXISTS (SELECT FROM party_member) OR EXISTS (SELECT FROM volunteer) AS roster,
    EXISTS (SELECT FROM map_line) AS lines, EXISTS (SELECT FROM map_place) AS places
"""

ANALYZE = """
ANALYZE
"""


def restore_backup(owner: Store, file: Path, transfer: Transfer) -> int:
    """Fill an empty store from a backup and bring it to this program's schema; the schema's number in the backup.

    In one transaction: after any fault or interruption the store is as it was. Raises `FileFault` when the file is no
    whole backup, `SchemaFault` when a newer program wrote it, `StoreNotEmpty`, `StoreUnusable`.
    """
    clients = find_clients(owner)
    number = _read_number(clients, file)
    known = list_migrations()[-1].number
    if number > known:
        raise SchemaFault(f"{file} has schema {number}, this program knows {known}: restore it with a newer Gridboard.")
    migrate(owner)  # makes roles and extension, which no backup holds
    refuse_content(owner)
    _refill(clients, file, transfer)
    transfer.say("preparing the store")
    migrate(owner)
    owner.execute(ANALYZE)
    return number


def refuse_content(store: Store) -> None:
    """Raises `StoreNotEmpty`, with what the store holds."""
    held = [name for name, holds in store.read_one(READ_CONTENT)._asdict().items() if holds]
    if held:
        raise StoreNotEmpty(
            f"The store already holds {', '.join(held)}: a backup goes only into an empty store. "
            "Name another with GRIDBOARD_STORE or DATABASE_URL."
        )


READ_NUMBERS = ("--data-only", "--schema=gridboard", "--table=schema_migration", "--file=-")


def _read_number(clients: Clients, file: Path) -> int:
    """The number of the schema that a backup has. Raises `FileFault` when it is no backup."""
    try:
        with (
            file.open("rb") as source,
            clients.running("pg_restore", *READ_NUMBERS, stdin=source, stdout=PIPE) as reader,
        ):
            text = open_pipe(reader.stdout).read().decode(errors="replace")
    except OSError as fault:
        raise FileFault(f"{file} cannot be read: {fault.strerror}.") from fault
    except ProgramFailed as fault:
        raise FileFault(f"{file} is no backup of Gridboard, or is damaged: {fault}.") from fault
    numbers = [int(line[1]) for line in re.finditer(r"^(\d+)\t", text, re.MULTILINE)]
    if not numbers:
        raise FileFault(f"{file} is no backup of Gridboard: it has no schema number.")
    return max(numbers)


BEGIN_REFILL = rb"""
SET client_min_messages = warning;
BEGIN;
SET LOCAL lock_timeout = '10s';
LOCK TABLE gridboard.area, gridboard.issue, gridboard.party_member, gridboard.volunteer,
    gridboard.map_line, gridboard.map_place IN ACCESS EXCLUSIVE MODE;
DO $$ BEGIN
    IF EXISTS (SELECT FROM gridboard.area) OR EXISTS (SELECT FROM gridboard.issue)
        OR EXISTS (SELECT FROM gridboard.party_member) OR EXISTS (SELECT FROM gridboard.volunteer)
    THEN
        RAISE EXCEPTION 'somebody else is filling the store';
    END IF;
END $$;
DROP SCHEMA gridboard CASCADE;
"""

END_REFILL = rb"""
UPDATE gridboard.count_horizon SET identity = '';
SELECT gridboard.adopt_cluster();
UPDATE gridboard.boundaries SET version = gridboard.random_word(), xid = pg_current_xact_id();
COMMIT;
"""
"""What the cluster knew of these rows may be later than the backup, even when it is the one that gave out their
transaction ids: they become long finished ones, and no revision that a screen knows can be continued from."""

RESTORE = ("--no-owner", "--no-tablespaces", "--no-security-labels", "--file=-")
RUN = ("--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1", "--output=/dev/null", "--file=-")


def _refill(clients: Clients, file: Path, transfer: Transfer) -> None:
    """Put the backup in the place of the empty schema. Without the last lines psql ends and nothing has happened."""
    try:
        with clients.running("psql", *RUN, f"--dbname={clients.address}", stdin=PIPE) as session:
            script = open_pipe(session.stdin)
            script.write(BEGIN_REFILL)
            script.flush()
            _stream(clients, file, session, transfer)
            script.write(END_REFILL)
            script.close()
    except ProgramFailed as fault:
        raise StoreUnusable(f"{file} could not be restored, the store is as it was: {fault}.") from fault


def _stream(clients: Clients, file: Path, session: Popen[bytes], transfer: Transfer) -> None:
    """Write a backup's statements into psql. Raises `FileFault` when the backup ends early or is damaged."""
    transfer.expect(file.stat().st_size)
    try:
        with (
            file.open("rb") as source,
            clients.running("pg_restore", *RESTORE, stdin=PIPE, stdout=session.stdin) as reader,
        ):
            pipe = open_pipe(reader.stdin)
            transfer.copy(source, pipe)
            pipe.close()
            transfer.say("building indexes")
    except ProgramFailed as fault:
        if has_ended(session):
            raise BrokenPipeError from fault  # psql refused what it was given: its words tell why
        raise FileFault(f"{file} is damaged, the store is as it was: {fault}.") from fault
