"""What became of a file's rows, read from the staging table."""

from dataclasses import dataclass

from data.loading.area_file import AreaFile
from data.loading.outcome import SHOWN, RejectedRow
from data.loading.rejected_rows import count_rejected, list_rejected_shapes
from data.loading.staging import STAGING
from data.store import Transaction


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
        rejected=count_rejected(transaction, STAGING),
        mended=int(transaction.read_one(COUNT_MENDED).count),
        unlocated=_count_unlocated(transaction, file.level) if file.is_of_tree else 0,
        examples=list_rejected_shapes(transaction, STAGING, "code", SHOWN),
        nesting_breaks=_list_nesting_breaks(transaction),
    )


COUNT_MENDED = """
SELECT count(*) AS count FROM staged_area WHERE flaw IS NOT NULL AND reason IS NULL
"""


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
