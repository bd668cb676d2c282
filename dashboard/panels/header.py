"""The header: product, where we are, search, the other pages, demo mark, live state, the other language."""

from typing import Any

from dash import dcc, html

from dashboard import ids
from dashboard.header_pieces import LanguageSwitch, LookLink, SearchBox
from dashboard.language import COOKIE
from dashboard.live_pieces import AreaLink, LiveState
from dashboard.text import LANGUAGES, pick_words, text
from dashboard.text.words import search_words, state_words
from data.areas import Area, read_root
from data.preferences import read_preferences
from data.store import Store


def layout(store: Store, language: str, is_demo: bool) -> html.Header:
    """That of the map: where we are is the street's title, and the way to the chosen area in its place."""
    way, title = (
        html.Nav(id=ids.BREADCRUMB, className="breadcrumb"),
        html.Nav(write_title(store), className="breadcrumb"),
    )
    place = html.Div([way, title], className="where")
    issues = dcc.Link(text(language)["Issues"], href="/issues", className="header-link")
    look = LookLink(words=pick_words(language, table="Table", map="Map"))
    return frame(text(language)["Gridboard"], place, [issues, look], language, is_demo)


def layout_elsewhere(place: Any, links: list[Any], language: str, is_demo: bool) -> html.Header:
    """That of another page, which says itself where we are; the product's name leads back to the map."""
    words = text(language)
    product, link = dcc.Link(words["Gridboard"], href="/"), dcc.Link(words["Map"], href="/", className="header-link")
    return frame(product, place, [*links, link], language, is_demo)


def frame(product: Any, place: Any, links: list[Any], language: str, is_demo: bool) -> html.Header:
    """What every page's header has; `place`: where we are."""
    mark = html.Span(text(language)["Demo data"], className="demo-mark") if is_demo else None
    return html.Header(
        className="header",
        children=[
            html.Div([html.H1(product), mark], className="product"),
            place,
            SearchBox(id=ids.SEARCH, target=ids.MAP, words=search_words(language)),
            html.Nav([*links, write_switch(language)], className="header-links"),
            LiveState(words=state_words(language)),
        ],
        **{"data-covers": "top"},
    )


def write_switch(language: str) -> LanguageSwitch:
    """To the other language, by its own name."""
    words = pick_words(language, name="In the other language", failed="The language was not changed: no connection")
    other = next(name for name in LANGUAGES if name != language)
    return LanguageSwitch(cookie=COOKIE, language=other, words=words)


def write_title(store: Store) -> list[AreaLink | html.Span]:
    """The breadcrumb when no area is chosen: the street's title if it has one, a link where it is one area."""
    title, root = read_preferences(store).street_title, read_root(store)
    if root is None:
        return [html.Span(title)] if title else []
    return [AreaLink(title or root.name, area={"id": root.id, "code": root.code, "level": root.level}, target=ids.MAP)]


def write_breadcrumb(store: Store, area: Area) -> list[AreaLink | html.Span]:
    """Links from the root, or the title above several roots, to the chosen area, which is the last and no link."""
    title = "" if read_root(store) else read_preferences(store).street_title
    top = [AreaLink(title, target=ids.MAP)] if title else []
    above = [
        AreaLink(name, area={"id": area_id, "code": code, "level": level}, target=ids.MAP)
        for area_id, level, name, code in area.path[:-1]
    ]
    return [*top, *above, html.Span(area.name, className="here", **{"aria-current": "page", "data-area": str(area.id)})]
