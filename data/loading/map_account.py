"""What became of the rows of a file of lines or places, read from the staging table."""

from data.loading.map_file import MapFile
from data.loading.outcome import SHOWN, Outcome, TouchedRow
from data.loading.rejected_rows import count_rejected, list_rejected_shapes
from data.store import SQL, Identifier, Transaction

STAGING = "staged_shape"

LIST_NEW = """
SELECT row_number AS number, kind AS code, name, ST_X(point) AS lon, ST_Y(point) AS lat
FROM (SELECT * FROM staged_shape WHERE is_new ORDER BY row_number LIMIT %(shown)s) AS s,
    LATERAL ST_PointOnSurface(geom) AS point
ORDER BY row_number
"""

LIST_ABSENT = """
SELECT NULL AS number, kind AS code, name, ST_X(point) AS lon, ST_Y(point) AS lat
FROM (SELECT * FROM {table} JOIN absent_shape USING (id) ORDER BY id LIMIT %(shown)s) AS m,
    LATERAL ST_PointOnSurface(geom) AS point
"""


def read_outcome(transaction: Transaction, file: MapFile, read: int, new: int, removed: int) -> Outcome:
    """What the planned rows will do, row by row for a dry run; the kind stands for a code."""
    rejected = count_rejected(transaction, STAGING)
    values = {"shown": SHOWN}
    added = transaction.read(LIST_NEW, values) if file.is_dry else []
    absent = SQL(LIST_ABSENT).format(table=Identifier(file.table))
    retired = transaction.read(absent, values) if file.is_dry and file.replaces else []
    return Outcome(
        read=read,
        added=new,
        retired=removed,
        unchanged=read - new - rejected,
        rejected=rejected,
        added_rows=[TouchedRow(**row._asdict()) for row in added],
        retired_rows=[TouchedRow(**row._asdict()) for row in retired],
        rejected_rows=list_rejected_shapes(transaction, STAGING, "name", SHOWN),
    )
