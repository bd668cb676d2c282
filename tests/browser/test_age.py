"""Old figures look old, and come alive again by themselves."""

from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

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


def test_figures_grow_old_without_the_server_and_come_alive_with_it(
    page: Page, mortal: tuple[Served, Callable[[], Any]], record: Record
) -> None:
    street, start = mortal
    record.pardoned = NO_SERVER
    page.clock.install()
    with start():
        open_map(page, street.url)
        count = int(read_figure(page, TOTAL))
    page.clock.fast_forward(30_000)
    page.wait_for_selector(OLD)
    assert "未更新" in page.inner_text(".live-state")
    assert read_figure(page, TOTAL) == str(count)
    add_issue(street.store, point=(106.632, 26.612))
    with start():
        page.wait_for_selector(LIVE)
        wait_for_figure(page, TOTAL, str(count + 1))


def test_a_wrong_clock_of_the_screen_changes_no_age(page: Page, served: Served) -> None:
    page.clock.install(time="2031-01-01T00:00:00")
    open_map(page, served.url)
    page.wait_for_selector(LIVE)
    page.wait_for_timeout(2000)
    assert page.get_attribute("html", "data-figures") == "live"


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
