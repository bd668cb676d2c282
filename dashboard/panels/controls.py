"""Legend, measures and levels: what the map is filled with and what it draws; when its counts were verified."""

from typing import Any

from dash import ClientsideFunction, Input, Output, State, clientside_callback, dcc, html

from dashboard import ids
from dashboard.live_pieces import Legend, PointLegend, Verification
from dashboard.text import text
from dashboard.text.words import legend_words, name_level, name_measures, point_words, verification_words


def layout(language: str, measure: str, levels: list[dict[str, Any]], *, points: bool) -> html.Section:
    """`levels` as `GridMap` takes them."""
    words = text(language)
    measures = [{"value": name, "label": label} for name, label in name_measures(language).items()]
    drawn = [level["name"] for level in levels if level["count"]]
    names = [{"value": name, "label": name_level(language, name)} for name in drawn]
    shown = [level["name"] for level in levels if level["shown"]]
    return html.Section(
        className="controls",
        children=[
            html.Div(
                [Legend(words=legend_words(language)), Verification(words=verification_words(language))],
                className="legend-head",
            ),
            html.Div(
                dcc.RadioItems(measures, measure, id=ids.MEASURES, className="choices"),
                role="radiogroup",
                **{"aria-label": words["Measure"]},
            ),
            html.Div(
                [
                    dcc.Checklist(names, shown, id=ids.LEVELS, className="choices"),
                    dcc.Checklist(
                        [{"value": "points", "label": words["Issue points"]}],
                        ["points"] if points else [],
                        id=ids.POINTS,
                        className="choices",
                    ),
                ],
                className="level-choices",
                role="group",
                **{"aria-label": words["Levels"]},
            ),
            PointLegend(words=point_words(language)),
        ],
        **{"data-covers": "bottom left"},
    )


clientside_callback(
    ClientsideFunction("gridboard", "choose_measure"),
    Output(ids.MAP, "measure"),
    Input(ids.MEASURES, "value"),
    prevent_initial_call=True,
)

clientside_callback(
    ClientsideFunction("gridboard", "choose_levels"),
    Output(ids.MAP, "levels"),
    Input(ids.LEVELS, "value"),
    State(ids.MAP, "levels"),
    prevent_initial_call=True,
)

clientside_callback(
    ClientsideFunction("gridboard", "choose_points"),
    Output(ids.MAP, "points"),
    Input(ids.POINTS, "value"),
    prevent_initial_call=True,
)
