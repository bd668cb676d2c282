"""In which language a reader is written to: the address's, for this page only; else the one chosen before."""

from collections.abc import Mapping

from flask import g, request

from dashboard.address import choose
from dashboard.text import DEFAULT, LANGUAGES

COOKIE = "gridboard_language"


def choose_language(asked: str | None, cookies: Mapping[str, str]) -> str:
    """The language of a request whose address asks for one, or for none, and that brings these cookies."""
    return choose(asked, LANGUAGES, choose(cookies.get(COOKIE), LANGUAGES, DEFAULT))


def read_language(asked: str | None) -> str:
    """The language of the page that Dash draws now; its title is written in the same."""
    g.language = choose_language(asked, request.cookies)
    return str(g.language)


def follow_address(asked: str | None) -> str:
    """The language of a page that follows its address alone: nobody chooses one at a wall."""
    g.language = choose_language(asked, {})
    return str(g.language)


def present_language() -> str:
    """The language of the page that is being drawn, or that asked for what is answered now."""
    return str(g.get("language") or choose_language(None, request.cookies))
