"""The head of a page without a map: its header, and what says that a page did not come."""

from datetime import datetime
from typing import Any

from dash import html

from dashboard.context import present
from dashboard.events import write_moment
from dashboard.issue_pieces import PageFault
from dashboard.panels import header
from dashboard.panels.fault import write_status_line
from dashboard.text import pick_words
from data.preferences import read_preferences


def layout(path: str, trail: list[Any], now: datetime, language: str) -> list[Any]:
    """The page of `path`; `trail`: links and words that say where it lies."""
    fault = PageFault(path=path, drawn=write_moment(now), words=fault_words(language))
    place = html.Nav(trail, className="breadcrumb")
    head = header.layout_elsewhere(place, language, read_preferences(present().store).is_demo)
    return [head, fault, write_status_line(language)]


def fault_words(language: str) -> dict[str, str]:
    """For whatever says that something could not be fetched."""
    return pick_words(language, failed="Could not be fetched", again="Try again")
