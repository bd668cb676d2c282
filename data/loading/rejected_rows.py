"""The rejected rows of a staging table: those that have a reason."""

from collections.abc import Sequence

from data.faults import FileFault
from data.loading.issue_file import IssueFile
from data.loading.outcome import RejectedRow
from data.loading.roster_file import RosterFile
from data.loading.source_file import SourceFile
from data.store import SQL, Identifier, Transaction

File = SourceFile | IssueFile | RosterFile

COUNT_REJECTED = """
SELECT count(*) AS count FROM {staging} WHERE reason IS NOT NULL
"""


def count_rejected(transaction: Transaction, staging: str) -> int:
    """How many rows are rejected so far."""
    return int(transaction.read_one(SQL(COUNT_REJECTED).format(staging=Identifier(staging))).count)


LIST_REJECTED = """
SELECT row_number, field, coalesce(value, '') AS value, reason
FROM {staging}
WHERE reason IS NOT NULL AND row_number > %(after)s
ORDER BY row_number
LIMIT %(limit)s
"""


def list_rejected(transaction: Transaction, staging: str, limit: int, after: int = 0) -> list[RejectedRow]:
    """The first rejected rows behind a row, in the file's order."""
    query = SQL(LIST_REJECTED).format(staging=Identifier(staging))
    return [RejectedRow(*row) for row in transaction.read(query, {"limit": limit, "after": after})]


LIST_REJECTED_SHAPES = """
SELECT row_number, field, coalesce(value, '') AS value, reason, {code} AS code,
    coalesce(flaw_lon, ST_X(point)) AS lon, coalesce(flaw_lat, ST_Y(point)) AS lat
FROM (
    SELECT * FROM {staging} WHERE reason IS NOT NULL AND row_number > %(after)s ORDER BY row_number LIMIT %(limit)s
) AS s, LATERAL ST_PointOnSurface(geom) AS point
ORDER BY row_number
"""


def list_rejected_shapes(
    transaction: Transaction, staging: str, code: str, limit: int, after: int = 0
) -> list[RejectedRow]:
    """As `list_rejected`, with what stands in the column `code` and a place, the flaw's or one inside."""
    query = SQL(LIST_REJECTED_SHAPES).format(staging=Identifier(staging), code=Identifier(code))
    return [RejectedRow(*row) for row in transaction.read(query, {"limit": limit, "after": after})]


def refuse_unfit(file: File, read: int, rejected: int, first: Sequence[RejectedRow]) -> None:
    """Raises `FileFault` when no row fits, or when one does not and the load is strict; a dry run tells the rows."""
    if file.is_dry and read:
        return
    if rejected == read or (rejected and file.is_strict):
        found = f"none of {read:,} rows fits" if rejected == read else f"{rejected:,} of {read:,} rows do not fit"
        raise FileFault(f"{file.file}: {found}; {first[0] if first else 'it holds no rows'}")
