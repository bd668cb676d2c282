"""The chosen area: who it is, its counts beside yesterday's, its trends, its open issues, what lies beneath it."""

from typing import Any

from dash import Input, Output, State, callback, dcc, html

from dashboard import ids
from dashboard.context import present
from dashboard.levels import describe_levels
from dashboard.live_pieces import AreaLink, FigureAge, IssueList, IssueNews, PanelFault, RankList, SheetGrip, Yesterday
from dashboard.panels import early_head, trends
from dashboard.panels.area_figures import write_figures
from dashboard.panels.area_head import write_head
from dashboard.panels.area_issues import write_issues
from dashboard.panels.header import write_breadcrumb
from dashboard.text import pick_words, text
from dashboard.text.measure_words import rank_words
from dashboard.text.words import age_words, issue_list_words, name_level
from data.areas import read_area, read_bounds, read_children
from data.counts import MEASURES
from data.preferences import read_people_rule, read_preferences
from data.store import Store
from data.yesterday import read_yesterday

Selected = dict[str, Any] | None
Hides = dict[str, list[str]]  # by level, the measures that it does not show


def layout(store: Store, selected: Selected, version: str, levels: list[dict[str, Any]], language: str) -> html.Aside:
    """Empty until an area is chosen."""
    issues = IssueList(id=ids.ISSUES, words=issue_list_words(language))
    news = IssueNews(id=ids.ISSUE_NEWS, selected=selected, tiles=version, levels=levels, list=ids.ISSUES)
    return html.Aside(
        className="panel",
        children=[
            write_bar(language),
            write_fault(ids.AREA_FAULT, ids.AREA, language, is_whole=True),
            write_fault(ids.PLACE_FAULT, ids.BREADCRUMB, language),
            html.Div(html.Div(className="skeleton") if selected else None, id=ids.AREA, className="panel-area"),
            write_fault(ids.YESTERDAY_FAULT, ids.YESTERDAY, language),
            Yesterday(id=ids.YESTERDAY),
            write_fault(ids.DAY_FAULT, ids.DAY_TREND, language),
            html.Div(id=ids.DAY_TREND, className="panel-trends is-day"),
            write_fault(ids.ISSUE_FAULT, ids.ISSUES, language),
            issues,
            html.Div(id=ids.RANKS, className="panel-ranks"),
            write_fault(ids.MONTH_FAULT, ids.MONTH_TREND, language),
            html.Div(id=ids.MONTH_TREND, className="panel-trends is-month"),
            trends.layout(),
            news,
            early_head.layout(store, language),
            dcc.Store(ids.PLACE),
        ],
        **{"data-covers": "right bottom", "data-height": "half", "aria-label": text(language)["Chosen area"]},
    )


def write_bar(language: str) -> html.Div:
    """What stays at the top of the panel: the sheet's handle, and what closes it."""
    heights = {
        "peek": "Panel is low: raise it",
        "half": "Panel is half high: raise it",
        "full": "Panel is high: lower it",
    }
    close = AreaLink("×", target=ids.MAP, className="close", label=text(language)["Close panel"])
    return html.Div([SheetGrip(words=pick_words(language, **heights)), close], className="panel-bar")


def write_fault(name: str, part: str, language: str, *, is_whole: bool = False) -> PanelFault:
    """Stands where the part would, or the whole panel, when it cannot be fetched."""
    words = pick_words(language, failed="Could not be fetched", again="Try again")
    return PanelFault(id=name, part=part, isWhole=is_whole, words=words)


@callback(
    Output(ids.AREA, "children"),
    Output(ids.RANKS, "children"),
    Input(ids.MAP, "selected"),
    Input(ids.AREA_FAULT, "again"),
    State(ids.LANGUAGE, "data"),
)
def show_area(selected: Selected, _: float | None, language: str) -> tuple[list[Any], list[Any]]:
    """The panel's lasting parts: head with figures, and the areas beneath."""
    if not selected:
        return [], []
    store = present().store
    hides = {level["name"]: level["hides"] for level in describe_levels(store)}
    area, children = read_area(store, selected["id"]), read_children(store, selected["id"])
    target = read_preferences(store).volunteer_target_percent
    figures = write_figures(area, children, hides[area.level], target, language)
    return [*write_head(area, language), figures], write_ranks(children, hides, language)


@callback(
    Output(ids.BREADCRUMB, "children"),
    Output(ids.PLACE, "data"),
    Input(ids.MAP, "selected"),
    Input(ids.PLACE_FAULT, "again"),
)
def show_place(selected: Selected, _: float | None) -> tuple[list[Any], dict[str, Any] | None]:
    """The breadcrumb, and the area's box, to which the map goes."""
    if not selected:
        return [], None
    store = present().store
    place = {"id": selected["id"], "bounds": read_bounds(store, selected["id"])}
    return write_breadcrumb(store, read_area(store, selected["id"])), place


@callback(
    Output(ids.ISSUES, "found"),
    Input(ids.MAP, "selected"),
    Input(ids.ISSUE_NEWS, "news"),
    Input(ids.ISSUE_FAULT, "again"),
    State(ids.LANGUAGE, "data"),
)
def show_issues(selected: Selected, news: int | None, _: float | None, language: str) -> dict[str, Any]:
    """The open issues of the chosen area, again after every change among them."""
    return write_issues(present().store, selected, language) | {"news": news} if selected else {}


@callback(
    Output(ids.YESTERDAY, "past"),
    Input(ids.MAP, "selected"),
    Input(ids.TRENDS_MINUTE, "data"),
    Input(ids.YESTERDAY_FAULT, "again"),
)
def show_past(selected: Selected, *_: float | None) -> dict[str, Any] | None:
    """The figures of yesterday and today beside the live counts, again every minute."""
    return write_past(selected["id"]) if selected else None


def write_past(area_id: int) -> dict[str, Any]:
    """`area`, `former`: measure → its count at this time of yesterday or None; `new` and `closed` today."""
    context = present()
    rank, rule = read_area(context.store, area_id).rank, read_people_rule(context.store)
    past = read_yesterday(context.store, area_id, rank, context.clock.now(), rule)
    former = dict(zip(MEASURES, past.former, strict=True))
    return {"area": area_id, "former": former, "new": past.new, "closed": past.closed}


def write_ranks(children: list[Any], hides: Hides, language: str) -> list[Any]:
    """The areas beneath, ranked by the measure that the map shows; nothing where there are none."""
    if not children:
        return []
    level, words = children[0].level, rank_words(language)
    title = text(language)["{count} {level} beneath"].format(count=len(children), level=name_level(language, level))
    age = FigureAge(isOnlyLate=True, words=age_words(language))
    areas = [child._asdict() for child in children]
    ranks = RankList(areas=areas, hides=hides[level], target=ids.MAP, words=words)
    return [html.Div([html.H3([html.Span(title), age]), ranks], **{"data-area": str(children[0].parent_id)})]
