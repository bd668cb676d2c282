"""The demo in a real store: loaded once, complete, and taken out again."""

from datetime import datetime

import pytest

from data.clock import Clock
from data.demo.load import load_demo, remove_demo
from data.demo.mark import is_demo
from data.faults import DemoStoreFault
from data.store import Store
from data.verification import verify
from tests.factories import add_area

COUNT_LIVE = """
SELECT measure, sum(value) AS value FROM live_count GROUP BY measure
"""
COUNT_UNLOCATED = """
SELECT count(*) AS count FROM issue WHERE is_open(status) AND area_id IS NULL
"""
COUNT_MISPLACED = """
SELECT count(*) AS count FROM issue i JOIN area a ON a.id = i.area_id WHERE NOT ST_Covers(a.geom, i.geom)
"""
COUNT_CHILDREN_OUTSIDE = """
SELECT count(*) AS count
FROM area a JOIN area p ON p.id = a.parent_id
WHERE left(a.code, length(p.code)) <> p.code OR NOT ST_CoveredBy(ST_PointOnSurface(a.geom), p.geom)
"""
COUNT_LEFT = """
SELECT (SELECT count(*) FROM area) + (SELECT count(*) FROM issue) + (SELECT count(*) FROM issue_event)
    + (SELECT count(*) FROM party_member) + (SELECT count(*) FROM volunteer)
    + (SELECT count(*) FROM map_line) + (SELECT count(*) FROM map_place) + (SELECT count(*) FROM live_count) AS count
"""
READ_SETTINGS = """
SELECT name, value FROM setting
"""
READ_HISTORY_DAYS = """
SELECT count(DISTINCT date_trunc('day', at)) AS days, count(*) FILTER (WHERE at > %(now)s) AS future FROM issue_event
"""


def count(store: Store, question: str) -> int:
    """The number that a question answers with."""
    return int(store.read_one(question).count)


def test_all_counts_are_as_promised_and_verified(store: Store, clock: Clock) -> None:
    load_demo(store, clock)
    live = {row.measure: int(row.value) for row in store.read(COUNT_LIVE)}
    assert live == {"open_issues": 190, "overdue_issues": 12, "party_members": 1_286, "volunteers": 3_904}
    assert verify(store, clock.now()).is_right


def test_three_open_issues_are_unlocated_and_no_other_is_misplaced(demo: Store) -> None:
    assert count(demo, COUNT_UNLOCATED) == 3
    assert count(demo, COUNT_MISPLACED) == 0


def test_every_area_hangs_on_its_parent(demo: Store) -> None:
    assert count(demo, COUNT_CHILDREN_OUTSIDE) == 0


def test_histories_are_kept_in_their_own_time(demo: Store, now: datetime) -> None:
    history = demo.read_one(READ_HISTORY_DAYS, {"now": now})
    assert history.days >= 90
    assert history.future == 0


def test_the_store_is_marked_and_titled(demo: Store) -> None:
    settings = {row.name: row.value for row in demo.read(READ_SETTINGS)}
    wanted = {"is_demo": "true", "street_title": "青禾街道", "people_min_level": "building", "mode": "routine"}
    assert wanted.items() <= settings.items()


def test_a_second_load_does_nothing(demo: Store, clock: Clock) -> None:
    assert not load_demo(demo, clock)


def test_a_removed_demo_leaves_nothing_and_can_be_loaded_again(demo: Store, clock: Clock) -> None:
    assert remove_demo(demo)
    assert count(demo, COUNT_LEFT) == 0
    assert not is_demo(demo)
    assert load_demo(demo, clock)


def test_removing_what_is_not_there_does_nothing(store: Store) -> None:
    add_area(store, "street", (106.6, 26.6, 106.7, 26.7))
    assert not remove_demo(store)
    assert count(store, COUNT_LEFT) == 1


def test_a_store_with_other_data_is_refused_in_a_sentence(store: Store, clock: Clock) -> None:
    add_area(store, "street", (106.6, 26.6, 106.7, 26.7))
    with pytest.raises(DemoStoreFault, match="already holds areas"):
        load_demo(store, clock)
    assert not is_demo(store)
