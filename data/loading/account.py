"""What became of a file's rows, read from the staging table."""

from dataclasses import dataclass

from data.loading.area_file import AreaFile
from data.store import Transaction

SHOWN = 200
"""So many rows of a kind are told."""


@dataclass(frozen=True)
class RejectedRow:
    """One row that was not loaded: its number in the file's order (from 1), the field, its value and the reason.

    `code` and a place in degrees, the flaw's or one inside, where the row has them.
    """

    row_number: int
    field: str
    value: str
    reason: str
    code: str | None = None
    lon: float | None = None
    lat: float | None = None

    def __str__(self) -> str:
        return f"row {self.row_number}, {self.field} {self.value}".rstrip() + f": {self.reason}"


@dataclass(frozen=True)
class NestingBreak:
    """A code that does not begin with the code of its ancestor at `level`, where nearly all others do."""

    code: str
    level: str
    ancestor_code: str

    def __str__(self) -> str:
        return f"{self.code} does not begin with {self.ancestor_code}, the code of its {self.level}"


@dataclass(frozen=True)
class Account:
    """`rejected` counts rows, `examples` are the first; `unlocated` areas lack a parent though higher levels exist."""

    rejected: int
    mended: int
    unlocated: int
    examples: list[RejectedRow]
    nesting_breaks: list[NestingBreak]


def read_account(transaction: Transaction, file: AreaFile) -> Account:
    """The account of a checked staging table."""
    return Account(
        rejected=count_rejected(transaction),
        mended=int(transaction.read_one(COUNT_MENDED).count),
        unlocated=_count_unlocated(transaction, file.level) if file.is_of_tree else 0,
        examples=list_rejected(transaction, SHOWN),
        nesting_breaks=_list_nesting_breaks(transaction),
    )


COUNT_MENDED = """
SELECT count(*) AS count FROM staged_area WHERE flaw IS NOT NULL AND reason IS NULL
"""


COUNT_REJECTED = """
SELECT count(*) AS count FROM staged_area WHERE reason IS NOT NULL
"""


def count_rejected(transaction: Transaction) -> int:
    """How many rows are rejected so far."""
    return int(transaction.read_one(COUNT_REJECTED).count)


LIST_REJECTED = """
SELECT row_number, field, coalesce(value, '') AS value, reason, code,
    coalesce(flaw_lon, ST_X(inner_point)) AS lon, coalesce(flaw_lat, ST_Y(inner_point)) AS lat
FROM (
    SELECT * FROM staged_area WHERE reason IS NOT NULL AND row_number > %(after)s ORDER BY row_number LIMIT %(limit)s
) AS s, LATERAL ST_PointOnSurface(geom) AS inner_point
ORDER BY row_number
"""


def list_rejected(transaction: Transaction, limit: int, after: int = 0) -> list[RejectedRow]:
    """The first rejected rows behind a row, in the file's order."""
    return [RejectedRow(*row) for row in transaction.read(LIST_REJECTED, {"limit": limit, "after": after})]


COUNT_UNLOCATED = """
SELECT count(*) AS count
FROM staged_area
WHERE reason IS NULL AND parent_id IS NULL AND EXISTS (
    SELECT FROM area a JOIN level l ON l.name = a.level
    WHERE a.valid_to IS NULL AND a.system = 'governance' AND l.rank < (SELECT rank FROM level WHERE name = %(level)s)
)
"""


def _count_unlocated(transaction: Transaction, level: str) -> int:
    return int(transaction.read_one(COUNT_UNLOCATED, {"level": level}).count)


LIST_NESTING_BREAKS = """
WITH RECURSIVE ancestor AS (
    SELECT s.code, a.id, a.parent_id, a.level, a.code AS ancestor_code
    FROM staged_area s JOIN area a ON a.id = s.parent_id
    WHERE s.reason IS NULL
    UNION ALL
    SELECT d.code, a.id, a.parent_id, a.level, a.code
    FROM ancestor d JOIN area a ON a.id = d.parent_id
),
nesting AS (
    SELECT l.name
    FROM ancestor a JOIN level l ON l.name = a.level
    GROUP BY l.name, l.rank
    HAVING avg(starts_with(a.code, a.ancestor_code)::integer) >= 0.9
    ORDER BY l.rank DESC
    LIMIT 1
)
SELECT a.code, a.level, a.ancestor_code
FROM ancestor a JOIN nesting n ON n.name = a.level
WHERE NOT starts_with(a.code, a.ancestor_code)
ORDER BY a.code
"""


def _list_nesting_breaks(transaction: Transaction) -> list[NestingBreak]:
    """Measured against the nearest level whose codes begin nine in ten of these codes; none when no level's do."""
    return [NestingBreak(*row) for row in transaction.read(LIST_NESTING_BREAKS)]
