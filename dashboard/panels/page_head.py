"""The head of a page without a map: its header, and the line about taps that could not be followed."""

from typing import Any

from dash import html

from dashboard.context import present
from dashboard.panels import header
from dashboard.panels.fault import write_status_line
from data.preferences import read_preferences


def layout(trail: list[Any], language: str) -> list[Any]:
    """`trail`: links and words that say where the page lies."""
    place = html.Nav(trail, className="breadcrumb")
    is_demo = read_preferences(present().store).is_demo
    return [header.layout_elsewhere(place, language, is_demo), write_status_line(language)]
