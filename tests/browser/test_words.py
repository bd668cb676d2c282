"""All words on the screen are in a catalogue, and a reader chooses the language."""

from playwright.sync_api import Page

from tests.browser.conftest import Record, Served
from tests.browser.reading import open_map
from tests.browser.written import list_unknown, read_texts


def test_a_text_that_is_in_no_catalogue_is_noticed(page: Page, served: Served) -> None:
    open_map(page, f"{served.url}/?lang=en")
    page.evaluate("document.querySelector('.header').append('Planted by hand')")
    page.evaluate("document.querySelector('.header button').title = '区域'")
    assert sorted(list_unknown(read_texts(page), "en", served.store)) == ["Planted by hand", "区域"]


def test_the_reader_changes_the_language_and_the_browser_remembers_it(page: Page, served: Served) -> None:
    open_map(page, f"{served.url}/?area=GW&lang=zh")
    page.tap(".language-switch button")
    page.wait_for_selector(".language-switch >> text='中文'")
    page.wait_for_selector(f".panel h2[data-area='{served.tree['west']}']")
    assert (page.title(), page.get_attribute("html", "lang"), "lang=" in page.url) == ("Gridboard", "en-GB", False)
    page.goto(f"{served.url}/issues")
    page.wait_for_selector(".header-link >> text='Map'")
    page.goto(f"{served.url}/wall/screen?tour=off")
    page.wait_for_selector("text='待办来源'")


def test_without_network_the_language_stays_and_the_page_says_so(page: Page, served: Served, record: Record) -> None:
    record.pardoned = ("Failed to load resource",)
    open_map(page, served.url)
    page.route("**/healthz", lambda route: route.abort())
    page.tap(".language-switch button")
    page.wait_for_selector("[role=alert] >> text=语言未切换")
    assert page.context.cookies() == []
