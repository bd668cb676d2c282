"""A page that is opened at the wrong moment says what is wrong, and opens by itself when it can."""

from playwright.sync_api import Page

from data.embedded import Cluster
from data.store import Store
from tests.browser.conftest import Record, Served
from tests.browser.test_age import closed_database
from tests.conftest import address, fresh_database
from tests.factories import add_area
from tests.serving import serve


def test_a_page_opened_while_the_database_is_away_opens_when_it_is_back(
    page: Page, served: Served, cluster: Cluster, record: Record
) -> None:
    record.pardoned = ("Failed to load resource",)
    with closed_database(cluster, served.database):
        page.goto(served.url)
        page.wait_for_selector("text=数据库暂不可用")
    page.wait_for_selector(".grid-map.is-drawn")


def test_the_page_of_an_empty_store_shows_what_is_loaded_then(page: Page, cluster: Cluster, record: Record) -> None:
    record.pardoned = ("Failed to load resource: net::ERR_CONNECTION_REFUSED",)  # the app ends before its page
    with fresh_database(cluster) as name, serve(address(cluster, "app", name)) as url:
        page.goto(url)
        page.wait_for_selector("text=python -m data load areas")
        store = Store(address(cluster, "app", name))
        add_area(store, "street", (106.60, 26.60, 106.64, 26.62))
        store.close()
        page.wait_for_selector(".grid-map.is-drawn")
