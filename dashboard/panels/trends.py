"""Charts of the chosen area: open issues over a day and a month, new and closed by day; once a minute they are new.

The style sheet keeps their room while they are fetched, so that nothing below them jumps. Plotly is over a megabyte: a
page without a chosen area holds no chart and does not fetch it.
"""

from datetime import datetime
from typing import Any

from dash import ClientsideFunction, Input, Output, State, callback, clientside_callback, dcc, html
from pandas import DataFrame
from plotly.graph_objects import Figure

from dashboard import ids
from dashboard.context import present
from dashboard.figures import draw_flow, draw_open
from dashboard.live_pieces import FigureAge
from dashboard.text import pick_words, text
from dashboard.text.words import age_words
from dashboard.tokens import read_tokens
from data.trends import list_days, list_hours, read_trend

CONFIG = {"displayModeBar": False, "responsive": True}
Selected = dict[str, Any] | None


def layout() -> html.Div:
    """What makes the charts new by the minute."""
    return html.Div([dcc.Interval(id=ids.MINUTES, interval=60_000), dcc.Store(ids.TRENDS_MINUTE)])


@callback(
    Output(ids.DAY_TREND, "children"),
    Input(ids.MAP, "selected"),
    Input(ids.MAP, "theme"),
    Input(ids.TRENDS_MINUTE, "data"),
    Input(ids.DAY_FAULT, "again"),
    State(ids.LANGUAGE, "data"),
)
def show_day(selected: Selected, theme: str, _: int | None, __: float | None, language: str) -> list[html.Div]:
    """The last day of the chosen area, as of now."""
    return [write_part(selected["id"], [write_day(selected["id"], theme, language)], language)] if selected else []


@callback(
    Output(ids.MONTH_TREND, "children"),
    Input(ids.MAP, "selected"),
    Input(ids.MAP, "theme"),
    Input(ids.TRENDS_MINUTE, "data"),
    Input(ids.MONTH_FAULT, "again"),
    State(ids.LANGUAGE, "data"),
)
def show_month(selected: Selected, theme: str, _: int | None, __: float | None, language: str) -> list[html.Div]:
    """The last month of the chosen area, as of now: nobody waits for it to see the day."""
    return [write_part(selected["id"], write_month(selected["id"], theme, language), language)] if selected else []


def write_part(area_id: int, charts: list[html.Figure], language: str) -> html.Div:
    """Charts under the age of a late source."""
    age = FigureAge(measure="open_issues", isOnlyLate=True, words=age_words(language))
    return html.Div([age, *charts], **{"data-area": str(area_id)})


def write_day(area_id: int, theme: str, language: str) -> html.Figure:
    """Open issues by the hour."""
    now, words = present().clock.now(), text(language)
    hours = read_trend(present().store, area_id, list_hours(now))
    figure = draw_open(hours, read_tokens(theme), pick_words(language, open="{count} open"), "%H:%M")
    return write_chart(
        (words["Open issues, 24 hours"], write_age(now, language), describe_open(hours, language)), figure
    )


def write_month(area_id: int, theme: str, language: str) -> list[html.Figure]:
    """Open issues by the day; what came in and what ended on each day."""
    now, tokens, words = present().clock.now(), read_tokens(theme), text(language)
    days = read_trend(present().store, area_id, list_days(now))
    named = pick_words(language, open="{count} open", new="New", closed="Closed")
    day, age = words["day and month as d3 writes them"], write_age(now, language)
    flow = words["{new} new, {closed} closed"].format(new=days["new"].sum(), closed=days["closed"].sum())
    daily = describe_open(days, language)
    return [
        write_chart((words["Open issues, 30 days"], age, daily), draw_open(days, tokens, named, day)),
        write_chart((words["New and closed, 30 days"], age, flow), draw_flow(days, tokens, named, day)),
    ]


def write_age(now: datetime, language: str) -> str:
    """Of when a chart is."""
    return text(language)["As of {time}"].format(time=f"{now:%H:%M}")


def describe_open(trend: DataFrame, language: str) -> str:
    """What the line says, in three numbers."""
    numbers = {"last": trend["open"].iloc[-1], "least": trend["open"].min(), "most": trend["open"].max()}
    return text(language)["Now {last}, at least {least}, at most {most}"].format(**numbers)


def write_chart(sentences: tuple[str, str, str], figure: Figure) -> html.Figure:
    """A chart under its title and age; title and content in words are its name for those who cannot see it."""
    title, age, content = sentences
    graph = dcc.Graph(figure=figure, config=CONFIG, style={"height": "100%"})
    caption = html.Figcaption([html.Span(title), html.Small(age)])
    return html.Figure(
        [caption, html.Div(graph, role="img", className="trend", **{"aria-label": f"{title}: {content}"})]
    )


clientside_callback(
    ClientsideFunction("gridboard", "pass_minute"),
    Output(ids.TRENDS_MINUTE, "data"),
    Input(ids.MINUTES, "n_intervals"),
    State(ids.MAP, "selected"),
    prevent_initial_call=True,
)
