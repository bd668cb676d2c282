"""Every page of the app, in every state that shows something else."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from playwright.sync_api import Page

from data.check.run import check
from data.clock import Clock
from tests.browser.conftest import Served
from tests.browser.reading import DRAWN, open_map

Open = Callable[[Page, Served, str], None]
"""Opens the state with further parameters in its address."""


def _open_street(page: Page, served: Served, given: str) -> None:
    open_map(page, f"{served.url}/?{given}")


def _open_panel(page: Page, served: Served, given: str) -> None:
    open_map(page, f"{served.url}/?area=C&{given}")
    page.wait_for_selector(".rank-list button")
    page.wait_for_selector(".panel-issues li")


def _open_table(page: Page, served: Served, given: str) -> None:
    page.goto(f"{served.url}/?look=table&{given}")
    page.wait_for_selector(".area-table tbody [role=row], .area-table tbody tr")


def _open_search(page: Page, served: Served, given: str) -> None:
    open_map(page, f"{served.url}/?{given}")
    page.fill("#search", "name")
    page.wait_for_selector(".search [role=option]")


def _open_issues(page: Page, served: Served, given: str) -> None:
    page.goto(f"{served.url}/issues?{given}")
    page.wait_for_selector(".issue-row")


def _open_issue(page: Page, served: Served, given: str) -> None:
    page.goto(f"{served.url}/issues/1?{given}")
    page.wait_for_selector(".issue h2")


def _open_wall(page: Page, served: Served, given: str) -> None:
    open_map(page, f"{served.url}/wall/screen?tour=off&{given}")


def _open_quality(page: Page, served: Served, given: str) -> None:
    check(served.store, Clock(ZoneInfo("Asia/Shanghai")), lambda step: None)
    page.goto(f"{served.url}/quality?{given}")
    page.wait_for_selector(DRAWN)
    page.tap(".finding-rows li button >> nth=0")
    page.tap(".completeness summary")
    page.wait_for_selector(".finding-chosen")


def _open_files(page: Page, served: Served, given: str) -> None:
    page.goto(f"{served.url}/data?{given}")
    page.wait_for_selector(".data-choose")


def _open_file(page: Page, served: Served, given: str) -> None:
    _open_files(page, served, given)
    page.set_input_files(".data-choose input", {"name": "1", "mimeType": "text/csv", "buffer": b"1,2\n3,4\n"})
    page.select_option("select[name=what]", "areas")
    page.wait_for_selector(".data-form:not(.is-reading) .data-map canvas")


def _open_nothing(page: Page, served: Served, given: str) -> None:
    page.goto(f"{served.url}/nothing?{given}")
    page.wait_for_selector(".explanation")


STATES: dict[str, Open] = {
    "street": _open_street,
    "panel": _open_panel,
    "table": _open_table,
    "search": _open_search,
    "issues": _open_issues,
    "issue": _open_issue,
    "wall": _open_wall,
    "quality": _open_quality,
    "files": _open_files,
    "file": _open_file,
    "nothing": _open_nothing,
}
