"""Files into the store by mouse, `/data`; behind the admin key.

Address: `?theme`, `lang`; both optional.
"""

from dash import html

from dashboard.address import THEMES, choose
from dashboard.context import present
from dashboard.data_pieces import DataDesk
from dashboard.language import read_language
from dashboard.panels import page_head
from dashboard.text.data_words import desk_words, name_kinds
from dashboard.text.words import name_level
from data.areas import list_levels
from data.preferences import read_preferences
from data.uploads.upload import MOST_BYTES


def layout(**address: str) -> html.Div:
    """The page that an address asks for."""
    store, language = present().store, read_language(address.get("lang"))
    head = page_head.layout_admin("Data", "Quality", "/quality", language)
    desk = DataDesk(
        kinds=name_kinds(language),
        levels=[[name, name_level(language, name)] for name in list_levels(store)],
        isDemo=read_preferences(store).is_demo,
        most=MOST_BYTES,
        language=language,
        words=desk_words(language),
    )
    return html.Div(
        [*head, html.Main(desk)],
        className="page data-page",
        **{"data-theme": choose(address.get("theme"), THEMES, read_preferences(store).theme), "lang": language},
    )
