"""Screens are right at each moment of a large load, not only before and after it."""

from itertools import chain

from data.verification import verify
from tests.dashboard.viewer import Viewer, read_held, viewing
from tests.data.issue_files import load_issue_file, write_csv
from tests.data.racing import racing
from tests.factories import add_area
from tests.waiting import wait_until

HEADER = "reference,status,reported_at,due_at,updated_at,lon,lat"
FIRST = "{0},accepted,2026-11-20,2026-11-2{1},2026-11-21,106.6{1}5,26.61"
SECOND = "{0},{2},2026-11-20,2026-11-2{1},2036-11-21,106.6{3}5,26.61"


def write_issues(path, row: str) -> str:
    """Three thousand issues of one form, spread over the grids and beyond."""
    numbers = range(3000)
    words = [("closed", "dispatched")[number % 2] for number in numbers]
    return write_csv(path, HEADER, *(row.format(n, n % 6, words[n], n % 7 % 6) for n in numbers))


def test_at_every_change_beside_a_large_load_a_screen_shows_what_the_store_held(served, tmp_path, now):
    files = [write_issues(tmp_path / "1.csv", FIRST), write_issues(tmp_path / "2.csv", SECOND)]
    areas = list(served.tree.values())
    end = add_area(served.store, "grid", (106.70, 26.60, 106.71, 26.61), served.tree["community"])
    viewers = [Viewer(served.url, end), Viewer(served.url, end, stay=5)]
    with viewing(served.store, viewers), racing(served.feed_url, areas):
        [load_issue_file(served.store, file) for file in files]
    shown = list(chain.from_iterable(viewer.list_shown() for viewer in viewers))
    assert [counts for _, counts in shown] == [read_held(served.store, revision) for revision, _ in shown]
    held = verify(served.store, now)
    assert (len(shown) > 50, held.counts, held.misplaced) == (True, [], [])
    wait_until(lambda: verify(served.store, now).is_right)  # deadlines that passed are marked some seconds later
