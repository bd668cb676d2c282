"""What a leader waits for, on all of Taipei with a million issues: a tapped area's panel, a search, a filtered list.

One run for both sides: first with all indexes, then a part of the same questions without those that serve them. A tap
is a touch in a real Chromium at 1180x820, from a district's panel on, and the map flies meanwhile. It ends when the
head of the tapped area is in the page: name, code and live counts, which the page writes from what it holds. Answered
is what only the server knows beside them; whole are lists and charts as well; drawn is the end of the page's first
frame after that, which comes to the screen as fast as software draws. Searches and lists are asked over HTTP, a list's
rows and its count at once as the page does, each until its last byte.
"""

import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from statistics import quantiles

from bench.browser import open_browser
from bench.results import write_table
from bench.tablet_questions import draw_filters, draw_words, time_lists, time_searches
from bench.tablet_stage import drop_indexes, run_full_taipei
from bench.tablet_taps import LONGEST, time_taps
from bench.taipei import TAIPEI
from data.embedded import Cluster
from data.store import Store
from tests.serving import serve

TITLE = "The tablet"
ISSUES = 1_000_000
MANY = {"districts": 8, "taps": 4, "lists": 200, "words": 20}
FEW = {"districts": 4, "taps": 1, "lists": 40, "words": 5}
"""Districts, taps in each, lists, and words of each kind. Without indexes a question takes seconds, a panel longer."""
WARM = 10
"""The first questions of a kind are not counted: a server that runs for weeks has its rows at hand."""
INDEXES = {
    "tap": ("area_parent", "issue_event_at", "issue_event_issue"),
    "list": ("issue_by_deadline", "issue_by_report", "issue_by_category", "issue_area", "issue_open_area"),
    "search": ("area_search_form", "issue_reference", "issue_address", "issue_words"),
}
PROMISES = {"tap → head": "300 ms", "search": "150 ms", "list, rows and count": "300 ms"}

Taken = dict[str, list[float]]


def measure(issues: int = ISSUES) -> str:
    """The table of the report; takes some ten minutes. Fewer issues make it shorter."""
    if not TAIPEI.exists():
        return f"Not measured: there are no areas at {TAIPEI}."
    with run_full_taipei(issues) as cluster, serve(cluster.url("app")) as url:
        with_all = ask_everything(cluster, url, MANY)
        with closing(Store(cluster.url("owner"), size=1)) as owner:
            drop_indexes(owner, [name for names in INDEXES.values() for name in names])
        without = ask_everything(cluster, url, FEW)
    rows = [row for what in with_all for row in describe(what, with_all[what], without[what])]
    dropped = ", ".join(f"`{name}`" for names in INDEXES.values() for name in names)
    about = (
        f"{issues:,} issues. Without indexes: without {dropped}. Promised: {write_promises()}, p95 with the indexes."
    )
    return f"{__doc__}\n\n{about}\n\n{write_table(('what', 'indexes', 'asked', 'p50', 'p95', 'longest'), rows)}"


def ask_everything(cluster: Cluster, url: str, many: dict[str, int]) -> Taken:
    """Seconds of every question of every kind, so many of each."""
    with closing(Store(cluster.url("app"))) as store, open_browser() as browser:
        taps = time_taps(browser, url, store, many["districts"], many["taps"])
        filters, typed = draw_filters(store, many["lists"]), draw_words(store, many["words"])
    return {
        "tap → head": [tap.head for tap in taps],
        "tap → head, drawn": [tap.head_drawn for tap in taps],
        "tap → answered head": [tap.answered for tap in taps],
        "tap → whole panel": [tap.whole for tap in taps],
        "tap → whole panel, drawn": [tap.whole_drawn for tap in taps],
        "search": warmed(time_searches, url, typed),
        "list, rows and count": warmed(time_lists, url, filters),
    }


def warmed(time_them: Callable[[str, Sequence[str]], list[float]], url: str, questions: Sequence[str]) -> list[float]:
    """The times of all questions, some of which were asked before."""
    time_them(url, questions[:WARM])
    return time_them(url, questions)


def describe(what: str, with_all: list[float], without: list[float]) -> list[Sequence[str]]:
    """Both sides of one kind of question."""
    return [(what, side, *write_times(times)) for side, times in (("all", with_all), ("without", without))]


def write_times(times: list[float]) -> list[str]:
    """How many, and the median, the 95th percentile and the longest in milliseconds."""
    parts = quantiles([min(time, LONGEST) for time in times], n=20, method="inclusive")
    return [str(len(times)), *(write_time(part) for part in (parts[9], parts[18], max(times)))]


def write_time(seconds: float) -> str:
    """In milliseconds, as far as anybody waited."""
    return f"over {LONGEST:.0f} s" if seconds >= LONGEST else f"{1000 * seconds:,.0f} ms"


def write_promises() -> str:
    """What was promised of which."""
    return ", ".join(f"{what} under {most}" for what, most in PROMISES.items())


if __name__ == "__main__":
    sys.stdout.write(measure(*map(int, sys.argv[1:])))
