"""Charts: frames in, Plotly figures out."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

Tokens = Mapping[str, str]
"""Colors and the font of a theme, by the names that the style sheet has for them."""

Words = Mapping[str, str]
"""The texts of a chart, by the names that its function gives."""

MOST_LINES = 4  # above zero
HEADROOM = 1.08


def draw_open(trend: pd.DataFrame, tokens: Tokens, words: Words, time_format: str) -> go.Figure:
    """How many issues were open: a line whose last point, the present one, is marked.

    `trend`: `at` (moments in the street's zone) and `open`, rising in time, one row at least; `time_format`: how a
    moment is written, in d3's letters; `words`: `open`, with `{count}`.
    """
    accent = tokens["accent"]
    line = go.Scatter(
        x=_write_times(trend["at"]),
        y=trend["open"],
        mode="lines",
        line={"color": accent, "width": 2.5},
        hovertemplate=f"%{{x|{time_format}}}<br>{words['open'].format(count='%{y:,}')}<extra></extra>",
    )
    last = go.Scatter(
        x=_write_times(trend["at"].tail(1)),
        y=trend["open"].tail(1),
        mode="markers",
        marker={"color": accent, "size": 8, "line": {"color": tokens["surface"], "width": 2}},
        hoverinfo="skip",
    )
    figure = go.Figure([line, last], _lay_out(tokens))
    figure.update_xaxes(tickformat=time_format, nticks=5)
    return _scale(figure, int(trend["open"].max()))


def draw_flow(trend: pd.DataFrame, tokens: Tokens, words: Words, time_format: str) -> go.Figure:
    """Issues that came in and that ended, two bars a day; told apart by color and by name.

    `trend`: `since` (when each day began, in the street's zone), `new` and `closed`; `words`: `new` and `closed`.
    """
    colors = {"new": tokens["ramp-issue-4"], "closed": tokens["accent"]}
    bars = [
        go.Bar(
            x=_write_times(trend["since"]),
            y=trend[name],
            name=words[name],
            marker={"color": color, "cornerradius": 1},
            hovertemplate=f"%{{x|{time_format}}}<br>{words[name]} %{{y:,}}<extra></extra>",
        )
        for name, color in colors.items()
    ]
    figure = go.Figure(bars, _lay_out(tokens))
    figure.update_xaxes(tickformat=time_format, nticks=5)
    figure.update_layout(bargap=0.25, bargroupgap=0, showlegend=True, margin_t=26)
    return _scale(figure, int(trend[["new", "closed"]].to_numpy().max()))


def draw_spark(tokens: Tokens, color: str) -> go.Figure:
    """A line without axes whose last point is marked: the page puts the values in. `color` by its token."""
    line = {"color": tokens[color], "width": 2.5}
    marker = {"color": tokens[color], "size": 8}
    hidden = {"marker": {"opacity": 0}}
    trace = go.Scatter(mode="lines+markers", line=line, marker=marker, unselected=hidden, cliponaxis=False)
    figure = go.Figure(trace, _lay_out(tokens))
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False, rangemode="normal")
    return figure.update_layout(margin={"l": 6, "r": 8, "t": 8, "b": 8})


def draw_days(tokens: Tokens) -> go.Figure:
    """Issues that came in and that ended, two bars a day under their numbers: the page puts the values in.

    Told apart by color, by side, and by a pattern.
    """
    fills = [
        {"color": tokens["accent"]},
        {
            "color": tokens["good"],
            "pattern": {"shape": "/", "fillmode": "overlay", "fgcolor": tokens["surface"], "size": 6},
        },
    ]
    numbers = {"textposition": "outside", "textangle": 0, "constraintext": "none", "cliponaxis": False}
    bars = [go.Bar(marker=fill, **numbers) for fill in fills]
    figure = go.Figure(bars, _lay_out(tokens))
    figure.update_xaxes(type="category")
    figure.update_yaxes(visible=False)
    figure.update_layout(bargap=0.14, bargroupgap=0.06, margin={"l": 0, "r": 0, "t": 2, "b": 25})
    return figure.update_layout(font_size=16, font_color=tokens["text"])


def _write_times(moments: pd.Series) -> list[str]:
    """Moments as the street's clocks show them: Plotly would show others in the browser's zone."""
    return [moment.strftime("%Y-%m-%dT%H:%M:%S") for moment in moments]


def _lay_out(tokens: Tokens) -> go.Layout:
    """What all charts share: no frame, quiet lines, nothing that a finger could drag."""
    axis = {"fixedrange": True, "showline": False, "zeroline": False, "ticks": "", "ticklabelstandoff": 6}
    return go.Layout(
        template="none",
        font={"family": tokens["font"], "size": 13, "color": tokens["quiet"]},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        margin={"l": 34, "r": 12, "t": 8, "b": 28},
        xaxis={**axis, "showgrid": False},
        yaxis={**axis, "gridcolor": tokens["line"], "rangemode": "tozero", "tickformat": ",d"},
        legend={"orientation": "h", "x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "itemclick": False},
        legend_itemdoubleclick=False,
        hoverlabel={"bgcolor": tokens["surface"], "font": {"color": tokens["text"]}, "bordercolor": tokens["line"]},
        dragmode=False,
        hovermode="closest",
        showlegend=False,
    )


def _scale(figure: go.Figure, most: int) -> go.Figure:
    """Count from zero in whole issues, with room above the highest."""
    top = max(most * HEADROOM, 1)
    step = next(step for step in _list_steps() if step * (MOST_LINES + 1) > top)
    figure.update_yaxes(range=[0, top], dtick=step)
    return figure


def _list_steps() -> list[int]:
    """1, 2, 5, 10, 20, 50, …: whole steps between two lines of a scale."""
    return [digit * 10**power for power in range(10) for digit in (1, 2, 5)]
