"""The four totals of the area in view, and what puts each into proportion."""

from typing import Any

from dash import html

from dashboard import ids
from dashboard.board_pieces import BoardTotal, OldestOverdue, TodayFlow, VolunteerShare
from dashboard.figures import draw_spark
from dashboard.live_pieces import FigureAge
from dashboard.panels.wall.panel import write_chart, write_panel
from dashboard.text import pick_words, text
from dashboard.text.words import age_words, duration_words, name_measures
from dashboard.tokens import read_tokens
from data.preferences import Preferences

SPARKS = {"open_issues": ("open", ids.OPEN_SPARK, "accent"), "overdue_issues": ("overdue", ids.OVERDUE_SPARK, "alarm")}


def layout(preferences: Preferences, theme: str, language: str) -> html.Div:
    """One card a measure."""
    notes = write_notes(preferences, language)
    cards = [
        write_card((measure, name), [*draw_trend(measure, theme), notes[measure]], language)
        for measure, name in name_measures(language).items()
    ]
    return html.Div(cards, className="wall-totals")


def write_card(named: tuple[str, str], proportion: list[Any], language: str) -> html.Section:
    """A measure's name, its total, and what puts that into proportion."""
    measure, name = named
    total = BoardTotal(measure=measure, words=pick_words(language, not_shown="Not shown"))
    hours = [html.Small(text(language)["24 hours"], className="wall-hours")] if measure in SPARKS else []
    return write_panel(f"total is-{measure}", [html.Span(name), *hours], [total, *proportion], language, measure)


def draw_trend(measure: str, theme: str) -> list[Any]:
    """The line of the last 24 hours; people have none."""
    if measure not in SPARKS:
        return []
    draws, graph, color = SPARKS[measure]
    return write_chart(draws, graph, draw_spark(read_tokens(theme), color))


def write_notes(preferences: Preferences, language: str) -> dict[str, Any]:
    """By measure, the line below its total."""
    flow = pick_words(language, today_new="New today", today_closed="Closed today")
    overdue = pick_words(language, longest="Overdue the longest", none="None is overdue")
    share = pick_words(language, share="Of residents", target="target {percent}%", none="Residents are not known")
    return {
        "open_issues": TodayFlow(words=flow),
        "overdue_issues": OldestOverdue(words={**overdue, "durations": duration_words(language)}),
        "party_members": FigureAge(measure="party_members", words=age_words(language)),
        "volunteers": VolunteerShare(target=preferences.volunteer_target_percent, words=share),
    }
