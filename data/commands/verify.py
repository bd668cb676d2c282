"""Compare the live counts with a recount of the tables."""

import argparse
import sys

from data.clock import Clock
from data.opening import open_store
from data.overdue import mark_overdue
from data.settings import Settings
from data.verification import Verification, repair, verify


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--repair` puts right what differs."""
    parser.add_argument("--repair", action="store_true", help="put right what differs and list it")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 when all is right or was repaired, 1 when something differs."""
    now = Clock(settings.time_zone, settings.clock).now()
    with open_store(settings) as store:
        mark_overdue(store, now)
        found = repair(store, now) if arguments.repair else verify(store, now)
    for line in _describe(found):
        sys.stdout.write(line + "\n")
    return 0 if found.is_right or arguments.repair else 1


def _describe(found: Verification) -> list[str]:
    if found.is_right:
        return ["counts equal the recount; every open issue is in the area of its point"]
    return [
        *(
            f"area {c.area_id or 'unlocated'}, {c.measure}: counted {c.counted}, recounted {c.recounted}"
            for c in found.counts
        ),
        *(f"issue {i.id}: in area {i.area_id}, its point lies in {i.found}" for i in found.misplaced),
        *(f"issue {i.id}: overdue is {i.is_overdue}, due at {i.due_at}" for i in found.mistimed),
    ]
