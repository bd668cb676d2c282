"""The header: product, where we are, demo mark, live state."""

from dash import html

from dashboard import ids
from dashboard.live_pieces import AreaLink, LiveState
from dashboard.text import text
from dashboard.text.words import state_words
from data.areas import Area, read_root
from data.preferences import read_preferences
from data.store import Store


def layout(store: Store, language: str, is_demo: bool) -> html.Header:
    """Where we are begins as the street's title; choosing an area changes it."""
    words = text(language)
    mark = html.Span(words["Demo data"], className="demo-mark") if is_demo else None
    return html.Header(
        className="header",
        children=[
            html.H1(words["Gridboard"]),
            html.Nav(write_title(store), id=ids.BREADCRUMB, className="breadcrumb"),
            mark,
            LiveState(words=state_words(language)),
        ],
        **{"data-covers": "top"},
    )


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
    return [*top, *above, html.Span(area.name, className="here", **{"aria-current": "page"})]
