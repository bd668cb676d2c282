"""Legend, measures and levels: what the map is filled with and what it draws; when its counts were verified."""

from typing import Any

from dash import ClientsideFunction, Input, Output, State, clientside_callback, html

from dashboard import ids
from dashboard.live_pieces import Choices, ClassChoice, Fold, Legend, PointLegend, Verification
from dashboard.text import pick_words, text
from dashboard.text.measure_words import PER_WORDS, class_words, legend_words, list_pers
from dashboard.text.words import name_level, name_measures, point_words, verification_words

COUNT = "count"  # taken per nothing


def layout(language: str, measure: str, per: str | None, levels: list[dict[str, Any]], *, points: bool) -> html.Section:
    """`per` and `levels` as `GridMap` takes them."""
    head = html.Div(
        [Legend(words=legend_words(language)), Verification(words=verification_words(language))],
        className="legend-head",
    )
    rows = [
        offer_measures(measure, language),
        offer_pers(measure, per, language),
        ClassChoice(words=class_words(language)),
        offer_levels(levels, points, language),
    ]
    fold = Fold(rows, words=pick_words(language, fold="Measures and levels"))
    points_legend = PointLegend(words=point_words(language))
    return html.Section([head, points_legend, fold], className="controls", **{"data-covers": "bottom left"})


def offer_measures(measure: str, language: str) -> html.Div:
    """What is counted."""
    measures = [{"value": name, "label": label} for name, label in name_measures(language).items()]
    items = Choices(id=ids.MEASURES, options=measures, value=measure)
    return html.Div(items, role="radiogroup", **{"aria-label": text(language)["Measure"]})


def offer_pers(measure: str, per: str | None, language: str) -> html.Div:
    """What it is taken per; what does not go with the measure is not offered."""
    words = text(language)
    fitting = list_pers(measure)
    pers = [{"value": COUNT, "label": words["Count"]}]
    pers += [{"value": name, "label": words[key], "disabled": name not in fitting} for name, key in PER_WORDS.items()]
    items = Choices(id=ids.PER, options=pers, value=per or COUNT)
    return html.Div(items, role="radiogroup", **{"aria-label": words["Taken per"]})


def offer_levels(levels: list[dict[str, Any]], points: bool, language: str) -> html.Div:
    """Which levels of areas are drawn, and whether issue points are."""
    names = [
        {"value": level["name"], "label": name_level(language, level["name"])} for level in levels if level["count"]
    ]
    shown = [level["name"] for level in levels if level["shown"]]
    chips = [
        Choices(id=ids.LEVELS, options=names, value=shown, isMany=True),
        Choices(
            id=ids.POINTS,
            options=[{"value": "points", "label": text(language)["Issue points"]}],
            value=["points"] if points else [],
            isMany=True,
        ),
    ]
    return html.Div(
        chips,
        className="level-choices",
        role="group",
        **{"aria-label": text(language)["Levels"]},
    )


clientside_callback(
    ClientsideFunction("gridboard", "show_measure"),
    Output(ids.MAP, "measure"),
    Input(ids.MEASURES, "value"),
    prevent_initial_call=True,
)

clientside_callback(
    ClientsideFunction("gridboard", "offer_pers"),
    Output(ids.PER, "options"),
    Output(ids.PER, "value"),
    Input(ids.MEASURES, "value"),
    State(ids.PER, "value"),
    State(ids.PER, "options"),
    prevent_initial_call=True,
)

clientside_callback(
    ClientsideFunction("gridboard", "choose_per"),
    Output(ids.MAP, "per"),
    Input(ids.PER, "value"),
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
