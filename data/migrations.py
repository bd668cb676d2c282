"""Bringing a database to this program's schema."""

import re
from dataclasses import dataclass
from pathlib import Path

from data.faults import SchemaFault, StoreUnusable
from data.search_words import write_search_words
from data.store import SQL, Identifier, Store, Transaction

FOLDER = Path(__file__).parent / "schema"


@dataclass(frozen=True)
class Migration:
    """One numbered file of the schema."""

    number: int
    name: str
    path: Path


def list_migrations() -> list[Migration]:
    """All migrations, in their order."""
    names = (re.fullmatch(r"(\d{4})_(\w+)\.sql", path.name) for path in sorted(FOLDER.glob("*.sql")))
    return [Migration(int(name[1]), name[2], FOLDER / name[0]) for name in names if name]


HAS_POSTGIS = """
SELECT FROM pg_available_extensions WHERE name = 'postgis'
"""

FIND_SCHEMA = """
SELECT to_regclass('gridboard.schema_migration') IS NOT NULL AS is_there
"""

READ_NUMBER = """
SELECT coalesce(max(number), 0) AS number FROM gridboard.schema_migration
"""


def read_schema_number(store: Store) -> int:
    """The number of the last migration that the database has; 0 when it has none."""
    if not store.read_one(FIND_SCHEMA).is_there:
        return 0
    return int(store.read_one(READ_NUMBER).number)


def check_schema(store: Store) -> None:
    """Raises `SchemaFault` with what to run, or `StoreUnusable` when the database has no PostGIS."""
    check_postgis(store)
    number, wanted = read_schema_number(store), list_migrations()[-1].number
    if number < wanted:
        raise SchemaFault(
            f"the database has schema {number}, this program needs {wanted}: "
            "run `python -m data migrate` with GRIDBOARD_OWNER_URL set"
        )
    if number > wanted:
        raise SchemaFault(
            f"the database has schema {number}, this program knows {wanted}: it is older than the database"
        )


def check_postgis(store: Store) -> None:
    """Raises `StoreUnusable` when the server has no PostGIS to offer."""
    if not store.read(HAS_POSTGIS):
        raise StoreUnusable("PostGIS is missing on the database server: install its PostGIS package")


FIND_OBSTACLES = """
SELECT wanted.name, offered.name IS NULL AS is_missing
FROM unnest(%(names)s::text[]) AS wanted (name) LEFT JOIN pg_available_extensions offered USING (name)
WHERE offered.installed_version IS NULL AND NOT EXISTS (
    SELECT FROM pg_available_extension_versions v JOIN pg_roles r ON r.rolname = current_user
    WHERE v.name = wanted.name
        AND (r.rolsuper OR v.trusted AND has_database_privilege(current_database(), 'CREATE'))
)
"""

FIND_ASTRAY = """
SELECT e.extname AS name, n.nspname AS schema
FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
WHERE e.extname = ANY (%(names)s) AND n.nspname <> 'public'
"""

EXTENSIONS = {"postgis": "PostGIS", "pg_trgm": "contrib"}
"""What the schema needs of the server, and the package that brings it."""


def check_extensions(owner: Store) -> None:
    """Raises `StoreUnusable` with what to do: an extension is elsewhere, or missing and not for this role to make."""
    for name, schema in owner.read(FIND_ASTRAY, {"names": list(EXTENSIONS)}):
        raise StoreUnusable(
            f"the extension {name} is in the schema {schema}, where nobody looks for it: "
            f"let a superuser run `ALTER EXTENSION {name} SET SCHEMA public` in this database"
        )
    for name, is_missing in owner.read(FIND_OBSTACLES, {"names": list(EXTENSIONS)}):
        if is_missing:
            raise StoreUnusable(
                f"the extension {name} is missing on the database server: install its {EXTENSIONS[name]} package"
            )
        raise StoreUnusable(
            f"this role may not make the extension {name}: "
            f"let a superuser run `CREATE EXTENSION {name} SCHEMA public` in this database"
        )


PREPARE = """
SELECT pg_advisory_xact_lock(7201122000);
CREATE EXTENSION IF NOT EXISTS postgis SCHEMA public;
CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public;
CREATE SCHEMA IF NOT EXISTS gridboard;
CREATE TABLE IF NOT EXISTS gridboard.schema_migration (
    number integer PRIMARY KEY,
    name text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
)
"""

RECORD = """
INSERT INTO gridboard.schema_migration (number, name) VALUES (%(number)s, %(name)s)
"""


def migrate(owner: Store) -> list[Migration]:
    """Apply what the database lacks, in one transaction, as its owner; the migrations that were applied.

    Roles `gridboard_app` and `gridboard_feed` are made when they are missing, without a right to log in.
    """
    check_extensions(owner)
    with owner.transaction() as transaction:
        transaction.execute(PREPARE)
        for role in ("gridboard_app", "gridboard_feed"):
            _prepare_role(transaction, role)
        _set_search_path(transaction, transaction.read_one(OWNER_NAME).name)
        reached = transaction.read_one(READ_NUMBER).number
        missing = [migration for migration in list_migrations() if migration.number > reached]
        for migration in missing:
            transaction.execute(migration.path.read_text(encoding="utf-8"))
            transaction.execute(RECORD, {"number": migration.number, "name": migration.name})
        write_search_words(transaction)
    return missing


FIND_ROLE = """
SELECT FROM pg_roles WHERE rolname = %(role)s
"""

OWNER_NAME = """
SELECT current_user AS name
"""

DATABASE_NAME = """
SELECT current_database() AS name
"""


def _prepare_role(transaction: Transaction, role: str) -> None:
    if not transaction.read(FIND_ROLE, {"role": role}):
        transaction.execute(SQL("CREATE ROLE {} NOLOGIN").format(Identifier(role)))
    _set_search_path(transaction, role)


def _set_search_path(transaction: Transaction, role: str) -> None:
    database = transaction.read_one(DATABASE_NAME).name
    path = SQL("ALTER ROLE {} IN DATABASE {} SET search_path = gridboard, public")
    transaction.execute(path.format(Identifier(role), Identifier(database)))
