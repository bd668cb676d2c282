"""One run of the check: everything of one moment, each family of findings in turn."""

from collections.abc import Callable, Iterable, Iterator

import pandas as pd

from data.check.figures import find_codes, find_missing_posts, find_sizes
from data.check.finding import Finding
from data.check.gaps import find_gaps
from data.check.keeping import keep_findings
from data.check.nesting import find_crossings, find_invalid, find_outsiders
from data.check.orphans import find_orphan_areas, find_orphan_buildings, find_orphan_heads, find_orphan_issues
from data.check.overlaps import find_overlaps
from data.check.reading import Survey, read_survey
from data.check.slivers import find_slivers
from data.clock import Clock
from data.store import Store

Step = tuple[str, Callable[[], Iterable[Finding]]]


def look_at(survey: Survey, say: Callable[[str], object]) -> list[Finding]:
    """All findings, the worst kinds first. `say` hears the name of each step and may raise to stop the check."""
    areas, limits = survey.areas, survey.limits
    lost = list(find_orphan_buildings(areas)) if len(areas) else []
    steps: list[Step] = [
        ("shapes", lambda: find_invalid(areas)),
        ("gaps", lambda: find_gaps(areas, limits)),
        ("overlaps", lambda: find_overlaps(areas, limits)),
        ("slivers", lambda: find_slivers(areas, limits)),
        ("parents", lambda: find_outsiders(areas, limits)),
        ("buildings", lambda: find_crossings(_leave_out(areas, lost), limits)),
        ("orphans", lambda: [*find_orphan_areas(areas), *lost]),
        ("codes", lambda: find_codes(areas)),
        ("grids", lambda: find_sizes(areas, limits)),
        ("posts", lambda: find_missing_posts(areas)),
    ]
    found = [*find_orphan_issues(survey.issues), *find_orphan_heads(survey.heads)]
    found += list(_run(steps, say)) if len(areas) else []
    return found


def _run(steps: list[Step], say: Callable[[str], object]) -> Iterator[Finding]:
    for name, find in steps:
        say(name)
        yield from find()


def _leave_out(areas: pd.DataFrame, findings: Iterable[Finding]) -> pd.DataFrame:
    return areas.drop([finding.area_ids[0] for finding in findings])


def check(store: Store, clock: Clock, say: Callable[[str], object]) -> tuple[Survey, list[Finding]]:
    """Look at one moment of the store and keep what was found; nothing else is written.

    `say` hears the name of each step; what it raises stops the check, and the former findings stay.
    """
    say("reading")
    began, survey = clock.now(), read_survey(store)
    found = look_at(survey, say)
    say("keeping")
    keep_findings(store, survey, found, began, clock.now())
    return survey, found
