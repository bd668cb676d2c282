"""Open issues of the area in view by source."""

from dash import html

from dashboard.board_pieces import SourceBars
from dashboard.panels.wall.panel import write_panel
from dashboard.text import pick_words, text
from dashboard.text.words import age_words
from data.preferences import Preferences


def layout(preferences: Preferences, theme: str, language: str) -> html.Section:
    """Bars, most first."""
    words = pick_words(language, none="No open issue", others="Other sources")
    bars = SourceBars(words={**words, "sources": age_words(language)["sources"]})
    title = [html.Span(text(language)["Open issues by source"])]
    return write_panel("sources", title, [bars], language, "open_issues")
