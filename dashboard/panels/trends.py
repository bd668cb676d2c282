"""Charts of the chosen area: open issues over a day and a month, new and closed by day; once a minute they are new.

The style sheet keeps their room while they are fetched, so that nothing below them jumps. Plotly is over a megabyte: a
page without a chosen area holds no chart and does not fetch it.
"""

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
    Output(ids.MONTH_TREND, "children"),
    Input(ids.MAP, "selected"),
    Input(ids.MAP, "theme"),
    Input(ids.TRENDS_MINUTE, "data"),
    State(ids.LANGUAGE, "data"),
)
def show_trends(selected: Selected, theme: str, _: int | None, language: str) -> tuple[list[Any], list[Any]]:
    """The charts of a day and of a month of the chosen area, as of now, each under the age of a late source."""
    if not selected:
        return [], []
    day, *month = write_charts(selected["id"], theme, language)
    age = FigureAge(measure="open_issues", isOnlyLate=True, words=age_words(language))
    return [html.Div([age, day], **{"data-area": str(selected["id"])})], [age, *month]


def write_charts(area_id: int, theme: str, language: str) -> list[html.Figure]:
    """Open issues by the hour and by the day; what came in and what ended on each day."""
    context, tokens, words = present(), read_tokens(theme), text(language)
    now = context.clock.now()
    hours, days = (read_trend(context.store, area_id, moments) for moments in (list_hours(now), list_days(now)))
    named = pick_words(language, open="{count} open", new="New", closed="Closed")
    day, age = words["day and month as d3 writes them"], words["As of {time}"].format(time=f"{now:%H:%M}")
    line, bars = words["Now {last}, at least {least}, at most {most}"], words["{new} new, {closed} closed"]
    hourly, daily = (line.format(**describe_open(trend)) for trend in (hours, days))
    flow = bars.format(new=days["new"].sum(), closed=days["closed"].sum())
    return [
        write_chart((words["Open issues, 24 hours"], age, hourly), draw_open(hours, tokens, named, "%H:%M")),
        write_chart((words["Open issues, 30 days"], age, daily), draw_open(days, tokens, named, day)),
        write_chart((words["New and closed, 30 days"], age, flow), draw_flow(days, tokens, named, day)),
    ]


def describe_open(trend: DataFrame) -> dict[str, int]:
    """What the line says, in three numbers."""
    return {"last": trend["open"].iloc[-1], "least": trend["open"].min(), "most": trend["open"].max()}


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
