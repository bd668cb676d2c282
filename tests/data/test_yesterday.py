"""An area's counts at this time of yesterday are those of a board and of what the store knew then."""

from datetime import timedelta
from random import Random

import pytest

from data.board import read_board
from data.counts import fold_counts
from data.people import PeopleRule
from data.trends import list_hours
from data.yesterday import read_yesterday
from tests.data.test_board import NOW, START, list_parts
from tests.data.test_trends import add_history, invent_history
from tests.factories import add_issue, add_tree

DAY = timedelta(days=1)
ALL = PeopleRule(deepest_rank=99, min_count=0)
FEW = PeopleRule(deepest_rank=99, min_count=10)

ADD_PEOPLE = """
INSERT INTO volunteer (area_id, source) SELECT %(area)s, 'r' FROM generate_series(1, %(count)s)
"""

AGE_CHANGES = """
UPDATE count_change SET at = at - interval '25 hours'
"""


def invent_street(store, owner, seed):
    """A street with thirty issues of any history and deadline."""
    tree, random = add_tree(store), Random(seed)
    places = [None, *tree.values()]
    for history in [invent_history(random, places, places) for _ in range(30)]:
        due = random.choice([None, START + timedelta(minutes=30 * random.randint(-20, 24))])
        issue = add_history(owner, history)
        owner.execute("UPDATE issue SET due_at = %(due)s WHERE id = %(id)s", {"due": due, "id": issue})
    return tree


@pytest.mark.parametrize("seed", range(4))
def test_yesterdays_issues_are_those_of_a_board(store, owner, seed):
    tree = invent_street(store, owner, seed)
    board = list_parts(read_board(store, NOW))[tree["community"]]
    past = read_yesterday(store, tree["community"], 20, list_hours(NOW)[1] + DAY, ALL)
    assert past.former[:2] == [board.open[0], board.overdue[0]]


def test_todays_issues_are_those_of_a_board(store, owner):
    tree = invent_street(store, owner, 5)
    _, new, closed = list_parts(read_board(store, NOW))[tree["community"]].days[-1]
    past = read_yesterday(store, tree["community"], 20, NOW, ALL)
    assert (past.new, past.closed) == (new, closed)


def test_people_are_those_of_whom_the_store_knew_then(store, owner, now):
    tree = add_tree(store)
    store.execute(ADD_PEOPLE, {"area": tree["building"], "count": 12})
    store.execute(ADD_PEOPLE, {"area": tree["east"], "count": 5})
    owner.execute(AGE_CHANGES)
    store.execute(ADD_PEOPLE, {"area": tree["building"], "count": 3})
    past = [read_yesterday(store, tree[name], 30, now, FEW).former[2:] for name in ("west", "east", "community")]
    assert past == [[None, 12], [None, None], [None, 17]]


def test_a_roster_that_came_since_has_no_yesterday(store, now):
    tree = add_tree(store)
    store.execute(ADD_PEOPLE, {"area": tree["east"], "count": 12})
    assert read_yesterday(store, tree["community"], 20, now, ALL).former == [0, 0, None, None]


def test_a_forgotten_yesterday_is_not_told(store, owner, now):
    tree = add_tree(store)
    store.execute(ADD_PEOPLE, {"area": tree["east"], "count": 12})
    owner.execute(AGE_CHANGES)
    store.execute(ADD_PEOPLE, {"area": tree["east"], "count": 1})
    fold_counts(store, timedelta())
    add_issue(store, area_id=tree["east"])
    assert read_yesterday(store, tree["community"], 20, now, ALL).former[2:] == [None, None]
