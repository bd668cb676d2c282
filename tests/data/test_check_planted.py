"""What is planted into the demo street is found, all of it and nothing else."""

from collections import Counter

import pytest

from data.check.finding import Finding
from data.check.run import check
from data.clock import Clock
from data.store import Store
from tests.planter import Planted, Planter, clear_street

TOLERANCE = 0.2


def plant(demo: Store) -> Planted:
    """Every fault and every near-miss that the planter knows."""
    clear_street(demo)
    planter = Planter(demo, TOLERANCE)
    planter.plant_duplicates(20)
    planter.plant_gaps(50)
    planter.plant_overlaps(50)
    planter.plant_slivers(20)
    planter.plant_orphans(20)
    planter.plant_oversized(20)
    planter.plant_near_misses(10)
    return planter.planted


def find(demo: Store, clock: Clock) -> list[Finding]:
    """What the check finds."""
    return check(demo, clock, lambda step: None)[1]


def name(finding: Finding) -> tuple[str, frozenset[object]]:
    """A finding as the planter names a fault."""
    if finding.kind == "orphan_issue":
        return finding.kind, frozenset([f"issue {finding.parts['issue']}"])
    keys = finding.area_ids or (finding.parts["source"],)
    return finding.kind, frozenset(keys)


def test_the_demo_street_is_without_a_fault(demo: Store, clock: Clock) -> None:
    clear_street(demo)
    assert find(demo, clock) == []


def test_all_that_is_planted_is_found_and_nothing_else(demo: Store, clock: Clock) -> None:
    planted = plant(demo)
    found = find(demo, clock)
    assert len(planted.faults) == 180
    assert Counter(map(name, found)) == Counter(planted.faults)
    measured = {frozenset(f.area_ids): f.value for f in found if f.kind in ("gap", "overlap")}
    assert measured == pytest.approx(planted.sizes, rel=0.01)
