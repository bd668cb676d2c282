"""What an address shows that is none of ours: Dash knows this page by its module's name."""

from dash import dcc, html

from dashboard.address import THEMES, choose
from dashboard.language import read_language
from dashboard.text import text


def layout(**address: str) -> html.Div:
    """A sentence, and the way to the map."""
    language = read_language(address.get("lang"))
    words = text(language)
    link = dcc.Link(words["To the map"], href="/", className="way-out")
    return html.Div(
        html.Main([html.H1(words["There is no such page"]), html.P(link)], className="explanation"),
        className="page",
        **{"data-theme": choose(address.get("theme"), THEMES, THEMES[0]), "lang": language},
    )
