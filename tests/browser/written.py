"""What stands on a page, and which of it is in no catalogue."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain

from playwright.sync_api import Page

from dashboard.text import text
from data.store import Store

READ_TEXTS = """() => {
    const texts = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        if (!walker.currentNode.parentElement.closest("script, style")) texts.push(walker.currentNode.data);
    }
    const attributes = ["aria-label", "aria-description", "aria-valuetext", "title", "placeholder", "alt"];
    document.querySelectorAll("body *").forEach((node) =>
        attributes.forEach((name) => node.hasAttribute(name) && texts.push(node.getAttribute(name))),
    );
    return [...new Set(texts.map((text) => text.trim()).filter(Boolean))];
}"""

READ_DATA = """
SELECT name AS word FROM area
UNION SELECT code FROM area
UNION SELECT category FROM issue
UNION SELECT source_reference FROM issue
UNION SELECT title FROM issue
UNION SELECT address FROM issue
"""

PLACE = re.compile(r"\{\w+\}")
SEPARATORS = [re.compile(sign) for sign in ("·", "›", "[:：]", "[,，、]")]
DATE = re.compile(r"\d+\s?[月日年]|周[一二三四五六日]|\b(?:[A-Z][a-z]{2}day|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b")
MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)\b")
LETTERLESS = re.compile(r"[\W\d_]*")
COUNTED = re.compile(r"(.*?\D)\s*[\d.,%]+|[\d.,%]+\s*(\D.*?)", re.DOTALL)


def read_texts(page: Page) -> list[str]:
    """Every text of the page and its title, once each: what is read, and what is read out."""
    return [str(found) for found in page.evaluate(READ_TEXTS)]


def list_unknown(texts: Iterable[str], language: str, store: Store) -> list[str]:
    """Those that are neither words of the language nor data of the store nor numbers or dates."""
    data = {row.word for row in store.read(READ_DATA) if row.word}
    explains = make_judge(set(text(language).values()), data)
    return [found for found in texts if not explains(found)]


def make_judge(words: set[str], data: set[str]) -> Callable[[str], bool]:
    """Whether a text is known, or put together of what is."""
    templates = [PLACE.split(word) for word in words if "{" in word]

    @cache
    def explains(found: str) -> bool:
        plain = found.strip()
        is_simple = plain in words | data or LETTERLESS.fullmatch(MONTH.sub("", DATE.sub("", plain))) is not None
        return is_simple or any(all(map(explains, parts)) for parts in take_apart(plain) if plain not in parts)

    def take_apart(found: str) -> Iterator[Sequence[str]]:
        """The ways in which a text can have been put together, as what is left to explain."""
        yield from chain.from_iterable(fill_places(template, found) for template in templates)
        yield from (separator.split(found) for separator in SEPARATORS)
        yield from ([match[1] or match[2]] for match in [COUNTED.fullmatch(found)] if match)
        yield from ([found.removeprefix(word)] for word in data if found.startswith(f"{word} "))
        yield from ([found.removesuffix(word)] for word in data if found.endswith(f" {word}"))

    return explains


def fill_places(template: list[str], found: str) -> Iterator[list[str]]:
    """What stands in the places of a template, its text around them given, for every way in which that can be."""
    head, *rest = template
    if not found.startswith(head):
        return
    left = found[len(head) :]
    if not rest:
        yield from [[]] if not left else []
        return
    for end in range(len(left) + 1):
        yield from ([left[:end], *places] for places in fill_places(rest, left[end:]))
