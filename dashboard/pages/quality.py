"""What is wrong with the boundaries, `/quality`: a list by severity beside the map; behind the admin key.

Address: `?kind=NAME&finding=ID`, `theme`, `lang`; all optional.
"""

from typing import Any

from dash import html

from dashboard import ids
from dashboard.address import THEMES, choose
from dashboard.check_run import CheckRun
from dashboard.context import present
from dashboard.grid_map import GridMap
from dashboard.language import read_language
from dashboard.levels import describe_levels, find_bounds
from dashboard.panels import page_head
from dashboard.quality_pieces import FindingRegister
from dashboard.quality_state import describe_state
from dashboard.text.finding_words import quality_words
from dashboard.text.measure_words import map_words
from data.boundaries import read_version, write_version
from data.check.finding import KINDS
from data.counts import MEASURES
from data.preferences import read_preferences
from data.store import Store


def layout(**address: str) -> html.Div:
    """The page that an address asks for."""
    store, language = present().store, read_language(address.get("lang"))
    theme = choose(address.get("theme"), THEMES, read_preferences(store).theme)
    kind, chosen = address.get("kind", ""), address.get("finding", "")
    register = FindingRegister(
        map=ids.QUALITY_MAP,
        state=describe_state(store, CheckRun(), present().clock.now(), language),
        kind=kind if kind in KINDS else "",
        chosen=int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 10 else None,
        language=language,
        words=quality_words(language),
    )
    head = page_head.layout_admin("Quality", "Data", "/data", language)
    return html.Div(
        [*head, html.Main([register, *draw_map(store, theme, language)])],
        className="page quality-page",
        **{"data-theme": theme, "lang": language},
    )


def draw_map(store: Store, theme: str, language: str) -> list[Any]:
    """The map of the boundaries; nothing where there are none."""
    levels = describe_levels(store)
    if not any(level["count"] for level in levels):
        return []
    grid_map = GridMap(
        id=ids.QUALITY_MAP,
        tiles=write_version(read_version(store)),
        levels=[level | {"shown": True} for level in levels],
        measure=MEASURES[0],
        look="map",
        classes={},
        fit=find_bounds(store),
        theme=theme,
        words=map_words(language),
    )
    return [html.Div(grid_map, className="quality-map")]
