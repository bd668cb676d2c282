"""A figure whose source is late looks old and says so, until the source is read again."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page

from data.sources import expect_sync, report_sync
from tests.browser.conftest import Served
from tests.browser.reading import open_map

LATE = "html[data-figures=late]"
LIVE = "html[data-figures=live]"
WORDS = "12345 热线数据 3 小时未更新"
READ_COLOR = "figure => getComputedStyle(figure).color"


@pytest.fixture
def late(served: Served, now: datetime) -> None:
    """The hotline was read hours ago, though it is expected every 15 minutes."""
    with served.store.transaction() as transaction:
        expect_sync(transaction, 900, ["hotline_12345"])
        report_sync(transaction, now - timedelta(hours=3, minutes=30), "hotline_12345")


def read_words(page: Page, selector: str) -> str:
    """The text of a piece of the page, a space for whatever keeps its words apart."""
    return " ".join(page.inner_text(selector).split())


def read_color(page: Page, measure: str) -> str:
    """The color of a total."""
    return str(page.eval_on_selector(f".totals .is-{measure} .figure", READ_COLOR))


@pytest.mark.usefixtures("late")
def test_a_late_source_greys_what_it_is_part_of_until_it_is_read(page: Page, served: Served, now: datetime) -> None:
    open_map(page, served.url)
    page.wait_for_selector(LATE)
    assert read_words(page, ".live-state") == f"来源迟到 · {WORDS}"
    assert WORDS in read_words(page, ".totals .is-open_issues")
    assert read_color(page, "open_issues") != read_color(page, "volunteers")
    with served.store.transaction() as transaction:
        report_sync(transaction, now, "hotline_12345")
    page.wait_for_selector(LIVE)
    assert f"截至 {now:%H:%M} · 12345 热线" in read_words(page, ".totals .is-open_issues")
    assert read_color(page, "open_issues") == read_color(page, "volunteers")


@pytest.mark.usefixtures("late")
def test_a_page_that_joins_others_tells_of_a_late_source_in_its_table(page_without_webgl: Page, served: Served) -> None:
    page_without_webgl.goto(served.url)
    page_without_webgl.wait_for_selector(LATE)
    joined = page_without_webgl.context.new_page()
    joined.goto(served.url)
    joined.wait_for_selector(".area-table td.is-late")
    assert WORDS in read_words(joined, ".area-table thead")
