"""The issues of the area in view that changed last."""

from dash import html

from dashboard.board_pieces import NewestIssues
from dashboard.panels.wall.panel import write_panel
from dashboard.text import pick_words, text
from dashboard.text.words import name_statuses
from data.preferences import Preferences


def layout(preferences: Preferences, theme: str, language: str) -> html.Section:
    """As many lines as there is room for."""
    words = pick_words(language, none="No issue yet", overdue="Overdue", urgent="Urgent", locale="locale of dates")
    issues = NewestIssues(words={**words, "statuses": name_statuses(language)})
    return write_panel("ticker", [html.Span(text(language)["Newest issues"])], [issues], language, "open_issues")
