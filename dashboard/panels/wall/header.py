"""The wall's header: whose street, its mode, demo mark, live state, the street's own time."""

from dash import html

from dashboard.board_pieces import WallClock
from dashboard.live_pieces import LiveState
from dashboard.text import text
from dashboard.text.words import clock_words, state_words
from data.areas import read_root
from data.preferences import Preferences
from data.store import Store

MODES = {"routine": "Routine", "emergency": "Emergency"}


def layout(store: Store, preferences: Preferences, language: str) -> html.Header:
    """Beside the title stands only what changes what one must think of the figures."""
    words = text(language)
    mark = html.Span(words["Demo data"], className="demo-mark") if preferences.is_demo else None
    return html.Header(
        className="wall-header",
        children=[
            html.H1(write_title(store, preferences, language)),
            html.Span(words[MODES[preferences.mode]], className=f"wall-mode is-{preferences.mode}"),
            mark,
            LiveState(ofBoard=True, words=state_words(language)),
            WallClock(words=clock_words(language)),
        ],
    )


def write_title(store: Store, preferences: Preferences, language: str) -> str:
    """The street, as it is called in the settings or by its one topmost area, and the product."""
    root = read_root(store)
    street = preferences.street_title or (root.name if root else "")
    return " · ".join(part for part in (street, text(language)["Gridboard"]) if part)
