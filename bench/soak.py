"""A busy street's day in front of one wall: from noon to noon, in twenty minutes.

Ten thousand changes are made to the demo street while the tour goes and alarms come; the web process is killed hard and
started again twice; one midnight of the street passes. Every half minute everything is collected that the page does not
hold any more, and what is left is read. In the end every figure on the wall is compared with a recount of the tables.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from statistics import median

from playwright.sync_api import Browser, Error

from bench.browser import open_browser
from bench.results import write_table
from bench.soak_figures import compare_figures
from bench.soak_street import Street, run_street
from bench.soak_wall import Reading, Wall
from data.verification import verify

TITLE = "Soak"
MINUTES = 20.0
CHANGES_A_MINUTE = 500
RESTARTS = (1 / 3, 2 / 3)
READ_SECONDS = 30.0
LOOK_SECONDS = 0.5
WARM_SECONDS = 120.0
CALM_SECONDS = 30.0
FRESH_SECONDS = 3.0
"""So old are the figures of a wall at most that is right again."""
MOST_GROWTH, MOST_TASK, MOST_AGE, MOST_RETURN = 5.0, 200.0, 45.0, 10.0
"""Percent, ms, seconds, seconds."""
FLAT = 2.0
"""Percent: panels of another area in view have some rows more or fewer."""
EDGE = 4
"""So many readings at either end are compared by their median."""
LIVE = ("live", "late")


@dataclass
class Soak:
    """What was seen of one wall."""

    readings: list[Reading] = field(default_factory=list)
    oldest: float = 0.0
    looks: int = 0
    live: int = 0
    returns: list[float] = field(default_factory=list)
    reloads: int = 0
    changes: int = 0
    figures: int = 0
    wrong: list[str] = field(default_factory=list)
    is_verified: bool = False


@dataclass(frozen=True)
class Finding:
    """A line of the report; `is_kept` None: nothing was promised of it."""

    name: str
    seen: str
    promise: str = ""
    is_kept: bool | None = None


def measure(minutes: float = MINUTES) -> str:
    """The table of the report; takes so many minutes, and some."""
    with open_browser() as browser:
        return f"{__doc__}\n{write_findings(judge(soak(browser, minutes, leaks=False)))}"


def soak(browser: Browser, minutes: float, *, leaks: bool) -> Soak:
    """One wall in front of one street."""
    seen = Soak()
    with run_street(minutes) as street:
        wall = Wall(browser, f"http://127.0.0.1:{street.web.port}", leaks=leaks)
        street.write(round(CHANGES_A_MINUTE * minutes), minutes * 60)
        watch(seen, street, wall, minutes * 60)
        street.rest()
        seen.changes, seen.reloads = street.changes, wall.opened - wall.planned
        seen.figures, seen.wrong = wait_for_right(street, wall)
        seen.is_verified = verify(street.store, street.clock.now()).is_right
    return seen


def watch(seen: Soak, street: Street, wall: Wall, seconds: float) -> None:
    """Look often, read now and then, restart the web process in between."""
    begun = time.monotonic()
    restarts = [begun + share * seconds for share in RESTARTS]
    reads = begun + seconds / 40
    while (now := time.monotonic()) < begun + seconds:
        look(seen, street, wall)
        if restarts and now > restarts[0]:
            restarts.pop(0)
            street.restart()
        if now > reads and street.is_served:
            seen.readings.append(wall.read(street.web.process.pid))
            reads += min(READ_SECONDS, seconds / 12)
        wall.rest(LOOK_SECONDS)


def look(seen: Soak, street: Street, wall: Wall) -> None:
    """How old the figures are that the wall shows as live, and whether it came back."""
    counts, board, state = wall.look()
    age = max(street.measure_age(counts), street.measure_age(board))
    seen.looks += 1
    if state not in LIVE:
        return
    seen.live += 1
    seen.oldest = max(seen.oldest, age)
    if street.returned is not None and age < FRESH_SECONDS:
        seen.returns.append(time.monotonic() - street.returned)
        street.returned = None


def wait_for_right(street: Street, wall: Wall) -> tuple[int, list[str]]:
    """How many figures there are, and which are still wrong when nothing changed for some time."""
    found, end = (0, ["nothing could be read"]), time.monotonic() + CALM_SECONDS
    while found[1] and time.monotonic() < end:
        wall.rest(LOOK_SECONDS)
        with suppress(Error):
            found = compare_figures(street.store, wall)
    return found


# --- the verdict ---------------------------------------------------------------------------------------------------

GROWING = ("heap of the page", "nodes", "listeners")


def judge(seen: Soak) -> list[Finding]:
    """What was seen beside what is promised."""
    return [
        *judge_growth(seen.readings),
        Finding(
            "WebGL contexts", f"{max(reading.contexts for reading in seen.readings)} at most", "1", is_single(seen)
        ),
        judge_task(*seen.readings[-1].longest),
        judge_most("oldest figure shown as live", seen.oldest, "s", MOST_AGE),
        Finding("shown as live", f"{100 * seen.live / seen.looks:.0f} % of the time"),
        judge_most("right again after a restart", max(seen.returns, default=float("inf")), "s", MOST_RETURN),
        Finding(
            "came back after restarts", str(len(seen.returns)), str(len(RESTARTS)), len(seen.returns) == len(RESTARTS)
        ),
        Finding("changes", f"{seen.changes:,}"),
        Finding("reloads", str(seen.reloads), "0", seen.reloads == 0),
        Finding("wrong figures in the end", describe_wrong(seen), "0", not seen.wrong),
        Finding("`verify`", "right" if seen.is_verified else "differs", "right", seen.is_verified),
    ]


def judge_growth(readings: list[Reading]) -> list[Finding]:
    """How what is held grew after the first two minutes, or after a quarter of a shorter time."""
    begun, end = readings[0].at, readings[-1].at
    warm = [reading for reading in readings if reading.at >= begun + min(WARM_SECONDS, (end - begun) / 4)]
    held: dict[str, tuple[Callable[[Reading], float], str, float | None]] = {
        "heap of the page": (lambda reading: reading.heap, "MB", MOST_GROWTH),
        "heaps of its workers": (lambda reading: reading.workers, "MB", None),
        "nodes": (lambda reading: reading.nodes, "", FLAT),
        "listeners": (lambda reading: reading.listeners, "", FLAT),
        "web process": (lambda reading: reading.server, "MB", None),
    }
    return [
        compare_edges(name, [pick(reading) for reading in warm], unit, most)
        for name, (pick, unit, most) in held.items()
    ]


def compare_edges(name: str, values: list[float], unit: str, most: float | None) -> Finding:
    """The first and the last readings, by their medians."""
    first, last = median(values[:EDGE]), median(values[-EDGE:])
    growth = 100 * (last / first - 1)
    digits = 1 if unit else 0
    seen = f"{first:,.{digits}f} → {last:,.{digits}f} {unit} ({growth:+.1f} %)"
    return Finding(name, seen, f"under +{most:.0f} %" if most else "", growth < most if most else None)


def judge_most(name: str, value: float, unit: str, most: float) -> Finding:
    """A value that may not be larger."""
    return Finding(name, f"{value:.1f} {unit}", f"at most {most:.0f} {unit}", value <= most)


def judge_task(longest: float, after: float) -> Finding:
    """The longest task of the main thread; waiting for what is drawn without a graphics card is in it."""
    seen = f"{longest:.0f} ms, {after:.0f} s after it"
    return Finding("longest task after the first picture", seen, f"at most {MOST_TASK:.0f} ms", longest <= MOST_TASK)


def describe_wrong(seen: Soak) -> str:
    """How many, and the first of them."""
    return "; ".join([f"{len(seen.wrong)} of {seen.figures:,}", *seen.wrong[:5]])


def is_single(seen: Soak) -> bool:
    """Whether there was one WebGL context each time."""
    return {reading.contexts for reading in seen.readings} == {1}


def write_findings(findings: list[Finding]) -> str:
    """The table."""
    kept = {None: "", True: "yes", False: "**no**"}
    rows = [(finding.name, finding.seen, finding.promise, kept[finding.is_kept]) for finding in findings]
    return write_table(("", "seen", "promised", "kept"), rows)
