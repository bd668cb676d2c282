"""What befalls a wall that nobody touches: it is right again without a hand."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from playwright.sync_api import Page

from tests.browser.conftest import Record, Served
from tests.browser.reading import DRAWN
from tests.cable import lay_cable
from tests.factories import add_issue

LIVE = "html[data-figures=live]"
OLD = "html[data-figures=old]"
TOTAL = ".is-open_issues .wall-total"
TODAY = ".is-open_issues .wall-note .figure >> nth=0"
LAST_DAY = "#days-chart .xtick text >> nth=-1"
POINT = (106.632, 26.612)


def open_wall(page: Page, url: str) -> int:
    """Open the wall's screen; how many issues it shows."""
    page.goto(f"{url}/wall/screen?tour=off")
    page.wait_for_selector(DRAWN)
    page.wait_for_selector(f"{LIVE} {TOTAL}:not(.is-waiting)")
    return int(page.inner_text(TOTAL))


def test_a_wall_that_is_cut_off_for_an_hour_says_so_and_catches_up(page: Page, served: Served, record: Record) -> None:
    record.pardoned = ("Failed to load resource: net::ERR_INCOMPLETE_CHUNKED_ENCODING",)  # the cable is taken away
    page.clock.install()
    page.add_init_script("delete window.SharedWorker")  # its clock would not jump with the page's
    with lay_cable(urlsplit(served.url).port or 0) as (port, cut):
        before = open_wall(page, f"http://127.0.0.1:{port}")
        cut(6.0)
        page.clock.fast_forward(3_600_000)
        page.wait_for_selector(OLD)
        assert "1 小时" in page.inner_text(".live-state")
        add_issue(served.store, point=POINT)
        page.wait_for_selector(f"{LIVE} {TOTAL} >> text='{before + 1}'")


def test_a_wall_whose_lid_was_closed_is_right_when_it_is_opened(page: Page, served: Served) -> None:
    before = open_wall(page, served.url)
    client = page.context.new_cdp_session(page)
    client.send("Page.setWebLifecycleState", {"state": "frozen"})
    add_issue(served.store, point=POINT)
    client.send("Page.setWebLifecycleState", {"state": "active"})
    page.wait_for_selector(f"{LIVE} {TOTAL} >> text='{before + 1}'")


def test_at_midnight_of_the_street_today_begins_anew(page: Page, mortal: tuple[Served, Callable[..., Any]]) -> None:
    street, start = mortal
    today = datetime.now(ZoneInfo("Asia/Shanghai")).date()
    with start(GRIDBOARD_CLOCK=f"{today}T23:57:00+08:00*12"):
        open_wall(page, street.url)
        page.wait_for_selector(f"{TODAY} >> text='1'")
        assert page.text_content(LAST_DAY) == str(today.day)
        page.wait_for_selector(f"{TODAY} >> text='0'")
        page.wait_for_selector(f"{LAST_DAY} >> text='{(today + timedelta(days=1)).day}'")
