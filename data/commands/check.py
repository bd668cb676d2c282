"""Say what is wrong with boundaries, buildings, grids and what hangs on them; the page /quality shows it."""

import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator
from contextlib import closing

from data.areas import read_labels
from data.check.finding import KINDS, SEVERITIES, Finding
from data.check.run import check
from data.clock import Clock
from data.loading.progress import Progress
from data.opening import open_store
from data.settings import Settings

FOUND = 3


def add_arguments(parser: ArgumentParser) -> None:
    """`--list` names every finding."""
    parser.add_argument("--list", action="store_true", help="name every finding with its areas and its place")


def run(arguments: Namespace, settings: Settings) -> int:
    """0 when nothing is wrong, 3 when something was found. Ctrl-C leaves the former findings."""
    with open_store(settings) as store, closing(_Steps()) as steps:
        _, found = check(store, Clock(settings.time_zone, settings.clock), steps.progress.say)
        labels = read_labels(store, {area_id for f in found for area_id in f.area_ids}) if arguments.list else {}
    lines = [*summarize(found), *(describe(finding, labels) for finding in found if arguments.list)]
    sys.stdout.write("\n".join([*lines, ""]))
    return FOUND if found else 0


class _Steps:
    def __init__(self) -> None:
        self.progress = Progress(sys.stderr)

    def close(self) -> None:
        self.progress.end()


def summarize(found: list[Finding]) -> Iterator[str]:
    """How many of each kind, the worst first."""
    counts = Counter((SEVERITIES.index(f.severity), [*KINDS].index(f.kind), f.level or "") for f in found)
    for (severity, kind, level), count in sorted(counts.items()):
        yield f"{SEVERITIES[severity]:8}  {[*KINDS][kind]:15}  {level:10}  {count:,}"
    if not found:
        yield "nothing is wrong"


def describe(finding: Finding, labels: dict[int, str]) -> str:
    """One finding on a line: kind, level, areas, how much, lon/lat."""
    named = "; ".join(labels.get(area_id, str(area_id)) for area_id in finding.area_ids)
    size = "" if finding.value is None else f"{finding.value:,.1f} {finding.unit}"
    point = finding.place.representative_point() if finding.place is not None else None
    place = f"{point.x:.6f},{point.y:.6f}" if point is not None else ""
    return "  ".join(part for part in (finding.kind, finding.level, named, size, place) if part)
