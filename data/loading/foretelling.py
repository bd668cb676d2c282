"""What a load does, row by row, read from its own tables before it is committed or undone."""

from dataclasses import dataclass
from typing import Any

from data.store import SQL, Transaction

MOST_ROWS = 500

STATES = ("added", "changed", "retired", "removed", "moved", "rejected")


@dataclass(frozen=True)
class ForetoldRow:
    """A row of the file, or of the store where the file has none.

    `row_number`: in the file's order, from 1; `former`: what it was before; `field`, `value`, `reason`: of a rejected
    row, what is wrong with it; `count`: how many it stands for.
    """

    row_number: int | None
    code: str | None
    name: str | None
    former: str | None
    field: str | None
    value: str | None
    reason: str | None
    count: int


@dataclass(frozen=True)
class Foretold:
    """By state, one of `STATES`, the first rows; what stands in none of them stays as it is."""

    rows: dict[str, list[ForetoldRow]]

    def lines(self) -> list[str]:
        """The rows that a report does not name, as text, a line each."""
        told = {state: rows for state, rows in self.rows.items() if state != "rejected"}
        return [line for state, rows in told.items() for line in (f"{state}:", *map(_write_line, rows))]


def _write_line(row: ForetoldRow) -> str:
    place = f"row {row.row_number}, " if row.row_number else ""
    former = f", before: {row.former}" if row.former else ""
    times = f" ({row.count:,})" if row.count != 1 else ""
    return f"  {place}{row.code or ''} {row.name or ''}".rstrip() + former + times


ROWS_OF = {
    "staged_area": {
        "added": """
            SELECT row_number, code, name, NULL AS former, NULL AS field, NULL AS value, NULL AS reason, 1 AS count
            FROM staged_area
            WHERE area_id IS NULL AND reason IS NULL
            ORDER BY row_number
        """,
        "changed": """
            SELECT s.row_number, s.code, s.name, CASE WHEN v.name <> s.name THEN v.name END AS former,
                CASE WHEN v.geom IS DISTINCT FROM s.geom AND v.area_id IS NOT NULL THEN 'geometry' END AS field,
                NULL AS value, NULL AS reason, 1 AS count
            FROM staged_area s LEFT JOIN area_version v ON v.area_id = s.area_id AND v.valid_to = now()
            WHERE s.is_changed AND s.reason IS NULL
            ORDER BY s.row_number
        """,
        "retired": """
            SELECT NULL::integer AS row_number, a.code, a.name, NULL AS former, NULL AS field, NULL AS value,
                NULL AS reason, 1 AS count
            FROM absent_area JOIN area a USING (id)
            WHERE a.valid_to = now()
            ORDER BY a.code
        """,
        "rejected": """
            SELECT row_number, code, name, NULL AS former, field, value, reason, 1 AS count
            FROM staged_area
            WHERE reason IS NOT NULL
            ORDER BY row_number
        """,
    },
    "issue_move": {
        "moved": """
            SELECT NULL::integer AS row_number, later.code, later.name, former.name AS former, NULL AS field,
                NULL AS value, NULL AS reason, count(*)::integer AS count
            FROM issue_move m JOIN foreseen_issue f USING (id)
                LEFT JOIN area later ON later.id = m.area_id
                LEFT JOIN area former ON former.id = f.former_id
            GROUP BY later.code, later.name, former.name
            ORDER BY count DESC, later.code
        """,
    },
    "staged_shape": {
        "added": """
            SELECT row_number, kind AS code, name, NULL AS former, NULL AS field, NULL AS value, NULL AS reason,
                1 AS count
            FROM staged_shape
            WHERE is_new
            ORDER BY row_number
        """,
        "rejected": """
            SELECT row_number, kind AS code, name, NULL AS former, field, value, reason, 1 AS count
            FROM staged_shape
            WHERE reason IS NOT NULL
            ORDER BY row_number
        """,
    },
    "removed_shape": {
        "removed": """
            SELECT NULL::integer AS row_number, kind AS code, name, NULL AS former, NULL AS field, NULL AS value,
                NULL AS reason, 1 AS count
            FROM removed_shape
            ORDER BY kind, name
        """,
    },
    "planned_issue": {
        "added": """
            SELECT row_number, reference AS code, category AS name, NULL AS former, NULL AS field, NULL AS value,
                NULL AS reason, 1 AS count
            FROM planned_issue
            WHERE state = 'new'
            ORDER BY row_number
        """,
        "changed": """
            SELECT row_number, reference AS code, category AS name, NULL AS former, NULL AS field, NULL AS value,
                NULL AS reason, 1 AS count
            FROM planned_issue
            WHERE state = 'changed'
            ORDER BY row_number
        """,
    },
    "staged_issue": {
        "rejected": """
            SELECT row_number, reference AS code, category AS name, NULL AS former, field, value, reason, 1 AS count
            FROM staged_issue
            WHERE reason IS NOT NULL
            ORDER BY row_number
        """,
    },
    "staged_heads": {
        "rejected": """
            SELECT row_number, area_code AS code, organization AS name, NULL AS former, field, value, reason, 1 AS count
            FROM staged_heads
            WHERE reason IS NOT NULL
            ORDER BY row_number
        """,
    },
    "head_difference": {
        "added": """
            SELECT NULL::integer AS row_number, a.code, d.organization AS name, NULL AS former, NULL AS field,
                NULL AS value, NULL AS reason, d.heads::integer AS count
            FROM head_difference d LEFT JOIN area a ON a.id = d.area_id
            WHERE d.heads > 0
            ORDER BY a.code, d.organization
        """,
        "removed": """
            SELECT NULL::integer AS row_number, a.code, d.organization AS name, NULL AS former, NULL AS field,
                NULL AS value, NULL AS reason, -d.heads::integer AS count
            FROM head_difference d LEFT JOIN area a ON a.id = d.area_id
            WHERE d.heads < 0
            ORDER BY a.code, d.organization
        """,
    },
}
"""Temporary table of a load → state → its rows."""

LIST_TABLES = """
SELECT relname AS name
FROM pg_class
WHERE relnamespace = pg_my_temp_schema() AND relname = ANY(%(names)s)
"""


def foretell(transaction: Transaction) -> Foretold:
    """What the load of this transaction has done; `MOST_ROWS` of a state at most."""
    there = {row.name for row in transaction.read(LIST_TABLES, {"names": list(ROWS_OF)})}
    found: dict[str, list[ForetoldRow]] = {}
    for table in filter(there.__contains__, ROWS_OF):
        for state, query in ROWS_OF[table].items():
            rows: list[Any] = transaction.read(SQL(query + " LIMIT %(most)s"), {"most": MOST_ROWS})
            found[state] = [ForetoldRow(*row) for row in rows]
    return Foretold(found)
