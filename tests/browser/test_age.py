"""Old figures look old, and come alive again by themselves."""

import re
from collections.abc import Callable
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page

from data.embedded import Cluster
from tests.browser.conftest import Record, Served
from tests.browser.reading import open_map, read_figure, wait_for_figure
from tests.conftest import run_alone
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
