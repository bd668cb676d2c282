"""The player on a real store: it touches the demo's issues only, and survives the store's absence."""

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
import pytest

from data.clock import Clock
from data.demo.player import choose_issue, play, play_step
from data.demo.playing import playing_demo
from data.faults import DemoStoreFault
from data.overdue import mark_overdue
from data.store import Store
from tests.factories import add_issue

READ_ISSUE = """
SELECT status, updated_at FROM issue WHERE id = %(id)s
"""
COUNT_ISSUES = """
SELECT count(*) FILTER (WHERE is_open(status)) AS open, count(*) FILTER (WHERE is_overdue) AS overdue FROM issue
"""
CLOSE_DEMO = r"""
UPDATE issue SET status = 'closed' WHERE source LIKE 'demo\_%' AND is_open(status)
"""


@dataclass(frozen=True)
class Candidate:
    """An open issue as the player sees it."""

    id: int
    is_overdue: bool = False


@pytest.fixture
def rng() -> np.random.Generator:
    """Chance that repeats."""
    return np.random.default_rng(5)


def play_on(store: Store, now: datetime, steps: int, rng: np.random.Generator) -> None:
    """So many steps, four minutes apart, with deadlines passing."""
    for step in range(steps):
        moment = now + timedelta(minutes=4 * (step + 1))
        mark_overdue(store, moment)
        play_step(store, moment, rng)


def test_a_store_without_the_mark_is_refused(store: Store, now: datetime, rng: np.random.Generator) -> None:
    foreign = add_issue(store, source="demo_patrol")
    with pytest.raises(DemoStoreFault):
        play_step(store, now, rng)
    assert store.read_one(READ_ISSUE, {"id": foreign}).status == "accepted"


def test_issues_of_other_sources_are_never_touched(demo: Store, now: datetime, rng: np.random.Generator) -> None:
    foreign = add_issue(demo, source="hotline_12345")
    before = demo.read_one(READ_ISSUE, {"id": foreign})
    demo.execute(CLOSE_DEMO)
    play_on(demo, now, 40, rng)
    assert demo.read_one(READ_ISSUE, {"id": foreign}) == before


def test_open_and_overdue_issues_stay_about_level(demo: Store, now: datetime, rng: np.random.Generator) -> None:
    play_on(demo, now, 600, rng)
    counts = demo.read_one(COUNT_ISSUES)
    assert 175 <= counts.open <= 205
    assert 6 <= counts.overdue <= 18


def test_the_player_opens_issues_when_none_is_left(demo: Store, now: datetime, rng: np.random.Generator) -> None:
    demo.execute(CLOSE_DEMO)
    play_on(demo, now, 30, rng)
    assert demo.read_one(COUNT_ISSUES).open > 10


def test_too_many_overdue_issues_are_worked_off_oldest_first(rng: np.random.Generator) -> None:
    issues = [Candidate(number, is_overdue=True) for number in range(20)]
    chosen = {choose_issue([*issues, Candidate(101)], rng).id for _ in range(50)}
    assert chosen == {0, 101}


def test_few_overdue_issues_are_left_alone(rng: np.random.Generator) -> None:
    issues = [Candidate(1, is_overdue=True), Candidate(101)]
    assert {choose_issue(issues, rng).id for _ in range(50)} == {101}


def test_the_player_ends_when_the_store_is_not_a_demo(store: Store, clock: Clock) -> None:
    play(store, clock, threading.Event(), pause=(0.0, 0.01))
    assert store.read_one(COUNT_ISSUES).open == 0


def test_an_empty_store_gets_the_demo_while_the_app_runs(store: Store, clock: Clock) -> None:
    with playing_demo(store, clock, wanted=True):
        assert store.read_one(COUNT_ISSUES).open == 190
    assert "player" not in {thread.name for thread in threading.enumerate()}


def test_an_unwanted_demo_is_not_loaded(store: Store, clock: Clock) -> None:
    with playing_demo(store, clock, wanted=False):
        assert store.read_one(COUNT_ISSUES).open == 0
