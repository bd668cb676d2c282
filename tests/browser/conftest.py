"""A real app, a real Chromium, and the rule that nothing complains and nobody else is asked."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from data.embedded import Cluster
from data.store import Store
from tests.conftest import address, fresh_database
from tests.factories import add_issue, add_tree
from tests.serving import find_port, serve

CHROMIUM = "/usr/bin/chromium"
QUIET = (
    *("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--enable-precise-memory-info"),
)
SOFTWARE_GL = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist")
NO_GL = ("--disable-gpu", "--disable-software-rasterizer", "--disable-3d-apis")
TABLET = {"width": 1180, "height": 820}


@dataclass(frozen=True)
class Served:
    """An app, its store, the ids of the areas in it by name, and the database's name."""

    url: str
    store: Store
    tree: dict[str, int]
    database: str


@dataclass
class Record:
    """What a page said and whom it asked; `pardoned` are the beginnings of messages that a test provokes."""

    messages: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    pardoned: tuple[str, ...] = ()

    def complaints(self) -> list[str]:
        """The messages that nobody pardoned."""
        return [message for message in self.messages if not message.startswith(self.pardoned or ("\0",))]

    def foreign(self, url: str) -> list[str]:
        """Addresses of other hosts than the app's."""
        return [address for address in self.addresses if not address.startswith((url, "data:", "blob:"))]


@pytest.fixture(scope="module")
def served(cluster: Cluster) -> Iterator[Served]:
    """An app on a small street with one open issue in its only building."""
    with serve_street(cluster) as made, serve(address(cluster, "app", made.database)) as url:
        yield Served(url, made.store, made.tree, made.database)


@contextmanager
def serve_street(cluster: Cluster) -> Iterator[Served]:
    """A store with the small street; nobody serves it yet."""
    with fresh_database(cluster) as name, closing(Store(address(cluster, "app", name))) as store:
        tree = add_tree(store)
        add_issue(store, point=(106.61, 26.61))
        yield Served("", store, tree, name)


@pytest.fixture
def mortal(cluster: Cluster) -> Iterator[tuple[Served, Callable[..., Any]]]:
    """A street whose app a test starts and stops itself: `with start():`, always at the same address.

    Takes what `serve` takes.
    """
    port = find_port()
    with serve_street(cluster) as made:
        street = Served(f"http://127.0.0.1:{port}", made.store, made.tree, made.database)
        yield street, partial(serve, address(cluster, "app", made.database), port=port)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, for the whole run."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Chromium that draws WebGL in software."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *SOFTWARE_GL])
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def chromium_without_webgl(playwright: Playwright) -> Iterator[Browser]:
    """Chromium that has no WebGL."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *NO_GL])
    yield browser
    browser.close()


@pytest.fixture
def record() -> Record:
    """What this test's page says and whom it asks."""
    return Record()


@pytest.fixture
def page(chromium: Browser, record: Record) -> Iterator[Page]:
    """A tablet's page; at the end its console is empty and no other host was asked."""
    with recorded_page(chromium, record) as opened:
        yield opened


@pytest.fixture
def page_without_webgl(chromium_without_webgl: Browser, record: Record) -> Iterator[Page]:
    """The same without WebGL."""
    with recorded_page(chromium_without_webgl, record) as opened:
        yield opened


@contextmanager
def recorded_page(browser: Browser, record: Record) -> Iterator[Page]:
    """A page whose console and requests are recorded and judged at the end."""
    context = browser.new_context(viewport=TABLET, has_touch=True)
    page = open_page(context, record)
    yield page
    origin = "/".join(page.url.split("/")[:3])
    context.close()
    assert record.complaints() == []
    assert record.foreign(origin) == []


def open_page(context: BrowserContext, record: Record) -> Page:
    """A new page that writes down what it says and whom it asks."""
    page = context.new_page()
    page.on("console", lambda message: record.messages.append(message.text))
    page.on("pageerror", lambda error: record.messages.append(str(error)))
    page.on("request", lambda request: record.addresses.append(request.url))
    return page
