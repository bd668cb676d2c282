"""The list of issues, `/issues`.

Address: `?area=CODE&source=NAME&category=TEXT&status=open|all|STATUS&overdue=yes&since=YYYY-MM-DD&until=YYYY-MM-DD`
and `order=deadline|newest|oldest`, `theme`, `lang`; all optional. What is wrong is named, and its default holds.
"""

from dash import html

from dashboard.address import THEMES, choose
from dashboard.context import present
from dashboard.events import write_moment
from dashboard.issue_pieces import IssueRegister
from dashboard.issue_wish import FILTERS, Wish, read_wish
from dashboard.language import read_language
from dashboard.panels import page_head
from dashboard.text import text
from dashboard.text.issue_words import name_choices, register_words
from data.issue_choices import list_categories, list_sources
from data.preferences import read_preferences
from data.store import Store


def layout(**address: str) -> html.Div:
    """The page that an address asks for."""
    store, now = present().store, present().clock.now()
    language = read_language(address.get("lang"))
    wish = read_wish(store, address)
    head = page_head.layout([html.Span(text(language)["Issues"], className="here")], language)
    return html.Div(
        [*head, html.Main([*write_notices(wish, language), draw_register(store, wish, language, write_moment(now))])],
        className="page issues-page",
        **{"data-theme": choose(address.get("theme"), THEMES, read_preferences(store).theme), "lang": language},
    )


def draw_register(store: Store, wish: Wish, language: str, drawn: str) -> IssueRegister:
    """The list with its filters."""
    told = {"status": wish.values["status"], "order": wish.order} | wish.write_address()
    return IssueRegister(
        values={name: told.get(name, "") for name in FILTERS},
        area={"code": wish.area.code, "name": wish.area.name} if wish.area else None,
        choices=name_choices(list_sources(store), list_categories(store), language),
        language=language,
        drawn=drawn,
        words=register_words(language),
    )


def write_notices(wish: Wish, language: str) -> list[html.P]:
    """A quiet line for each parameter that is not as it should be."""
    words = text(language)
    unknown = words["There is no area {code}: these are the issues of the whole street"]
    wrong = words["{name}={value} is not known: {default} is shown"]
    lines = [
        wrong.format(name=name, value=value, default=default or words["no limit"])
        for name, value, default in wish.wrong
    ]
    if wish.unknown_area is not None:
        lines.append(unknown.format(code=wish.unknown_area))
    return [html.P(line, className="address-notice quiet", role="status") for line in lines]
