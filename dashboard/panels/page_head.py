"""The head of a page without a map: its header, and the line about taps that could not be followed."""

from typing import Any

from dash import dcc, html

from dashboard.context import present
from dashboard.panels import header
from dashboard.panels.fault import write_status_line
from dashboard.text import text
from data.preferences import read_preferences


def layout(trail: list[Any], language: str, *beside: Any) -> list[Any]:
    """`trail`: links and words that say where the page lies; `beside`: links to pages that go with it."""
    place = html.Nav(trail, className="breadcrumb")
    is_demo = read_preferences(present().store).is_demo
    return [header.layout_elsewhere(place, [*beside], language, is_demo), write_status_line(language)]


def layout_admin(here: str, there: str, address: str, language: str) -> list[Any]:
    """Of a page behind the admin key: its name, and that of the one that goes with it, at its address."""
    words = text(language)
    beside = dcc.Link(words[there], href=address, className="header-link")
    return layout([html.Span(words[here], className="here")], language, beside)
