"""A street of any number of areas: on each level a regular mesh of boxes, all over the same ground."""

from dataclasses import dataclass

from data.store import Store

WEST, SOUTH, SPAN = 106.4, 26.4, 0.4
"""Degrees: where the street lies, and how far it reaches to the east and north."""


@dataclass(frozen=True)
class Mesh:
    """How many boxes lie side by side on each level below the street."""

    community: int
    grid: int
    micro_grid: int
    building: int

    @property
    def areas(self) -> int:
        """How many areas it has, with the street."""
        return 1 + sum(side**2 for side in vars(self).values())


SMALL = Mesh(4, 12, 24, 48)
LARGE = Mesh(40, 120, 240, 480)
"""Some 3,000 areas, and some 300,000."""

ADD_STREET = """
INSERT INTO area (level, code, name, geom)
SELECT 'street', 'street:0:0', 'Bench',
    ST_Multi(ST_MakeEnvelope(%(west)s, %(south)s, %(west)s + %(span)s, %(south)s + %(span)s, 4326))
"""

ADD_LEVEL = """
INSERT INTO area (level, parent_id, code, name, geom)
SELECT %(level)s, p.id, b.code, b.code,
    ST_Multi(ST_MakeEnvelope(%(west)s + b.x * b.width, %(south)s + b.y * b.width,
                             %(west)s + (b.x + 1) * b.width, %(south)s + (b.y + 1) * b.width, 4326))
FROM (SELECT x, y, concat_ws(':', %(level)s, x, y) AS code, %(span)s / %(side)s::float AS width,
          concat_ws(':', %(above)s, x * %(side_above)s / %(side)s, y * %(side_above)s / %(side)s) AS above
      FROM generate_series(0, %(side)s - 1) AS x, generate_series(0, %(side)s - 1) AS y) AS b
    JOIN area p ON p.code = b.above AND p.code_system = 'local' AND p.valid_to IS NULL
"""


def lay_mesh(owner: Store, mesh: Mesh) -> None:
    """Areas of all levels, in a store without any."""
    ground = {"west": WEST, "south": SOUTH, "span": SPAN}
    owner.execute(ADD_STREET, ground)
    above, side_above = "street", 1
    for level, side in vars(mesh).items():
        owner.execute(ADD_LEVEL, ground | {"level": level, "side": side, "above": above, "side_above": side_above})
        owner.execute("ANALYZE area")
        above, side_above = level, side


ADD_ISSUES = """
SET LOCAL gridboard.is_settled = 'on';
INSERT INTO issue (source, source_reference, category, status, reported_at, closed_at, updated_at, geom, area_id)
SELECT 'archive', number::text, 'bench', s.status, r.at,
    CASE WHEN s.status = 'closed' THEN r.at + interval '2 days' END, r.at + interval '2 days',
    ST_PointOnSurface(a.geom), a.id
FROM generate_series(%(first)s::integer, %(last)s) AS number
    CROSS JOIN LATERAL (SELECT CASE WHEN number %% 100 = 0 THEN 'accepted' ELSE 'closed' END AS status) AS s
    CROSS JOIN LATERAL (SELECT now() - interval '3 years' + number * interval '40 seconds' AS at) AS r
    JOIN area a ON a.code = concat_ws(':', 'building', number %% %(side)s, number / %(side)s %% %(side)s)
        AND a.code_system = 'local' AND a.valid_to IS NULL
"""
BATCH = 100_000


def add_issues(owner: Store, mesh: Mesh, count: int) -> None:
    """Issues of some years, one in a hundred open, spread evenly over the buildings."""
    for first in range(0, count, BATCH):
        last = min(first + BATCH, count) - 1
        owner.execute(ADD_ISSUES, {"first": first, "last": last, "side": mesh.building})
    for table in ("issue", "issue_event", "count_change"):
        owner.execute(f"ANALYZE {table}")
