"""The head of a page without a map: product, where we are, live state; and what says that a page did not come."""

from datetime import datetime
from typing import Any

from dash import dcc, html

from dashboard.events import write_moment
from dashboard.issue_pieces import PageFault
from dashboard.live_pieces import LiveState
from dashboard.text import pick_words, text
from dashboard.text.words import state_words


def layout(path: str, trail: list[Any], now: datetime, language: str) -> list[Any]:
    """The page of `path`; `trail`: links and words that say where it lies."""
    words = text(language)
    fault = PageFault(path=path, drawn=write_moment(now), words=fault_words(language))
    return [
        html.Header(
            [
                html.H1(dcc.Link(words["Gridboard"], href="/")),
                html.Nav(trail, className="breadcrumb"),
                LiveState(words=state_words(language)),
            ],
            className="header",
        ),
        fault,
    ]


def fault_words(language: str) -> dict[str, str]:
    """For whatever says that something could not be fetched."""
    return pick_words(language, failed="Could not be fetched", again="Try again")
