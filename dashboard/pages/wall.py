"""The picture of the wall, `/wall/screen`: nobody touches it. docs/wall.md lists the parameters of its address."""

from dataclasses import dataclass
from typing import Any

from dash import html

from dashboard import ids
from dashboard.address import THEMES, Parameter, make_list_reader, read_parameters
from dashboard.board_pieces import AreaTitle, Renewal, Tour
from dashboard.context import present
from dashboard.grid_map import GridMap
from dashboard.language import follow_address
from dashboard.levels import describe_levels, find_bounds
from dashboard.pages.absence import explain_empty
from dashboard.panels.wall import LEFT, RIGHT, footer, header
from dashboard.text import DEFAULT, LANGUAGES, text
from dashboard.text.measure_words import map_words
from dashboard.text.words import tour_words
from data.boundaries import read_version, write_version
from data.counts import MEASURES
from data.preference_values import make_number_reader, make_word_reader
from data.preferences import Preferences, hash_drawn, read_preferences
from data.store import Store

OFF = "off"
LEAST_MEMORY, MOST_MEMORY = 64, 16_384  # MB
PANELS = (*LEFT, *RIGHT)


@dataclass(frozen=True)
class Wish:
    """What an address asks for. `memory` in MB, None without a budget; `wrong`: (name, value, default)."""

    lang: str
    theme: str
    measure: str
    levels: tuple[str, ...]
    tour: str
    panels: tuple[str, ...]
    memory: int | None
    wrong: list[tuple[str, str, str]]


def layout(**address: str) -> html.Div:
    """The page that an address asks for."""
    store = present().store
    levels = describe_levels(store)
    wish = read_wish(address, [level["name"] for level in levels])
    follow_address(wish.lang)
    has_areas = any(level["count"] for level in levels)
    preferences = read_preferences(store)
    pieces = draw_wall(store, preferences, wish) if has_areas else explain_empty(wish.lang)
    return html.Div(
        [*pieces, Renewal(memory=wish.memory, drawn=hash_drawn(preferences))],
        className="page wall",
        **{"data-theme": wish.theme, "lang": wish.lang},
    )


def read_wish(address: dict[str, str], levels: list[str]) -> Wish:
    """What the address asks for, wrong values replaced by the defaults."""
    parameters = list_parameters(levels)
    values, wrong = read_parameters(address, parameters)
    return Wish(**values, wrong=[(name, address[name], parameters[name].default) for name in wrong])


def list_parameters(levels: list[str]) -> dict[str, Parameter]:
    """The parameters of the address, for a store with these levels."""
    return {
        "measure": Parameter(make_word_reader(*MEASURES), MEASURES[0]),
        "levels": Parameter(make_list_reader(*levels), ",".join(levels)),
        "tour": Parameter(make_word_reader("on", OFF), "on"),
        "theme": Parameter(make_word_reader(*THEMES), "dark"),
        "panels": Parameter(make_list_reader(*PANELS), ",".join(PANELS)),
        "lang": Parameter(make_word_reader(*LANGUAGES), DEFAULT),
        "memory": Parameter(read_memory, "400"),
    }


def read_memory(text: str) -> int | None:
    """MB that the page's scripts may hold; None is no budget."""
    return None if text == OFF else make_number_reader(LEAST_MEMORY, MOST_MEMORY)(text)


def draw_wall(store: Store, preferences: Preferences, wish: Wish) -> list[Any]:
    """Header, panels on both sides of the map, footer."""
    return [
        header.layout(store, preferences, wish.lang),
        *draw_side("left", LEFT, preferences, wish),
        html.Main(
            [draw_map(store, preferences, wish), write_head(wish), draw_tour(wish), *write_notices(wish)],
            className="wall-map",
        ),
        *draw_side("right", RIGHT, preferences, wish),
        footer.layout(wish.lang),
    ]


def draw_side(side: str, panels: dict[str, Any], preferences: Preferences, wish: Wish) -> list[html.Div]:
    """The chosen panels of one side; without any the map has their room."""
    chosen = [draw(preferences, wish.theme, wish.lang) for name, draw in panels.items() if name in wish.panels]
    return [html.Div(chosen, className=f"wall-side is-{side}")] if chosen else []


def draw_map(store: Store, preferences: Preferences, wish: Wish) -> GridMap:
    """The map of the whole street."""
    return GridMap(
        id=ids.MAP,
        tiles=write_version(read_version(store)),
        levels=[level | {"shown": level["name"] in wish.levels} for level in describe_levels(store)],
        measure=wish.measure,
        classes=preferences.class_edges,
        fit=find_bounds(store),
        theme=wish.theme,
        words=map_words(wish.lang),
    )


def write_head(wish: Wish) -> html.Div:
    """Over the map: whose figures the panels show."""
    words = {"whole": text(wish.lang)["Whole street"]}
    return html.Div(AreaTitle(words=words), className="wall-head", **{"data-covers": "top"})


def draw_tour(wish: Wish) -> Tour:
    """What takes map and panels along."""
    return Tour(target=ids.MAP, isOn=wish.tour != OFF, words=tour_words(wish.lang))


def write_notices(wish: Wish) -> list[html.Div]:
    """Quiet lines about values of the address that are none."""
    words = text(wish.lang)["{name}={value} is not known: {default} is shown"]
    sentences = [words.format(name=name, value=value, default=default) for name, value, default in wish.wrong]
    lines = [html.P(sentence) for sentence in sentences]
    return [html.Div(lines, className="wall-notices", role="status", **{"data-covers": "bottom"})] if lines else []
