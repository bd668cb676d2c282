"""Which grid has the oldest overdue issue, what is it, which post holds it: by a hand, in three taps from the start."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page

from data.clock import Clock
from tests.browser.conftest import Served
from tests.browser.reading import DRAWN, open_map, pinch, read_view, wait_for_figure, wait_until_still
from tests.factories import add_issue

INSIDE_EAST, INSIDE_WEST = (106.632, 26.612), (106.605, 26.605)
POST = {"post": "第二网格网格长岗", "phone": "0851-55550102"}
HAND_OVER = """
UPDATE area SET post = %(post)s, post_phone = %(phone)s WHERE code = 'GE'
"""


@pytest.fixture(scope="module")
def overdue(served: Served) -> int:
    """Two issues are overdue; this is the one that is longer."""
    now = Clock(ZoneInfo("Asia/Shanghai")).now()
    served.store.execute(HAND_OVER, POST)
    add_issue(served.store, INSIDE_WEST, category="占道经营", due_at=now - timedelta(hours=2))
    return add_issue(served.store, INSIDE_EAST, category="井盖破损", due_at=now - timedelta(hours=30))


@pytest.mark.parametrize("language, size", [("zh", (1180, 820)), ("en", (390, 844))])
def test_three_taps_lead_to_the_oldest_overdue_issue_and_its_post(
    page: Page, served: Served, overdue: int, language: str, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_map(page, f"{served.url}/?lang={language}")
    zoom = read_view(page)[2]
    pinch(page, ".grid-map", times=2)
    wait_until_still(page)
    assert 0.7 < read_view(page)[2] - zoom < 1.3
    wait_for_figure(page, ".totals .is-overdue_issues", "2")
    page.tap(".totals .is-overdue_issues")
    row = page.locator(".panel-issues li").first
    row.get_by_text("井盖破损").wait_for()
    assert "name of C name of GE" in row.inner_text()
    wait_until_still(page)
    before = read_view(page)
    page.touchscreen.tap(*find_middle(page, ".panel-issues li a"))
    page.wait_for_url(f"**/issues/{overdue}")
    page.get_by_text(POST["post"]).wait_for()
    assert page.get_by_text(POST["phone"]).is_visible()
    page.go_back()
    page.wait_for_selector(DRAWN)
    page.wait_for_selector(f".panel h2[data-area='{served.tree['street']}']")
    page.wait_for_timeout(500)
    assert read_view(page) == before


def find_middle(page: Page, selector: str) -> tuple[float, float]:
    """Where a finger taps the first of these: it must be in sight already."""
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
