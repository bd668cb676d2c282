"""The switch from the former areas to those of the file: versions, changes, new areas, retired ones."""

from dataclasses import asdict, dataclass

from data.faults import FileFault
from data.loading.area_file import AreaFile
from data.store import Transaction


@dataclass(frozen=True)
class Switch:
    """How many areas a file adds, changes and retires, and how many open ones it leaves out and keeps."""

    added: int
    changed: int
    retired: int
    kept: int

    @property
    def is_empty(self) -> bool:
        """Whether the store holds all of it already."""
        return not (self.added or self.changed or self.retired)


FIND_ABSENT = """
CREATE TEMP TABLE absent_area ON COMMIT DROP AS
SELECT a.id, a.code, a.parent_id, ST_PointOnSurface(a.geom) AS inner_point, NULL::integer AS successor_id
FROM area a
WHERE a.valid_to IS NULL AND a.system = %(system)s AND a.level = %(level)s AND a.code_system = %(code_system)s
    AND NOT EXISTS (SELECT FROM staged_area s WHERE s.code = a.code)
"""

COUNT_SWITCH = """
SELECT
    count(*) FILTER (WHERE area_id IS NULL) AS added,
    count(*) FILTER (WHERE is_changed) AS changed,
    (SELECT count(*) FROM absent_area) AS absent
FROM staged_area
WHERE reason IS NULL
"""


def plan_switch(transaction: Transaction, file: AreaFile) -> Switch:
    """What the checked rows will do. Raises `FileFault` when a retired area would leave open ones without a parent."""
    transaction.execute(FIND_ABSENT, asdict(file))
    counts = transaction.read_one(COUNT_SWITCH)
    if not file.replaces:
        return Switch(counts.added, counts.changed, 0, counts.absent)
    _refuse_orphans(transaction, file)
    return Switch(counts.added, counts.changed, counts.absent, 0)


LIST_ORPHANS = """
SELECT child.code
FROM area child JOIN absent_area a ON a.id = child.parent_id
WHERE child.valid_to IS NULL
UNION ALL
SELECT s.code
FROM staged_area s JOIN absent_area a ON a.id = s.parent_id
WHERE s.reason IS NULL
"""


def _refuse_orphans(transaction: Transaction, file: AreaFile) -> None:
    orphans = [row.code for row in transaction.read(LIST_ORPHANS)]
    if orphans:
        named = ", ".join(sorted(orphans)[:5])
        raise FileFault(
            f"{file.file} leaves out areas that are the parents of {len(orphans):,} open ones ({named}): "
            "load these first, with new codes under new parents"
        )


KEEP_FORMER_STATE = """
INSERT INTO area_version (area_id, name, geom, valid_from, valid_to)
SELECT a.id, a.name, a.geom,
    coalesce((SELECT max(v.valid_to) FROM area_version v WHERE v.area_id = a.id), a.valid_from), now()
FROM area a JOIN staged_area s ON s.area_id = a.id
WHERE s.is_changed AND (a.name <> s.name OR a.geom IS DISTINCT FROM s.geom)
"""

CHANGE_AREAS = """
UPDATE area a
SET name = s.name, geom = s.geom,
    households = CASE WHEN %(households)s IS NULL THEN a.households ELSE s.households END,
    residents = CASE WHEN %(residents)s IS NULL THEN a.residents ELSE s.residents END
FROM staged_area s
WHERE s.area_id = a.id AND s.is_changed
"""

ADD_AREAS = """
INSERT INTO area (level, parent_id, code, code_system, name, geom, households, residents, system)
SELECT %(level)s, parent_id, code, %(code_system)s, name, geom, households, residents, %(system)s
FROM staged_area
WHERE area_id IS NULL AND reason IS NULL
ORDER BY row_number
"""

RETIRE_AREAS = """
UPDATE area a SET valid_to = now()
FROM absent_area absent
WHERE a.id = absent.id
"""


def write_areas(transaction: Transaction, file: AreaFile, switch: Switch) -> None:
    """Write the planned switch; nobody else sees it before the commit. An empty part renews no boundaries."""
    if switch.changed:
        transaction.execute(KEEP_FORMER_STATE)
        transaction.execute(CHANGE_AREAS, asdict(file))
    if switch.retired:
        transaction.execute(RETIRE_AREAS)
    if switch.added:
        transaction.execute(ADD_AREAS, asdict(file))
