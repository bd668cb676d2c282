"""The door to PostGIS: the only module that knows psycopg2."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import TextIOBase
from typing import Any

import psycopg2
import psycopg2.extensions
import psycopg2.extras
import psycopg2.pool
from psycopg2.sql import SQL, Identifier

from data.faults import Fault, SettingFault, StoreAway, StoreBusy
from data.turns import Turns

__all__ = ["SQL", "Identifier", "Store", "Transaction", "split_password"]

Query = Any  # text, or what psycopg2.sql composes: psycopg2 brings no types
Values = Mapping[str, Any] | None

LOST = (psycopg2.OperationalError, psycopg2.InterfaceError)
BUSY = (psycopg2.errors.LockNotAvailable, psycopg2.errors.QueryCanceled, psycopg2.errors.DeadlockDetected)


def split_password(url: str) -> tuple[str, str | None]:
    """A libpq address without its password, fit for a command line that everybody can read; and the password."""
    parts = psycopg2.extensions.parse_dsn(url)
    password = parts.pop("password", None)
    return psycopg2.extensions.make_dsn(**parts), password


class Store:
    """A bounded set of connections to one PostGIS database.

    `url` is a libpq address (`SettingFault` when it is none); at most `size` connections are open, who comes beyond
    them waits up to 30 seconds; a statement may take `patience` seconds (0: as long as it wants). Every method raises
    `StoreAway` when the database does not answer, `StoreBusy` when a lock or a time limit ends the wait.
    """

    def __init__(self, url: str, size: int = 8, patience: float = 0) -> None:
        self.url = _check_address(url)
        self.turns = Turns(size)
        self._pool = _Pool(size, url, patience)

    def read(self, query: Query, values: Values = None) -> list[Any]:
        """Rows of one statement, as named tuples; asked once more on a fresh connection when the first was lost."""
        try:
            return self._read_once(query, values)
        except StoreAway:
            return self._read_once(query, values)

    def read_one(self, query: Query, values: Values = None) -> Any:
        """The first row of one statement. Raises `LookupError` when there is none."""
        return _first_row(self.read(query, values))

    def execute(self, query: Query, values: Values = None) -> int:
        """Run one statement and commit it; the number of rows it touched."""
        with self.transaction() as transaction:
            return transaction.execute(query, values)

    @contextmanager
    def transaction(self, *, is_dry: bool = False) -> Iterator["Transaction"]:
        """Everything inside is committed at the end, or nothing of it when an exception passes or when it is dry."""
        with _named_faults(), self._connection() as connection, connection, _cursor(connection) as cursor:
            yield Transaction(cursor)
            if is_dry:
                connection.rollback()

    def close(self) -> None:
        """Close all connections."""
        self._pool.closeall()

    def _read_once(self, query: Query, values: Values) -> list[Any]:
        with _named_faults(), self._connection() as connection:
            connection.autocommit = True
            with _cursor(connection) as cursor:
                rows = Transaction(cursor).read(query, values)
            connection.autocommit = False
            return rows

    @contextmanager
    def _connection(self) -> Iterator[psycopg2.extensions.connection]:
        if not self.turns.take(timeout=30):
            raise StoreBusy("all connections to the database are busy")
        try:
            with self._borrowed() as connection:
                yield connection
        finally:
            self.turns.give_back()

    @contextmanager
    def _borrowed(self) -> Iterator[psycopg2.extensions.connection]:
        connection = self._pool.getconn()
        try:
            yield connection
        except LOST:
            self._pool.drop_idle()
            connection.close()
            raise
        except BaseException:
            connection.close()
            raise
        finally:
            self._pool.putconn(connection)


class Transaction:
    """Statements that are committed together."""

    def __init__(self, cursor: psycopg2.extensions.cursor) -> None:
        self._cursor = cursor

    def execute(self, query: Query, values: Values = None) -> int:
        """Run one statement; the number of rows it touched."""
        self._cursor.execute(query, values)
        return int(self._cursor.rowcount)

    def read(self, query: Query, values: Values = None) -> list[Any]:
        """Rows of one statement, as named tuples."""
        self._cursor.execute(query, values)
        return list(self._cursor.fetchall())

    def read_one(self, query: Query, values: Values = None) -> Any:
        """The first row of one statement. Raises `LookupError` when there is none."""
        return _first_row(self.read(query, values))

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What is inside is undone alone, its locks let go, when an exception passes; the transaction can go on."""
        self.execute("SAVEPOINT step")
        try:
            with _named_faults():
                yield
        except BaseException:
            self.execute("ROLLBACK TO SAVEPOINT step; RELEASE SAVEPOINT step")
            raise
        self.execute("RELEASE SAVEPOINT step")

    def copy_in(self, copy: Query, chunks: Iterable[str]) -> int:
        """Stream text chunks, in the format that the COPY statement names, into a table; the number of rows.

        The database takes in what it has while the next chunk is made. What making one raises, this raises.
        """
        reader = _ChunkReader(chunks)
        self._cursor.copy_expert(copy, reader)
        if reader.fault:
            raise reader.fault
        return int(self._cursor.rowcount)


class _ChunkReader(TextIOBase):
    """The file that COPY reads, made of an iterable of text."""

    def __init__(self, chunks: Iterable[str]) -> None:
        self._chunks = iter(chunks)
        self.fault: BaseException | None = None

    def read(self, size: int | None = -1) -> str:
        try:
            return next((chunk for chunk in self._chunks if chunk), "")
        except BaseException as fault:  # psycopg2 would keep nothing of it but its text
            self.fault = fault
            return ""


class _Pool(psycopg2.pool.ThreadedConnectionPool):  # type: ignore[misc]  # psycopg2 brings no types
    def __init__(self, size: int, url: str, patience: float) -> None:
        super().__init__(
            0,
            size,
            url,
            connect_timeout=5,
            keepalives_idle=10,
            keepalives_interval=5,
            keepalives_count=2,
            tcp_user_timeout=20_000,
            application_name="gridboard",
            options=f"-c search_path=gridboard,public -c statement_timeout={int(patience * 1000)}",
        )
        self.minconn = size  # none is opened at first, but what was opened is kept

    def drop_idle(self) -> None:
        """Forget the idle connections: they were lost together with the one that failed."""
        with self._lock:
            idle, self._pool[:] = list(self._pool), []
        for connection in idle:
            connection.close()


def _check_address(url: str) -> str:
    try:
        psycopg2.extensions.parse_dsn(url)
    except psycopg2.ProgrammingError:  # its text would show the password
        raise SettingFault("the database's address is not one: postgresql://ROLE:PASSWORD@HOST:PORT/DATABASE") from None
    return url


def _first_row(rows: list[Any]) -> Any:
    if not rows:
        raise LookupError("no such row")
    return rows[0]


def _cursor(connection: psycopg2.extensions.connection) -> psycopg2.extensions.cursor:
    return connection.cursor(cursor_factory=psycopg2.extras.NamedTupleCursor)


@contextmanager
def _named_faults() -> Iterator[None]:
    try:
        yield
    except Fault:
        raise
    except BUSY as fault:
        raise StoreBusy(_first_line(fault)) from fault
    except LOST as fault:
        raise StoreAway(_first_line(fault)) from fault


def _first_line(fault: psycopg2.Error) -> str:
    return (str(fault).strip() or "the connection was lost").splitlines()[0]
