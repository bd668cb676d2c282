"""Old figures look old, and come alive again by themselves."""

import re
from collections.abc import Callable
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page

from data.embedded import Cluster
from data.store import Store
from tests.browser.conftest import Record, Served
from tests.browser.reading import open_map, read_figure, wait_for_figure
from tests.conftest import address, run_alone
from tests.factories import add_issue

TOTAL = ".totals .is-open_issues"
OLD = "html[data-figures=old]"
LIVE = "html[data-figures=live]"
AWAY = "html[data-figures=away]"
NO_SERVER = ("Failed to load resource", "The FetchEvent", "TypeError: Failed to fetch")


@pytest.mark.parametrize("wrong", [timedelta(minutes=-10), timedelta(minutes=10)])
def test_figures_grow_old_without_the_server_and_come_alive_with_it_on_a_wrong_clock(
    page: Page, mortal: tuple[Served, Callable[[], Any]], record: Record, wrong: timedelta
) -> None:
    street, start = mortal
    record.pardoned = NO_SERVER
    page.clock.install(time=datetime.now(UTC) + wrong)
    with start():
        open_map(page, street.url)
        page.wait_for_selector(LIVE)
        count = int(read_figure(page, TOTAL))
    page.clock.fast_forward(30_000)
    page.wait_for_selector(OLD)
    assert re.search(r"连接中断 · 数据 [2-5]\d 秒未更新", page.inner_text(".live-state"))
    assert read_figure(page, TOTAL) == str(count)
    add_issue(street.store, point=(106.632, 26.612))
    with start():
        page.wait_for_selector(LIVE)
        wait_for_figure(page, TOTAL, str(count + 1))


def test_a_database_that_is_away_is_told_and_comes_back(
    page: Page, mortal: tuple[Served, Callable[[], Any]], cluster: Cluster, record: Record
) -> None:
    street, start = mortal
    record.pardoned = NO_SERVER
    with start():
        open_map(page, street.url)
        with closed_database(cluster, street.database):
            page.wait_for_selector(AWAY)
            assert "数据库暂不可用" in page.inner_text(".live-state")
        page.wait_for_selector(LIVE)


def test_a_board_that_the_counts_leave_behind_is_old(page: Page, served: Served, cluster: Cluster) -> None:
    page.clock.install()
    page.goto(f"{served.url}/wall/screen?tour=off")
    page.wait_for_selector(LIVE)
    page.wait_for_selector(".js-plotly-plot")  # it may not take 30 s, by the page's own clock
    with unreadable_board(cluster, served.database):
        count = leave_behind(page, served)
        page.clock.fast_forward(30_000)
        page.wait_for_selector(OLD)
        assert leave_behind(page, served) == count + 1
        page.wait_for_timeout(1500)
        assert page.locator(OLD).count() == 1
    page.wait_for_selector(LIVE)


def leave_behind(page: Page, served: Served) -> int:
    """Add an issue, of which the page's counts hear; how many there are."""
    add_issue(served.store, point=(106.632, 26.612))
    count = int(served.store.read_one("SELECT count(*) AS count FROM issue").count)
    page.wait_for_function(
        "async count => (await import('/assets/modules/book.mjs')).book.total[0] === count", arg=count
    )
    return count


@contextmanager
def unreadable_board(cluster: Cluster, name: str) -> Any:
    """Nobody can read a board while the block runs."""
    with closing(Store(address(cluster, "owner", name))) as owner:
        owner.execute("ALTER FUNCTION read_board RENAME TO unread_board")
        yield
        owner.execute("ALTER FUNCTION unread_board RENAME TO read_board")


@contextmanager
def closed_database(cluster: Cluster, name: str) -> Any:
    """Nobody is let into the database while the block runs."""
    run_alone(
        cluster,
        f"ALTER DATABASE {name} ALLOW_CONNECTIONS false",
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'",
    )
    yield
    run_alone(cluster, f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
