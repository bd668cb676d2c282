"""New and closed, 7 days, of the area in view."""

from dash import html

from data.preferences import Preferences


def layout(preferences: Preferences, theme: str, language: str) -> html.Section:
    """Empty."""
    return html.Section(className="wall-panel is-days")
