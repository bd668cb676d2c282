"""The one way in which the pages ask the server: how long it waits, when it asks again, when it stops."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Record, Served
from tests.waiting import wait_until

ASK = """async ([address, patience]) => {
    const { ask } = await import('/assets/modules/asking.mjs');
    return ask(address, { patience }).then(answer => answer.text(), fault => fault.message);
}"""
ORDER = """async () => {
    const { makeOrder } = await import('/assets/modules/order.mjs');
    const begun = performance.now();
    window.seen = { asked: [], taken: [], failed: 0 };
    window.answer = [];
    const ask = () => {
        seen.asked.push(Math.round((performance.now() - begun) / 1000));
        return new Promise((here, failed) => answer.push({ here, failed }));
    };
    window.order = makeOrder(ask, (told) => seen.taken.push(told), () => seen.failed++);
}"""
FAIL = "answer.pop().failed(new Error('it failed'))"
BEAT = 'retry: 200\nevent: beat\ndata: {"at": "2026-11-22T08:00:00+08:00", "store": "here"}\n\n'
STREAM = re.compile(r"/live\?")
PAUSES = (2, 4, 8, 15, 30, 30)


@pytest.fixture
def order(page: Page, served: Served) -> Page:
    """A page with an order, whose questions are answered by hand, a clock that is moved by hand, and no stream."""
    page.clock.install(time="2026-11-22T08:00:00")
    page.add_init_script("delete window.SharedWorker")
    page.route(STREAM, lambda route: None)
    page.goto(f"{served.url}/boundaries.json")
    page.clock.pause_at("2026-11-22T08:00:12")
    page.evaluate(ORDER)
    return page


def tell_beats(page: Page) -> None:
    """A stream that beats five times a second, as often as it is opened."""
    page.unroute(STREAM)
    page.route(STREAM, lambda route: route.fulfill(content_type="text/event-stream", body=BEAT))


def pass_seconds(page: Page, *seconds: int) -> None:
    """After each of these the question fails."""
    for each in seconds:
        page.clock.run_for(each * 1000)
        page.evaluate(FAIL)


def read(page: Page, what: str) -> Any:
    return page.evaluate(f"seen.{what}")


def test_what_fails_is_asked_again_in_growing_pauses(order: Page) -> None:
    order.evaluate("order.now()")
    pass_seconds(order, 0, *PAUSES)
    assert read(order, "asked") == [0, 2, 6, 14, 29, 59, 89]
    assert read(order, "failed") == 7


def test_a_busy_street_does_not_shorten_the_pauses(order: Page) -> None:
    tell_beats(order)
    order.evaluate("order.now()")
    pass_seconds(order, 0, 2)
    with order.expect_response(STREAM):
        [order.evaluate("order.soon()") for _ in range(3)]
    with order.expect_response(STREAM):
        pass
    order.clock.run_for(3900)
    assert read(order, "asked") == [0, 2]


def test_a_server_that_was_away_is_asked_as_soon_as_it_is_heard(order: Page) -> None:
    order.evaluate("order.now()")
    pass_seconds(order, 0, *PAUSES[:4])
    tell_beats(order)
    order.clock.run_for(28_000)
    wait_until(lambda: len(read(order, "asked")) == 6)
    assert read(order, "asked")[-1] < 29 + PAUSES[4]


def test_the_network_that_is_back_is_asked_at_once_and_what_was_left_is_not(order: Page) -> None:
    order.evaluate("order.now()")
    pass_seconds(order, 0, 2, 4)
    order.evaluate("dispatchEvent(new Event('online'))")
    assert read(order, "asked") == [0, 2, 6, 6]
    order.evaluate(f"{FAIL}; order.end()")
    order.evaluate("dispatchEvent(new Event('online'))")
    order.clock.run_for(60_000)
    assert read(order, "asked") == [0, 2, 6, 6]


def test_a_question_under_way_is_answered_before_the_next(order: Page) -> None:
    order.evaluate("order.now(); order.soon(); order.soon()")
    order.clock.run_for(10_000)
    assert read(order, "asked") == [0]
    order.evaluate("answer.pop().here('first')")
    order.clock.run_for(2000)
    assert (read(order, "asked"), read(order, "taken")) == ([0, 12], ["first"])


def test_an_answer_to_a_former_question_comes_too_late(order: Page) -> None:
    order.evaluate("order.now(); order.now(); answer[0].here('former'); answer[1].here('present')")
    assert read(order, "taken") == ["present"]


def test_a_request_that_hangs_has_failed(page: Page, served: Served, record: Record) -> None:
    page.goto(f"{served.url}/boundaries.json")
    page.route("**/hangs", lambda route: None)
    assert "nothing came" in page.evaluate(ASK, ["/hangs", 300])
