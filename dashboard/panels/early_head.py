"""The head of a chosen area before the server answered: a pattern for each level, which the page fills in.

Name, code and live counts the page knows by itself; the rest has its room, so that nothing moves when it comes.
"""

import re
from functools import lru_cache
from typing import Any

from dash import html
from plotly.io.json import to_json_plotly

from dashboard import ids
from dashboard.levels import describe_levels
from dashboard.live_pieces import EarlyHead
from dashboard.panels.area_figures import write_figures
from dashboard.panels.area_head import write_bases, write_code
from data.areas import Area, read_traits
from data.boundaries import read_version
from data.preferences import read_preferences
from data.store import Store

BLANK = "\u00a0"
BLANK_DIGIT = "\u2007"


def layout(store: Store, language: str) -> EarlyHead:
    """A pattern for each level that has areas."""
    levels, target = describe_levels(store), read_preferences(store).volunteer_target_percent
    hides = {level["name"]: level["hides"] for level in levels}
    patterns = {
        traits.level: to_json_plotly([*write_head(traits, language), write_cards(traits, hides, target, language)])
        for traits in read_level_traits(store, read_version(store))
    }
    names = [level["name"] for level in levels if level["count"]]
    waiting = to_json_plotly(html.Div(className="skeleton"))
    return EarlyHead(part=ids.AREA, levels=names, patterns=patterns, waiting=waiting)


@lru_cache(maxsize=4)
def read_level_traits(store: Store, version: int) -> list[Any]:
    """What is known of the areas of each level, in this version of the boundaries."""
    return read_traits(store)


def write_head(traits: Any, language: str) -> list[Any]:
    """As `area_head.write_head`; where there are numbers and a post, there is their room."""
    code = write_code(traits.code_system or "", "{area.code}", language)
    bases = write_bases(traits.most_households, traits.most_residents, language)
    room = "".join(f" · {re.sub(r'[0-9,]', BLANK_DIGIT, base)}" for base in bases)
    phone = html.A(BLANK, className="phone") if traits.has_phone else None
    return [
        html.H2("{area.name}", **{"data-early": "0"}),
        html.P([code, html.Span(room, className="room")], className="quiet"),
        html.P([html.Span(BLANK), phone], className="post") if traits.has_post else None,
    ]


def write_cards(traits: Any, hides: dict[str, list[str]], target: float, language: str) -> html.Div:
    """As `area_figures.write_figures`; with 0 residents a share has its room."""
    residents = None if traits.most_residents is None else 0
    area = Area(0, traits.level, 0, None, "", "", "", None, residents, None, None, ())
    return write_figures(area, [], hides[area.level], target, language)
