"""On-time closing of the last 7 days, by part: of the issues whose deadline was in them, those that ended before it."""

from dash import html

from dashboard.board_pieces import OnTimeBars
from dashboard.panels.wall.panel import write_panel
from dashboard.text import pick_words, text
from data.preferences import Preferences


def layout(preferences: Preferences, theme: str, language: str) -> html.Section:
    """Bars, the best first."""
    words = text(language)
    title = [html.Span(words["Closed on time"]), html.Small(words["7 days"])]
    none = pick_words(
        language, none="Nothing was due in 7 days", none_due="none due", rest="{count} more: higher, or none due"
    )
    return write_panel("on_time", title, [OnTimeBars(words=none)], language, "open_issues")
