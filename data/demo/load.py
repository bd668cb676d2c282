"""Putting the demo street into a store, and taking it out again."""

from collections.abc import Callable
from datetime import datetime

import geopandas as gpd
import pandas as pd
import shapely

from data.clock import Clock
from data.demo.copying import write_rows
from data.demo.issues import DemoIssues, build_issues
from data.demo.names import CODE_SYSTEM, STREET
from data.demo.street import SEED, DemoStreet, build_street
from data.faults import DemoStoreFault
from data.overdue import MARK_OVERDUE
from data.store import Store, Transaction

Progress = Callable[[str], None]

READ_MARK = """
SELECT value = 'true' AS is_demo FROM setting WHERE name = 'is_demo'
"""


def is_demo(transaction: Transaction | Store) -> bool:
    """Whether the store is marked as holding the demo."""
    return any(row.is_demo for row in transaction.read(READ_MARK))


def load_demo(store: Store, clock: Clock, seed: int = SEED, progress: Progress = lambda step: None) -> bool:
    """Load the street of this seed in one transaction; False when the store is marked already: nothing is done then.

    `progress` hears each step's name. Raises `DemoStoreFault` when the store holds other data.
    """
    if is_demo(store):
        return False
    check_empty(store)
    progress("drawing the street")
    street = build_street(seed)
    now = clock.now()
    issues = build_issues(street, now, seed)
    with store.transaction() as transaction:
        _lock(transaction)
        check_empty(transaction)
        progress("loading areas, roads and roster")
        ids = _load_street(transaction, street)
        progress("loading ninety days of issues")
        _load_issues(transaction, issues, ids, now)
        _write_settings(transaction, DEMO_SETTINGS)
    return True


def remove_demo(store: Store) -> bool:
    """Empty a marked store: issues, roster, areas, lines, places, mark; False when it holds no demo.

    Raises `DemoStoreFault` when it also holds issues of other sources: these are nobody's to delete.
    """
    with store.transaction() as transaction:
        _lock(transaction)
        if not is_demo(transaction):
            return False
        _check_only_demo(transaction)
        for statement in DELETIONS:
            transaction.execute(statement)
        _write_settings(transaction, PLAIN_SETTINGS)
    return True


READ_CONTENT = """
SELECT EXISTS (SELECT FROM area) AS area, EXISTS (SELECT FROM issue) AS issue, EXISTS (SELECT FROM map_line) AS map_line,
    EXISTS (SELECT FROM map_place) AS map_place,
    EXISTS (SELECT FROM party_member) OR EXISTS (SELECT FROM volunteer) AS roster
"""


def check_empty(transaction: Transaction | Store) -> None:
    """Raise `DemoStoreFault` when the store holds areas, issues, a roster, lines or places."""
    content = transaction.read(READ_CONTENT)[0]._asdict()
    held = [name for name, holds in content.items() if holds]
    if held:
        raise DemoStoreFault(
            f"the store already holds data ({', '.join(held)}): the demo street only goes into an empty store"
        )


COUNT_FOREIGN_ISSUES = r"""
SELECT count(*) AS count FROM issue WHERE source NOT LIKE 'demo\_%'
"""


def _check_only_demo(transaction: Transaction) -> None:
    foreign = transaction.read_one(COUNT_FOREIGN_ISSUES).count
    if foreign:
        raise DemoStoreFault(f"the store holds {foreign} issues that are not the demo's: delete them first")


LOCK_BOUNDARIES = """
SELECT pg_advisory_xact_lock(boundary_lock_key())
"""


def _lock(transaction: Transaction) -> None:
    transaction.execute(LOCK_BOUNDARIES)


COPY_AREAS = """
COPY area (level, parent_id, code, code_system, name, households, residents, post, post_phone, geom) FROM STDIN
"""
COPY_LINES = """
COPY map_line (kind, name, geom) FROM STDIN
"""
COPY_PLACES = """
COPY map_place (kind, name, geom) FROM STDIN
"""
COPY_PARTY_MEMBERS = """
COPY party_member (area_id, organization, kind, source) FROM STDIN
"""
COPY_VOLUNTEERS = """
COPY volunteer (area_id, organization, kind, source) FROM STDIN
"""


def _load_street(transaction: Transaction, street: DemoStreet) -> pd.Series:
    """Load all but issues; return the areas' ids by code."""
    ids = pd.Series(dtype="Int64")
    for _, areas in street.areas.groupby("level", sort=False):
        ids = _load_level(transaction, areas, ids)
    for statement, frame in ((COPY_LINES, street.lines), (COPY_PLACES, street.places)):
        transaction.copy_in(statement, write_rows(frame, ["kind", "name", "geometry"]))
    for statement, roster in ((COPY_PARTY_MEMBERS, street.party_members), (COPY_VOLUNTEERS, street.volunteers)):
        heads = roster.loc[roster.index.repeat(roster["count"])].assign(source="demo_roster")
        heads["area_id"] = heads["area_code"].map(ids)
        transaction.copy_in(statement, write_rows(heads, ["area_id", "organization", "kind", "source"]))
    return ids


READ_IDS = """
SELECT code, id FROM area WHERE code_system = %(code_system)s AND valid_to IS NULL
"""


def _load_level(transaction: Transaction, areas: gpd.GeoDataFrame, ids: pd.Series) -> pd.Series:
    rows = areas.assign(code_system=CODE_SYSTEM, parent_id=areas["parent_code"].map(ids).astype("Int64"))
    rows["geometry"] = [shapely.MultiPolygon([shape]) for shape in areas.geometry]
    columns = [
        "level",
        "parent_id",
        "code",
        "code_system",
        "name",
        "households",
        "residents",
        "post",
        "post_phone",
        "geometry",
    ]
    transaction.copy_in(COPY_AREAS, write_rows(rows, columns))
    found = transaction.read(READ_IDS, {"code_system": CODE_SYSTEM})
    return pd.Series([row.id for row in found], index=[row.code for row in found], dtype="Int64")


COPY_ISSUES = """
COPY issue (source, source_reference, category, title, status, is_urgent, reported_at, due_at, closed_at, updated_at, address,
    area_id, geom) FROM STDIN
"""
READ_ISSUE_IDS = """
SELECT source, source_reference, id FROM issue
"""
RECORD_HISTORY = """
SELECT record_history(%(issue_ids)s::bigint[], %(moments)s::timestamptz[], %(statuses)s::text[])
"""


def _load_issues(transaction: Transaction, demo: DemoIssues, ids: pd.Series, now: datetime) -> None:
    rows = demo.issues.assign(area_id=demo.issues["area_code"].map(ids))
    columns = [
        "source",
        "source_reference",
        "category",
        "title",
        "status",
        "is_urgent",
        "reported_at",
        "due_at",
        "closed_at",
    ]
    transaction.copy_in(COPY_ISSUES, write_rows(rows, [*columns, "updated_at", "address", "area_id", "geometry"]))
    found = {(row.source, row.source_reference): row.id for row in transaction.read(READ_ISSUE_IDS)}
    keys = list(zip(rows["source"], rows["source_reference"], strict=True))
    history = {
        "issue_ids": [found[keys[issue]] for issue in demo.events["issue"]],
        "moments": [moment.isoformat() for moment in demo.events["at"]],
        "statuses": demo.events["status"].to_list(),
    }
    transaction.execute(RECORD_HISTORY, history)
    transaction.execute(MARK_OVERDUE, {"now": now})


DEMO_SETTINGS = {
    "is_demo": "true",
    "street_title": STREET,
    "people_min_level": "building",
    "min_count": "0",
    "mode": "routine",
}
PLAIN_SETTINGS = {"is_demo": "false", "street_title": "", "people_min_level": "community", "min_count": "10"}
WRITE_SETTING = """
UPDATE setting SET value = %(value)s WHERE name = %(name)s
"""
DELETIONS = (
    "DELETE FROM issue",
    "DELETE FROM party_member",
    "DELETE FROM volunteer",
    "DELETE FROM area_version",
    "DELETE FROM area",
    "DELETE FROM map_line",
    "DELETE FROM map_place",
)


def _write_settings(transaction: Transaction, values: dict[str, str]) -> None:
    for name, value in values.items():
        transaction.execute(WRITE_SETTING, {"name": name, "value": value})
