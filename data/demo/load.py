"""Putting the demo street into a store, and taking it out again."""

from collections.abc import Callable
from datetime import datetime

import geopandas as gpd
import pandas as pd
import shapely

from data.areas import analyze_areas
from data.clock import Clock
from data.demo.copying import write_rows
from data.demo.issue_kinds import SOURCES
from data.demo.issues import DemoIssues, build_issues
from data.demo.mark import is_demo, is_free, write_mark
from data.demo.names import CODE_SYSTEM
from data.demo.street import SEED, DemoStreet, build_street
from data.overdue import MARK_OVERDUE
from data.search_words import write_search_words
from data.sources import expect_sync, report_sync
from data.store import Store, Transaction

ROSTER = "demo_roster"
EXPECTED_SECONDS = 900
Progress = Callable[[str], object]


def load_demo(store: Store, clock: Clock, seed: int = SEED, progress: Progress = lambda step: None) -> bool:
    """Load the street of this seed in one transaction; False when the store is marked already: nothing is done then.

    `progress` hears each step's name. Raises `DemoStoreFault` when the store holds other data.
    """
    if not is_free(store):
        return False
    progress("drawing the street")
    street, now = build_street(seed), clock.now()
    issues = build_issues(street, now, seed)
    with store.transaction() as transaction:
        _lock(transaction)
        if not is_free(transaction):
            return False
        progress("loading areas, roads and roster")
        ids = _load_street(transaction, street)
        progress("loading ninety days of issues")
        _load_issues(transaction, issues, ids, now)
        _tell_sources(transaction, now)
        write_mark(transaction, holds_demo=True)
    return True


# In the order of their references.
DELETIONS = (
    "DELETE FROM issue",
    "DELETE FROM party_member",
    "DELETE FROM volunteer",
    "DELETE FROM area_version",
    "DELETE FROM area",
    "DELETE FROM map_line",
    "DELETE FROM map_place",
    "DELETE FROM source",
)


def remove_demo(store: Store) -> bool:
    """Empty a marked store: issues, roster, areas, lines, places, sources and the mark; False when it holds no demo."""
    with store.transaction() as transaction:
        _lock(transaction)
        if not is_demo(transaction):
            return False
        for statement in DELETIONS:
            transaction.execute(statement)
        write_mark(transaction, holds_demo=False)
    return True


LOCK_BOUNDARIES = """
SELECT pg_advisory_xact_lock(boundary_lock_key())
"""


def _lock(transaction: Transaction) -> None:
    transaction.execute(LOCK_BOUNDARIES)


AREA_COLUMNS = (
    *("level", "parent_id", "code", "code_system", "name"),
    *("households", "residents", "post", "post_phone", "geometry"),
)
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
    write_search_words(transaction)
    analyze_areas(transaction)
    for statement, frame in ((COPY_LINES, street.lines), (COPY_PLACES, street.places)):
        transaction.copy_in(statement, write_rows(frame[["kind", "name", "geometry"]]))
    for statement, roster in ((COPY_PARTY_MEMBERS, street.party_members), (COPY_VOLUNTEERS, street.volunteers)):
        heads = roster.loc[roster.index.repeat(roster["count"])].assign(source=ROSTER)
        heads["area_id"] = heads["area_code"].map(ids)
        transaction.copy_in(statement, write_rows(heads[["area_id", "organization", "kind", "source"]]))
    return ids


READ_IDS = """
SELECT code, id FROM area WHERE code_system = %(code_system)s AND valid_to IS NULL
"""


def _load_level(transaction: Transaction, areas: gpd.GeoDataFrame, ids: pd.Series) -> pd.Series:
    rows = areas.assign(code_system=CODE_SYSTEM, parent_id=areas["parent_code"].map(ids).astype("Int64"))
    rows["geometry"] = [shapely.MultiPolygon([shape]) for shape in areas.geometry]
    transaction.copy_in(COPY_AREAS, write_rows(rows[[*AREA_COLUMNS]]))
    found = transaction.read(READ_IDS, {"code_system": CODE_SYSTEM})
    return pd.Series([row.id for row in found], index=[row.code for row in found], dtype="Int64")


ISSUE_COLUMNS = (
    *("source", "source_reference", "category", "title", "status", "is_urgent"),
    *("reported_at", "due_at", "closed_at", "updated_at", "address", "area_id", "geometry"),
)
COPY_ISSUES = """
COPY issue (source, source_reference, category, title, status, is_urgent, reported_at, due_at, closed_at, updated_at,
    address, area_id, geom) FROM STDIN
"""
READ_ISSUE_IDS = """
SELECT source, source_reference, id FROM issue
"""
RECORD_HISTORY = """
SELECT record_history(%(issue_ids)s::bigint[], %(moments)s::timestamptz[], %(statuses)s::text[])
"""


def _load_issues(transaction: Transaction, demo: DemoIssues, ids: pd.Series, now: datetime) -> None:
    rows = demo.issues.assign(area_id=demo.issues["area_code"].map(ids))
    transaction.copy_in(COPY_ISSUES, write_rows(rows[[*ISSUE_COLUMNS]]))
    found = {(row.source, row.source_reference): row.id for row in transaction.read(READ_ISSUE_IDS)}
    keys = list(zip(rows["source"], rows["source_reference"], strict=True))
    history = {
        "issue_ids": [found[keys[issue]] for issue in demo.events["issue"]],
        "moments": [moment.isoformat() for moment in demo.events["at"]],
        "statuses": demo.events["status"].to_list(),
    }
    transaction.execute(RECORD_HISTORY, history)
    transaction.execute(MARK_OVERDUE, {"now": now, "most": None})


def _tell_sources(transaction: Transaction, now: datetime) -> None:
    """All were read now; the player goes on reading those of issues."""
    played = [source.name for source in SOURCES]
    report_sync(transaction, now, ROSTER, *played)
    expect_sync(transaction, EXPECTED_SECONDS, played)
