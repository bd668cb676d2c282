"""Issues of the area in view that came in and that ended, by day, for seven days."""

from dash import html

from dashboard import ids
from dashboard.figures import draw_days
from dashboard.panels.wall.panel import write_chart, write_panel
from dashboard.text import text
from dashboard.tokens import read_tokens
from data.preferences import Preferences


def layout(preferences: Preferences, theme: str, language: str) -> html.Section:
    """Two bars a day."""
    words = text(language)
    title = [
        html.Span(words["7 days"]),
        html.Small([html.I(className="is-new"), words["New"]], className="wall-key"),
        html.Small([html.I(className="is-closed"), words["Closed"]], className="wall-key"),
    ]
    chart = write_chart("days", ids.DAYS_CHART, draw_days(read_tokens(theme)))
    return write_panel("days", title, chart, language, "open_issues")
