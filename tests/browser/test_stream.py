"""How pages hear the live counts: many at once, hidden ones, and many changes."""

from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.conftest import Record, Served, open_page
from tests.browser.reading import open_map, read_figure, wait_for_figure, wait_for_state
from tests.factories import add_issue

INSIDE_EAST = (106.632, 26.612)
TOTAL = ".totals .is-open_issues"
LIVE = "html[data-figures=live]"
KEEPS_BOARD = "async () => (await import('/assets/modules/board.mjs')).presentBoard() !== null"
IDLE = 12.0
"""Seconds: longer than the server keeps a connection that nobody uses."""


def test_a_burst_of_changes_ends_with_the_right_figures(page: Page, served: Served) -> None:
    open_map(page, f"{served.url}/?area=GE")
    total, east = int(read_figure(page, TOTAL)), int(read_figure(page, ".figures"))
    for _ in range(200):
        add_issue(served.store, point=INSIDE_EAST)
    wait_for_figure(page, TOTAL, str(total + 200))
    wait_for_figure(page, ".figures", str(east + 200))
    wait_for_state(page, "grid", served.tree["east"], "open_issues", east + 200)


def test_a_hidden_page_leaves_its_stream_and_comes_back_current(page: Page, served: Served) -> None:
    open_map(page, served.url)
    page.wait_for_selector(LIVE)
    count = int(read_figure(page, TOTAL))
    hide(page, True)
    wait_until_left(page, served.url)
    add_issue(served.store, point=INSIDE_EAST)
    page.wait_for_timeout(1000)
    assert read_figure(page, TOTAL) == str(count)
    page.evaluate("window.mark = 'the same page'")
    hide(page, False)
    wait_for_figure(page, TOTAL, str(count + 1))
    assert page.evaluate("window.mark") == "the same page"


def test_eight_pages_of_one_browser_are_live(chromium_without_webgl: Browser, served: Served, record: Record) -> None:
    context = chromium_without_webgl.new_context()
    pages = [open_page(context, record) for _ in range(8)]
    for page in pages:
        page.goto(served.url)
        page.wait_for_selector(LIVE, timeout=3000)
    count = int(read_figure(pages[0], TOTAL))
    add_issue(served.store, point=INSIDE_EAST)
    for page in pages:
        page.wait_for_selector(f"{TOTAL} .figure >> nth=0 >> text='{count + 1}'", timeout=3000)
    context.close()
    assert record.complaints() == []


def test_a_wall_that_opens_later_has_the_last_board_and_no_other_page_is_told_one(
    chromium_without_webgl: Browser, served: Served, record: Record
) -> None:
    context = chromium_without_webgl.new_context()
    tablet, *walls = [open_page(context, record) for _ in range(3)]
    for page, address in zip((tablet, *walls), ("", "/wall/screen", "/wall/screen"), strict=True):
        page.goto(f"{served.url}{address}")
        page.wait_for_selector(f"{LIVE} .figure:not(.is-waiting)")
    assert [page.evaluate(KEEPS_BOARD) for page in (tablet, *walls)] == [False, True, True]
    context.close()
    assert record.complaints() == []


def hide(page: Page, is_hidden: bool) -> None:
    """Tell the page that it is hidden or seen: Chromium without a window never does."""
    page.evaluate(
        """hidden => {
            Object.defineProperty(document, 'hidden', {value: hidden, configurable: true});
            document.dispatchEvent(new Event('visibilitychange'));
        }""",
        is_hidden,
    )


def wait_until_left(page: Page, url: str) -> None:
    """Wait until the server has no connection any more."""
    port = int(url.rpartition(":")[2])
    waited = 0.0
    while count_connections(port) and waited < IDLE:
        page.wait_for_timeout(250)
        waited += 0.25
    assert count_connections(port) == 0


def count_connections(port: int) -> int:
    """Connections to a port of this machine that stand, told by the kernel."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text("ascii").splitlines()[1:]]
    return sum(row[1].endswith(f":{port:04X}") and row[3] == "01" for row in rows)
