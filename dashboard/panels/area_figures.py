"""The cards of the chosen area: live counts with what they were yesterday, today's issues, the areas beneath."""

from typing import Any

from dash import html

from dashboard.live_pieces import CountChange, FigureAge, LiveFigure, ResidentShare, TodayFigures
from dashboard.text import pick_words
from dashboard.text.words import age_words, name_level, name_measures
from data.areas import Area

PEOPLE = ("party_members", "volunteers")


def write_figures(area: Area, children: list[Any], hides: list[str], target: float, language: str) -> html.Div:
    """All cards; `hides`: the measures that the level of the area does not show; `target` of volunteers in percent."""
    cards = {
        measure: write_card(area, (measure, name), measure in hides, target, language)
        for measure, name in name_measures(language).items()
    }
    issues = [cards[measure] for measure in cards if measure not in PEOPLE]
    people = [cards[measure] for measure in PEOPLE]
    return html.Div(
        [*issues, write_today(area, language), *people, *write_count(children, language)], className="figures"
    )


def write_card(area: Area, measure: tuple[str, str], is_hidden: bool, target: float, language: str) -> html.Div:
    """A live count with its change since yesterday; people with their share of the residents."""
    name, label = measure
    aim = f"{target:g}" if name == "volunteers" else None
    words = pick_words(language, not_shown="Not shown")
    change = pick_words(language, change="{change} in 24 h", same="No change in 24 h")
    share = pick_words(language, share="{percent}% of residents", target="target {percent}%")
    has_share = name in PEOPLE and not is_hidden
    pieces = [
        html.Span(label, className="card-name"),
        LiveFigure(of=area.id, measure=name, isHidden=is_hidden, words=words),
        ResidentShare(of=area.id, measure=name, residents=area.residents, target=aim, words=share)
        if has_share
        else None,
        CountChange(of=area.id, measure=name, words=change),
        FigureAge(measure=name, isOnlyLate=True, words=age_words(language)),
    ]
    return html.Div(pieces, className=f"card is-{name}")


def write_today(area: Area, language: str) -> html.Div:
    """What came in and what ended since midnight."""
    words = pick_words(language, today="Today", new="New", closed="Closed")
    return html.Div(TodayFigures(of=area.id, words=words), className="card is-today")


def write_count(children: list[Any], language: str) -> list[html.Div]:
    """How many areas lie right beneath; nothing where there are none."""
    if not children:
        return []
    name = name_level(language, children[0].level)
    figure = html.Span(f"{len(children):,}", className="figure")
    return [html.Div([html.Span(name, className="card-name"), figure], className="card is-children")]
