"""What all panels of the wall share."""

from typing import Any

from dash import dcc, html
from plotly.graph_objects import Figure

from dashboard.board_pieces import BoardChart
from dashboard.live_pieces import FigureAge
from dashboard.text.words import age_words

CONFIG = {"displayModeBar": False, "responsive": True, "staticPlot": True}


def write_panel(name: str, title: list[Any], content: list[Any], language: str, measure: str) -> html.Section:
    """A panel under its title; beside the title stands how old the measure's late source is, while one is late."""
    age = FigureAge(measure=measure, isOnlyLate=True, words=age_words(language))
    return html.Section([html.H3([*title, age]), *content], className=f"wall-panel is-{name}")


def write_chart(draws: str, graph: str, figure: Figure) -> list[Any]:
    """A chart without data, and what fills it. It is kept from screen readers: the figures beside it say the same."""
    room = html.Div(
        dcc.Graph(id=graph, figure=figure, config=CONFIG, style={"height": "100%"}),
        className="wall-chart",
        **{"aria-hidden": "true"},
    )
    return [room, BoardChart(target=graph, figure=figure, draws=draws)]
