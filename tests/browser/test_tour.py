"""The wall's tour and its alarms: in which order, which lines are alarms, and how many of them are shown."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Served
from tests.browser.reading import MAP, open_map, read_view, wait_until_still
from tests.factories import add_issue

INSIDE_EAST = (106.632, 26.612)
IN_VIEW = "async () => (await import('/assets/modules/wall/area_in_view.mjs')).getAreaInView()"
COUNT_MOVES = f"() => {{ window.moves = 0; {MAP}.on('move', () => window.moves++); }}"
SETTINGS = {"seconds": 20, "order": "code", "only_open": False}
PARTS = [{"id": 7, "total": [2]}, {"id": 8, "total": [0]}, {"id": 9, "total": [5]}]
WALK = """async ([parts, settings, steps]) => {
    const { beginTour, passTour } = await import('/assets/modules/wall/tour.mjs');
    let tour = beginTour();
    return steps.map((ms) => (tour = passTour(tour, ms, parts, settings)).stop);
}"""
HEAR = """async (events) => {
    const { book, changeCounts, replaceCounts } = await import('/assets/modules/book.mjs');
    const { makeWatch } = await import('/assets/modules/wall/alarm_watch.mjs');
    const watch = makeWatch(book);
    const measures = ['open_issues', 'overdue_issues'];
    const message = (areas) => ({ revision: '1', measures, total: [0, 0], unlocated: [0, 0], areas });
    replaceCounts(message({ 17: [4, 1] }));
    return events.map((event) => {
        if (event.id) return watch.hearLine({ area_id: 17, status: 'accepted', ...event }, 0);
        changeCounts(message(event));
        return watch.hearCounts(0);
    }).filter(Boolean);
}"""
SHOW = """async ([areas, seconds]) => {
    const { makeAlarms } = await import('/assets/modules/wall/alarms.mjs');
    const alarms = makeAlarms();
    const line = { category: '路灯不亮', source: 'patrol' };
    areas.forEach((id) => alarms.add({ id, name: `grid ${id}` }, ['overdue'], line));
    return Array.from({ length: seconds }, () => {
        alarms.pass(1000);
        const shown = alarms.shown();
        return shown && [shown.place?.name ?? 'others', shown.places, shown.issues];
    });
}"""


@pytest.fixture
def modules(page: Page, served: Served) -> Page:
    """A page that draws nothing, into which modules can be loaded."""
    page.goto(f"{served.url}/boundaries.json")
    return page


def walk(page: Page, steps: list[int], **settings: Any) -> list[int | None]:
    """Where the tour stands after each of these steps of so many ms."""
    return list(page.evaluate(WALK, [PARTS, SETTINGS | settings, steps]))


@pytest.mark.parametrize(
    ("settings", "stops"),
    [
        ({}, [7, 8, 9, None, 7]),
        ({"order": "open_issues"}, [9, 7, 8, None, 9]),
        ({"only_open": True}, [7, 9, None, 7, 9]),
    ],
)
def test_the_tour_goes_from_the_whole_to_each_part_and_back(
    modules: Page, settings: dict[str, Any], stops: list[int | None]
) -> None:
    assert walk(modules, [20_000] * 5, **settings) == stops


def test_however_long_a_page_slept_the_tour_goes_on_by_one_stop(modules: Page) -> None:
    assert walk(modules, [20_000, 19_000, 3_600_000, 1]) == [7, 7, 8, 8]


def test_an_issue_that_turns_overdue_is_an_alarm_once(modules: Page) -> None:
    overdue = {"id": 1, "is_overdue": True}
    heard = modules.evaluate(HEAR, [{17: [4, 2]}, overdue, overdue, {17: [4, 3]}, overdue, overdue | {"id": 2}])
    assert heard == [["overdue"], [], [], ["overdue"]]


def test_an_issue_that_was_overdue_before_is_no_alarm(modules: Page) -> None:
    overdue = {"id": 1, "is_overdue": True}
    assert modules.evaluate(HEAR, [overdue, {17: [5, 1]}, overdue | {"id": 2}]) == [[], []]


def test_an_issue_is_an_alarm_when_it_is_new_and_urgent_or_turns_urgent(modules: Page) -> None:
    urgent = {"id": 1, "is_urgent": True}
    heard = modules.evaluate(HEAR, [{17: [5, 1]}, urgent, {"id": 2}, urgent | {"id": 2}, urgent | {"id": 3}])
    assert heard == [["urgent"], [], ["urgent"], []]


def test_two_hundred_alarms_are_five_cards_and_a_sum_within_two_minutes(modules: Page) -> None:
    areas = [number % 40 for number in range(200)]
    cards = modules.evaluate(SHOW, [areas, 150])
    told = [card for card, before in zip(cards, [None, *cards], strict=False) if card != before]
    assert told == [*([f"grid {area}", 1, 5] for area in range(5)), ["others", 35, 175], None]
    assert cards.index(None) <= 120


def test_an_urgent_issue_takes_the_map_there_and_then_the_tour_goes_on_where_it_was(page: Page, served: Served) -> None:
    open_tour(page, served)
    before = read_view(page)
    add_issue(served.store, point=INSIDE_EAST, is_urgent=True, category="井盖破损")
    page.wait_for_selector(".alarm-card >> text=井盖破损")
    page.wait_for_function(f"() => {MAP}.getCenter().lng > 106.625")
    page.clock.run_for(21_000)
    page.wait_for_selector(".alarm-card", state="detached")
    wait_until_still(page)
    assert read_view(page) == before
    assert page.evaluate(IN_VIEW) == served.tree["community"]


def test_under_reduced_motion_the_map_cuts(page: Page, served: Served) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_tour(page, served)
    page.evaluate(COUNT_MOVES)
    add_issue(served.store, point=INSIDE_EAST, is_urgent=True)
    page.wait_for_function(f"() => {MAP}.getCenter().lng > 106.625")
    assert page.evaluate("window.moves") == 1


def open_tour(page: Page, served: Served) -> None:
    """Open the wall and let its tour come to the community."""
    page.clock.install()
    open_map(page, f"{served.url}/wall/screen")
    page.wait_for_function("async () => (await import('/assets/modules/board.mjs')).presentBoard() !== null")
    page.clock.run_for(21_000)
    page.wait_for_function(f"async id => await ({IN_VIEW})() === id", arg=served.tree["community"])
    wait_until_still(page)
