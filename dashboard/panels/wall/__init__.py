"""The panels beside the wall's map, by the names that an address gives them, from the top down."""

from collections.abc import Callable
from typing import Any

from dashboard.panels.wall import days, on_time, sources, ticker, totals
from data.preferences import Preferences

Panel = Callable[[Preferences, str, str], Any]
"""Settings, theme and language → a panel."""

LEFT: dict[str, Panel] = {"totals": totals.layout, "sources": sources.layout}
RIGHT: dict[str, Panel] = {"on_time": on_time.layout, "ticker": ticker.layout, "days": days.layout}
