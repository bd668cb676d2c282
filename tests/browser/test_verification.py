"""What the last verification of the counts found is told on the page."""

import re
from collections.abc import Callable
from contextlib import closing
from typing import Any

import requests
from playwright.sync_api import Page

from data.embedded import Cluster
from data.store import Store
from tests.browser.conftest import Served
from tests.browser.reading import open_map
from tests.conftest import address
from tests.waiting import wait_until


def test_counts_that_differ_from_a_recount_are_told_in_words(
    page: Page, mortal: tuple[Served, Callable[[], Any]], cluster: Cluster
) -> None:
    street, start = mortal
    with closing(Store(address(cluster, "owner", street.database))) as owner:
        owner.execute("DELETE FROM count_change")
    with start():
        wait_until(lambda: requests.get(f"{street.url}/healthz", timeout=10).json()["verified_at"])
        open_map(page, street.url)
        page.wait_for_selector("html[data-figures=differing]")
        assert page.inner_text(".live-state") == "计数核对不符 · 1 处"
        assert re.fullmatch(r"计数 \d+ 秒前核对", page.inner_text(".verified"))
