"""The wall's shell: it renews the screen behind the one that is seen, and nobody notices."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import FrameLocator, Page

from data.preferences import write_preference
from tests.browser.conftest import Record, Served
from tests.browser.reading import DRAWN
from tests.serving import ROOT
from tests.waiting import wait_until

SHOWN = ".is-shown"
PARTS = ("app.py", "assets", "dashboard", "data", "layers", "requirements.txt")
COUNT_SCREENS = """() => {
    window.fewest_shown = 1;
    new MutationObserver(() => {
        window.fewest_shown = Math.min(window.fewest_shown, document.querySelectorAll(".is-shown").length);
    }).observe(document.body, { childList: true, subtree: true, attributes: true });
}"""
IS_DRAWN = f"Boolean(document.querySelector('{SHOWN}').contentDocument?.querySelector('{DRAWN}'))"
RELOAD_SCREEN = f"document.querySelector('{SHOWN}').contentWindow.location.reload()"
READ_LATER = "html => getComputedStyle(html).getPropertyValue('--is-later').trim()"
FILL_MEMORY = """body => {
    body.held = Array.from({ length: 32 }, () => new Array(1_000_000).fill(0.5).map((half, at) => half + at));
}"""
LOSE_CONTEXT = """() => {
    const canvas = document.querySelector(".maplibregl-canvas");
    canvas.getContext("webgl2").getExtension("WEBGL_lose_context").loseContext();
}"""


def open_wall(page: Page, url: str) -> FrameLocator:
    """Open the wall, wait for its first picture, and mark the screen to know it again."""
    page.goto(f"{url}/wall?tour=off&memory=256")
    screen = page.frame_locator(SHOWN)
    screen.locator(DRAWN).wait_for()
    screen.locator(".wall-totals .figure:not(.is-waiting)").first.wait_for()
    screen.locator(".is-days .bartext").first.wait_for()
    page.evaluate(COUNT_SCREENS)
    screen.locator("body").evaluate("body => body.classList.add('is-former')")
    return screen


def wait_for_new_screen(page: Page, selector: str = DRAWN) -> None:
    """Wait until another screen is seen; at no moment was there none."""
    page.frame_locator(SHOWN).locator(f"body:not(.is-former) {selector}").wait_for(timeout=60_000)
    assert page.evaluate("window.fewest_shown") == 1


def pass_minutes(page: Page, minutes: int) -> None:
    """Let so much time and a second pass for the page, but not for the server.

    At once, and once: a next screen that was opened meanwhile would be too late for the shell.
    """
    page.clock.fast_forward(minutes * 60_000 + 1000)


def test_a_new_version_is_taken_over_behind_the_screen(
    page: Page, mortal: tuple[Served, Callable[..., Any]], record: Record, tmp_path: Path
) -> None:
    record.pardoned = ("Failed to load resource: net::ERR",)
    street, start = mortal
    page.clock.install()
    with start():
        open_wall(page, street.url)
    with start(root=copy_app(tmp_path)):
        pass_minutes(page, 1)
        wait_for_new_screen(page)
        assert page.frame_locator(SHOWN).locator("html").evaluate(READ_LATER) == "1"


def test_a_changed_mode_is_on_the_wall_without_a_hand(page: Page, served: Served) -> None:
    page.clock.install()
    open_wall(page, served.url)
    write_preference(served.store, "mode", "emergency")
    pass_minutes(page, 1)
    wait_for_new_screen(page, ".wall-mode.is-emergency")


def copy_app(folder: Path) -> Path:
    """Another version of the app."""
    for name in PARTS:
        part = ROOT / name
        (shutil.copytree if part.is_dir() else shutil.copy)(part, folder / name)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    (folder / "assets/7_later.css").write_text(":root { --is-later: 1; }\n", encoding="utf-8")
    return folder


def test_a_screen_that_holds_too_much_memory_is_renewed(page: Page, served: Served) -> None:
    page.clock.install()
    page.add_init_script("Object.defineProperty(performance, 'memory', { get: () => console.memory })")
    screen = open_wall(page, served.url)
    screen.locator("body").evaluate(FILL_MEMORY)
    pass_minutes(page, 1)
    wait_for_new_screen(page)


def test_a_map_that_is_lost_for_good_is_there_again_in_a_new_screen(page: Page, served: Served) -> None:
    page.clock.install()
    screen = open_wall(page, served.url)
    screen.locator("body").evaluate(LOSE_CONTEXT)
    page.clock.fast_forward(10_000)
    screen.locator(".area-table").wait_for()
    pass_minutes(page, 5)
    wait_for_new_screen(page)


def test_a_screen_that_could_not_be_opened_is_opened_again(page: Page, served: Served, record: Record) -> None:
    record.pardoned = ("Failed to load resource: net::ERR_FAILED",)
    page.clock.install()
    come_back(page, lambda: page.goto(f"{served.url}/wall"))
    come_back(page, lambda: page.evaluate(RELOAD_SCREEN))


def come_back(page: Page, load: Callable[[], Any]) -> None:
    """Load a screen that cannot be had; a minute later another one is opened."""
    page.route("**/wall/screen*", lambda route: route.abort())
    load()
    page.wait_for_timeout(500)
    page.unroute_all()
    pass_minutes(page, 1)
    wait_until(lambda: page.evaluate(IS_DRAWN))
