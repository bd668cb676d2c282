"""The four totals of the street, live, and what could not be located."""

from dash import html

from dashboard.live_pieces import FigureAge, LiveFigure
from dashboard.text import text
from dashboard.text.words import age_words, name_measures


def layout(language: str) -> html.Section:
    """One card a measure."""
    cards = [write_card(name, measure, language) for measure, name in name_measures(language).items()]
    return html.Section(cards, className="totals", **{"data-covers": "top left"})


def write_card(name: str, measure: str, language: str) -> html.Div:
    """A total with its age; open issues also tell how many of them have no place on the map."""
    unlocated = html.Small([text(language)["Unlocated"], " ", LiveFigure(of="unlocated", measure=measure)])
    return html.Div(
        className=f"card is-{measure}",
        children=[
            html.Span(name, className="card-name"),
            LiveFigure(of="total", measure=measure),
            unlocated if measure == "open_issues" else None,
            FigureAge(measure=measure, words=age_words(language)),
        ],
    )
