"""The four totals of the street, live, and what could not be located; a tap on one asks where it comes from."""

from typing import Any

from dash import html

from dashboard import ids
from dashboard.live_pieces import FigureAge, LiveFigure, MeasureCard
from dashboard.text import text
from dashboard.text.words import age_words, name_measures


def layout(root: Any | None, language: str) -> html.Section:
    """One card a measure; `root`: the one area of the topmost level, if there is one."""
    area = {"id": root.id, "code": root.code, "level": root.level} if root else None
    cards = [write_card(name, measure, area, language) for measure, name in name_measures(language).items()]
    return html.Section(cards, className="totals", **{"data-covers": "top left"})


def write_card(name: str, measure: str, area: dict[str, Any] | None, language: str) -> MeasureCard:
    """A total with its age; open issues also tell how many of them have no place on the map."""
    unlocated = html.Small([text(language)["Unlocated"], " ", LiveFigure(of="unlocated", measure=measure)])
    pieces = [
        html.Span(name, className="card-name"),
        LiveFigure(of="total", measure=measure),
        unlocated if measure == "open_issues" else None,
        FigureAge(measure=measure, words=age_words(language)),
    ]
    return MeasureCard(pieces, measure=measure, area=area, target=ids.MAP)
