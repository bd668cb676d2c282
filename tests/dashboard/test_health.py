"""What a supervisor and a page learn of an app's health."""

from collections.abc import Iterator

import pytest
import requests
from anyio.from_thread import start_blocking_portal

from dashboard.context import Context, make_context
from dashboard.routes.health import read_health
from data.settings import read_settings
from tests.factories import add_issue, add_tree
from tests.serving import serve
from tests.waiting import wait_until


@pytest.fixture
def context(store, clock) -> Iterator[Context]:
    """The parts of an app on this test's store, its hub and its upkeep at work."""
    made = make_context(read_settings({}), store, clock)
    with start_blocking_portal() as loop:
        loop.call(made.hub.start)
        made.upkeep.start()
        yield made
        made.upkeep.stop()
        loop.call(made.hub.stop)


def test_an_app_at_work_is_ok(context):
    health = read_health(context)
    assert (health["status"], health["hub"]["is_alive"], health["upkeep"]["is_alive"]) == ("ok", True, True)


def test_a_hub_whose_thread_has_ended_shows(context):
    context.hub._watcher.thread.stopped.set()
    wait_until(lambda: read_health(context)["status"] == "hub ended")


def test_an_upkeep_whose_thread_has_ended_shows(context):
    context.upkeep.marking.stop()
    wait_until(lambda: read_health(context)["status"] == "upkeep ended")


def test_counts_that_differ_are_told_by_kind(store, owner):
    add_tree(store)
    add_issue(store, (106.61, 26.61))
    owner.execute("DELETE FROM count_change")
    with serve(store.url) as url:
        wait_until(lambda: ask(url).json()["verified_at"])
        answer = ask(url)
    assert (answer.status_code, answer.json()["status"]) == (200, "counts differ")
    assert answer.json()["differences"] == {"counts": 1, "misplaced": 0, "mistimed": 0}


def ask(url):
    return requests.get(f"{url}/healthz", timeout=10)
