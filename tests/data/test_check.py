"""`python -m data check` on a store: figures, orphans, what is kept, and what becomes of a check that stops."""

import pytest

from data.__main__ import main
from data.check.keeping import keep_findings
from data.check.reading import read_survey
from data.check.run import check, look_at
from data.findings import read_check
from data.preferences import write_preference
from tests.conftest import address
from tests.factories import add_area, add_issue, add_tree

RESIZE = """
UPDATE area SET households = %(households)s, residents = %(residents)s WHERE code = 'GW'
"""
GIVE_POSTS = """
UPDATE area SET post = 'P' WHERE code <> 'GE'
"""
GIVE_CODE = """
UPDATE area SET code_system = 'unit_grid', code = '12' WHERE code = 'GE'
"""
ADD_HEADS = """
INSERT INTO volunteer (area_id, source) SELECT %(area_id)s, 'teams' FROM generate_series(1, 3)
"""
RENAME = """
UPDATE area SET name = 'other' WHERE code = 'GE'
"""
READ_ALL = """
SELECT md5(string_agg(t::text, '' ORDER BY t.id)) AS all FROM area t
"""


@pytest.fixture
def tree(store):
    """A small street without a fault but its missing posts."""
    return add_tree(store)


def find(store, clock, kind):
    """The findings of one kind."""
    return [finding for finding in check(store, clock, lambda step: None)[1] if finding.kind == kind]


@pytest.mark.parametrize(
    ("size", "found"),
    [
        *(((500, 1500), []), ((300, 900), [])),
        *(((501, 1500), ["oversized"]), ((500, 1501), ["oversized"]), ((299, 900), ["undersized"])),
        ((None, None), []),
    ],
)
@pytest.mark.usefixtures("tree")
def test_a_grid_is_too_large_or_too_small_beyond_its_limits(store, clock, size, found):
    store.execute(RESIZE, {"households": size[0], "residents": size[1]})
    assert [f.kind for f in check(store, clock, lambda step: None)[1] if f.kind.endswith("sized")] == found


def test_the_limits_are_settings(store, clock, tree):
    write_preference(store, "grid_most_residents", "1199")
    assert len(find(store, clock, "oversized")) == 2


def test_a_level_without_any_post_is_one_finding_and_a_single_area_another(store, clock, tree):
    assert {(f.level, f.area_ids) for f in find(store, clock, "no_post")} == {
        (level, ()) for level in ("street", "community", "grid", "micro_grid")
    }
    store.execute(GIVE_POSTS)
    assert [f.area_ids for f in find(store, clock, "no_post")] == [(tree["east"],)]


def test_a_code_is_held_against_the_rule_of_its_system(store, clock, tree):
    store.execute(GIVE_CODE)
    (finding,) = find(store, clock, "code")
    assert (finding.area_ids, finding.parts["kind"]) == ((tree["east"],), "length")


def test_an_issue_in_no_grid_has_its_place_and_a_petition_has_none(store, clock, tree):
    add_issue(store, (106.9, 26.9))
    add_issue(store, (106.9, 26.9), source="petition")
    add_issue(store, (106.61, 26.61))
    add_issue(store, (106.9, 26.9), status="closed")
    assert [(f.parts["source"], f.place is None) for f in find(store, clock, "orphan_issue")] == [
        ("hotline_12345", False),
        ("petition", True),
    ]


def test_an_issue_that_names_a_community_is_no_orphan(store, clock, tree):
    add_issue(store, area_id=tree["community"])
    assert find(store, clock, "orphan_issue") == []


def test_roster_rows_on_no_area_are_counted_by_their_source(store, clock, tree):
    store.execute(ADD_HEADS, {"area_id": None})
    store.execute(ADD_HEADS, {"area_id": tree["community"]})
    assert [(f.value, f.parts) for f in find(store, clock, "orphan_roster")] == [(3, {"source": "teams"})]


@pytest.fixture
def command(cluster, database, monkeypatch):
    """The command works on this test's store."""
    monkeypatch.setenv("DATABASE_URL", address(cluster, "app", database))


@pytest.mark.usefixtures("command", "tree")
def test_the_command_ends_with_3_when_something_is_wrong(store, capsys):
    add_area(store, "building", (106.9, 26.9, 106.91, 26.91), code="LOST")
    assert main(["check", "--list"]) == 3
    assert "orphan_building  building  LOST name of LOST" in capsys.readouterr().out


@pytest.mark.usefixtures("command", "store")
def test_the_command_ends_with_0_when_nothing_is_wrong(capsys):
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "nothing is wrong\n"


def test_findings_are_stale_when_the_boundaries_changed_since(store, clock, tree):
    check(store, clock, lambda step: None)
    assert not read_check(store).is_stale
    store.execute(RENAME)
    assert read_check(store).is_stale


@pytest.mark.parametrize("last", ["reading", "gaps", "posts", "keeping"])
def test_a_check_that_is_stopped_leaves_the_former_findings_and_everything_else(store, clock, tree, last):
    def stop(step):
        if step == last:
            raise KeyboardInterrupt

    check(store, clock, lambda step: None)
    before = (read_check(store), store.read_one(READ_ALL))
    with pytest.raises(KeyboardInterrupt):
        check(store, clock, stop)
    assert (read_check(store), store.read_one(READ_ALL)) == before


def test_another_check_takes_the_place_of_the_former(store, clock, tree):
    first, second = (check(store, clock, lambda step: None) and read_check(store).id for _ in range(2))
    assert (second > first, store.read_one("SELECT count(*) AS count FROM quality_check").count) == (True, 1)


@pytest.mark.usefixtures("tree")
def test_a_check_that_ends_late_does_not_replace_one_that_read_later(store, clock):
    early = read_survey(store)
    add_issue(store, (0.0, 0.0))
    check(store, clock, lambda step: None)
    later = read_check(store)
    keep_findings(store, early, look_at(early, lambda step: None), clock.now(), clock.now())
    assert read_check(store) == later
