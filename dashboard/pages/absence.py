"""What a page shows while the store is away or empty: a sentence, and itself as soon as there is something to show."""

from collections.abc import Callable
from functools import wraps
from secrets import token_hex
from typing import Any

from dash import html

from dashboard.address import THEMES, choose, join_repeated
from dashboard.language import read_language
from dashboard.live_pieces import ReturnWatch
from dashboard.text import text
from data.faults import StoreAway, StoreBusy

Layout = Callable[..., Any]


def explain_absence(
    layout: Layout, look: str = "page", theme: str = "light", read: Callable[[str | None], str] = read_language
) -> Layout:
    """The same layout, but a sentence in the page's classes and theme when the store cannot be asked.

    A parameter that the address gives several times is one value with commas. `read`: how the page finds its language.
    """

    @wraps(layout)
    def draw(**given: str | list[str]) -> Any:
        address = join_repeated(given)
        try:
            page = layout(**address)
        except (StoreAway, StoreBusy):
            sentence = write_absence(read(address.get("lang")))
            page = html.Div([sentence], className=look, **{"data-theme": choose(address.get("theme"), THEMES, theme)})
        setattr(page, "data-drawn", token_hex(4))  # by which the browser knows that it came
        return page

    return draw


def write_absence(language: str) -> html.Main:
    """That the database is away, and that nobody has to do anything here."""
    words = text(language)
    sentences = [html.H1(words["The database is away"]), html.P(words["This page opens by itself when it is back"])]
    return html.Main([*sentences, ReturnWatch(awaits="store")], className="explanation", role="alert")


def explain_empty(language: str) -> list[html.Main]:
    """What to do with a store that holds no areas."""
    words = text(language)
    command = "python -m data load areas FILE --level street --code FIELD --name FIELD"
    return [
        html.Main(
            [html.H1(words["No boundaries are loaded"]), html.P(words["Load them with"]), html.Code(command)]
            + [
                html.P(words["This page then shows them by itself"], className="quiet"),
                ReturnWatch(awaits="boundaries"),
            ],
            className="explanation",
        )
    ]
