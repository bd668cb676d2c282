"""The wall's footer: what the map's colors mean, and where the tour stands."""

from dash import html

from dashboard.board_pieces import TourStops
from dashboard.live_pieces import Legend
from dashboard.text import pick_words
from dashboard.text.measure_words import legend_words


def layout(language: str) -> html.Footer:
    """Legend on the left, stops on the right."""
    stops = TourStops(words=pick_words(language, whole="Whole street", tour="Tour"))
    return html.Footer([Legend(words=legend_words(language)), stops], className="wall-footer")
