"""Compare the live counts with a recount of the tables."""

import argparse
import sys

from data.areas import read_labels
from data.clock import Clock
from data.opening import open_store
from data.overdue import mark_overdue
from data.settings import Settings
from data.verification import Verification, repair, verify

RIGHT = "counts equal the recount; every open issue is in the area of its point"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--repair` puts right what differs."""
    parser.add_argument("--repair", action="store_true", help="put right what differs and list it")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 when all is right or was repaired, 1 when something differs."""
    clock = Clock(settings.time_zone, settings.clock)
    with open_store(settings) as store:
        now = clock.now()
        mark_overdue(store, now)
        found = repair(store, now) if arguments.repair else verify(store, now)
        labels = read_labels(store, _list_areas(found))
    describe = _describe_repair if arguments.repair else _describe_differences
    for line in [RIGHT] if found.is_right else describe(found, labels):
        sys.stdout.write(line + "\n")
    return 0 if found.is_right or arguments.repair else 1


def _list_areas(found: Verification) -> set[int]:
    named = [count.area_id for count in found.counts] + [area for i in found.misplaced for area in (i.area_id, i.found)]
    return {area for area in named if area is not None}


def _describe_differences(found: Verification, labels: dict[int, str]) -> list[str]:
    return [
        *(
            f"{_name(c.area_id, labels)}, {c.measure}: counted {c.counted}, recounted {c.recounted}"
            for c in found.counts
        ),
        *(
            f"issue {i.source} {i.source_reference}: in {_name(i.area_id, labels)}, "
            f"its place is {_name(i.found, labels)}"
            for i in found.misplaced
        ),
        *(
            f"issue {i.source} {i.source_reference}: {_say_overdue(i.is_overdue)}, due at {i.due_at}"
            for i in found.mistimed
        ),
    ]


def _describe_repair(found: Verification, labels: dict[int, str]) -> list[str]:
    return [
        *(
            f"issue {i.source} {i.source_reference}: moved from {_name(i.area_id, labels)} to {_name(i.found, labels)}"
            for i in found.misplaced
        ),
        *(
            f"issue {i.source} {i.source_reference}: {_say_overdue(not i.is_overdue)} now, due at {i.due_at}"
            for i in found.mistimed
        ),
        *(f"{_name(c.area_id, labels)}, {c.measure}: {c.counted} → {c.recounted}" for c in found.counts),
        f"repaired: {len(found.misplaced)} places and {len(found.mistimed)} deadlines of issues, "
        f"{len(found.counts)} counts",
    ]


def _name(area_id: int | None, labels: dict[int, str]) -> str:
    return "unlocated" if area_id is None else f"area {labels.get(area_id, area_id)}"


def _say_overdue(is_overdue: bool) -> str:
    return "overdue" if is_overdue else "not overdue"
