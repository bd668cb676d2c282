"""The map page, `/`: the street with its live counts, and the panel of the chosen area.

Address, all of it optional:
`?area=CODE&measure=NAME&per=households|residents|open&levels=NAME,NAME&points=on&view=LON,LAT,ZOOM&look=table`, and
`theme=dark|light`, `lang=zh|en`.
"""

from dataclasses import dataclass
from typing import Any

from dash import ClientsideFunction, Input, Output, State, clientside_callback, dcc, html

from dashboard import ids
from dashboard.address import THEMES, choose, find_area, show_levels
from dashboard.context import present
from dashboard.grid_map import GridMap
from dashboard.language import read_language
from dashboard.levels import find_bounds
from dashboard.live_pieces import PointCard
from dashboard.pages.absence import explain_empty
from dashboard.panels import area, controls, fault, header, totals
from dashboard.text import text
from dashboard.text.measure_words import list_pers, map_words
from dashboard.text.words import point_words
from data.areas import read_root
from data.boundaries import read_version, write_version
from data.counts import MEASURES
from data.preferences import Preferences, read_preferences
from data.store import Store

LOOKS = ("map", "table")


@dataclass(frozen=True)
class Picture:
    """What an address asks for, wrong values replaced by the defaults."""

    language: str
    theme: str
    measure: str
    per: str | None
    look: str
    levels: list[dict[str, Any]]
    points: bool
    view: list[float] | None
    selected: dict[str, Any] | None
    unknown: str | None


def layout(**address: str) -> html.Div:
    """The page that an address asks for."""
    store = present().store
    preferences = read_preferences(store)
    picture = read_picture(store, {"theme": preferences.theme, **address})
    has_areas = any(level["count"] for level in picture.levels)
    pieces = draw_map(store, preferences, picture) if has_areas else explain_empty(picture.language)
    return html.Div(
        [dcc.Store(ids.LANGUAGE, data=picture.language), *pieces],
        className="page",
        **{"data-theme": picture.theme, "lang": picture.language},
    )


def draw_map(store: Store, preferences: Preferences, picture: Picture) -> list[Any]:
    """Map, header, totals, controls, panel."""
    version = write_version(read_version(store))
    grid_map = GridMap(
        id=ids.MAP,
        tiles=version,
        levels=picture.levels,
        measure=picture.measure,
        per=picture.per,
        look=picture.look,
        classes=preferences.class_edges,
        ownClasses=True,
        points=picture.points,
        selected=picture.selected,
        view=picture.view,
        fit=find_bounds(store, picture.selected["id"] if picture.selected else None),
        theme=picture.theme,
        drills=True,
        words=map_words(picture.language),
    )
    return [
        grid_map,
        header.layout(store, picture.language, preferences.is_demo),
        *write_notice(picture),
        totals.layout(read_root(store), picture.language),
        html.Div(
            [
                controls.layout(picture.language, picture.measure, picture.per, picture.levels, points=picture.points),
                area.layout(store, picture.selected, version, picture.levels, picture.language),
            ],
            className="foot",
        ),
        PointCard(words=point_words(picture.language)),
        fault.layout(picture.language),
    ]


def read_picture(store: Store, address: dict[str, str]) -> Picture:
    """What the address asks for, as far as the store has it."""
    area, unknown = find_area(store, address.get("area"))
    measure = choose(address.get("measure"), MEASURES, MEASURES[0])
    return Picture(
        language=read_language(address.get("lang")),
        theme=choose(address.get("theme"), THEMES, THEMES[0]),
        measure=measure,
        per=per if (per := address.get("per")) in list_pers(measure) else None,
        look=choose(address.get("look"), LOOKS, LOOKS[0]),
        levels=show_levels(store, address.get("levels")),
        points=address.get("points") == "on",
        view=parse_view(address.get("view")),
        selected=area and {"id": area.id, "code": area.code, "level": area.level, "stays": True},
        unknown=unknown,
    )


def parse_view(view: str | None) -> list[float] | None:
    """`LON,LAT,ZOOM`; None when it is not that."""
    try:
        lon, lat, zoom = (float(part) for part in (view or "").split(","))
    except ValueError:
        return None
    return [lon, lat, zoom] if abs(lon) <= 180 and abs(lat) <= 85 and 0 <= zoom <= 20 else None


def write_notice(picture: Picture) -> list[html.P]:
    """A quiet line about an area that is not there."""
    if not picture.unknown:
        return []
    sentence = text(picture.language)["There is no area {code}: this is the whole street"]
    return [html.P(sentence.format(code=picture.unknown), className="notice", role="status")]


clientside_callback(
    ClientsideFunction("gridboard", "choose_area"),
    Input(ids.MAP, "clicked"),
    State(ids.MAP, "id"),
    prevent_initial_call=True,
)

clientside_callback(
    ClientsideFunction("gridboard", "fit_place"),
    Output(ids.MAP, "fit"),
    Input(ids.PLACE, "data"),
    State(ids.MAP, "selected"),
    prevent_initial_call=True,
)

clientside_callback(
    ClientsideFunction("gridboard", "keep_address"),
    Input(ids.MAP, "selected"),
    Input(ids.MAP, "measure"),
    Input(ids.MAP, "levels"),
    Input(ids.MAP, "viewed"),
    Input(ids.MAP, "points"),
    Input(ids.MAP, "per"),
    prevent_initial_call=True,
)

clientside_callback(
    ClientsideFunction("gridboard", "watch_selected"),
    Output(ids.ISSUE_NEWS, "selected"),
    Output(ids.ISSUE_NEWS, "tiles"),
    Input(ids.MAP, "selected"),
    Input(ids.MAP, "tiles"),
    State(ids.AREA, "id"),
    State(ids.BREADCRUMB, "id"),
)
