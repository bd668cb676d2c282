"""The chosen area: who it is, its counts, its trends, the areas beneath it ranked, its open issues."""

from typing import Any

from dash import Input, Output, State, callback, html, set_props

from dashboard import ids
from dashboard.context import present
from dashboard.levels import describe_levels
from dashboard.live_pieces import AreaLink, Deadline, FigureAge, IssueNews, LiveFigure, PanelFault, RankList
from dashboard.panels import trends
from dashboard.panels.header import write_breadcrumb, write_title
from dashboard.text import pick_words, text
from dashboard.text.words import age_words, deadline_words, gap_words, name_level, name_measures, name_source
from data.areas import Area, read_area, read_bounds, read_children
from data.issues import count_open_petitions, read_open_issues
from data.store import Store

MOST_ISSUES = 50
Selected = dict[str, Any] | None
Hides = dict[str, list[str]]  # by level, the measures that it does not show


def layout(selected: Selected, version: str, levels: list[dict[str, Any]], language: str) -> html.Aside:
    """Empty until an area is chosen."""
    words = pick_words(language, failed="Could not be fetched", again="Try again")
    return html.Aside(
        className="panel",
        children=[
            PanelFault(id=ids.PANEL_FAULT, selected=selected, panel=ids.AREA, target=ids.MAP, words=words),
            html.Div(html.Div(className="skeleton") if selected else None, id=ids.AREA, className="panel-area"),
            trends.layout(selected),
            html.Div(id=ids.RANKS, className="panel-ranks"),
            html.Div(id=ids.ISSUES, className="panel-issues"),
            IssueNews(id=ids.ISSUE_NEWS, selected=selected, tiles=version, levels=levels),
        ],
        **{"data-covers": "right bottom"},
    )


@callback(
    Output(ids.AREA, "children"),
    Output(ids.RANKS, "children"),
    Input(ids.MAP, "selected"),
    State(ids.LANGUAGE, "data"),
)
def show_area(selected: Selected, language: str) -> tuple[list[Any], list[Any]]:
    """The panel's lasting parts: head with figures, and the areas beneath."""
    if not selected:
        return [], []
    store = present().store
    hides = {level["name"]: level["hides"] for level in describe_levels(store)}
    return write_area(read_area(store, selected["id"]), hides, language), write_ranks(store, selected, hides, language)


@callback(
    Output(ids.BREADCRUMB, "children"),
    Input(ids.MAP, "selected"),
)
def show_place(selected: Selected) -> list[Any]:
    """The breadcrumb; the map goes to the area's box, and stays there when the panel closes.

    The box is no output: the map of a page without a breadcrumb goes where that page sends it.
    """
    store = present().store
    if not selected:
        return write_title(store)
    set_props(ids.MAP, {"fit": read_bounds(store, selected["id"])})
    return write_breadcrumb(store, read_area(store, selected["id"]))


@callback(
    Output(ids.ISSUES, "children"),
    Input(ids.MAP, "selected"),
    Input(ids.ISSUE_NEWS, "news"),
    State(ids.LANGUAGE, "data"),
)
def show_issues(selected: Selected, _: int, language: str) -> list[Any]:
    """The open issues of the chosen area, again after every change among them."""
    return write_issues(present().store, selected, language) if selected else []


def write_area(area: Area, hides: Hides, language: str) -> list[Any]:
    """Head and figures of an area."""
    return [
        AreaLink("×", target=ids.MAP, className="close", label=text(language)["Close panel"]),
        html.H2(name_in_community(area), **{"data-area": str(area.id)}),
        html.P(" · ".join(describe_area(area, language)), className="quiet"),
        write_post(area, language),
        write_figures(area, hides[area.level], language),
    ]


def name_in_community(area: Area) -> str:
    """The area's name after that of what it lies in; the street's own stays out of it."""
    return " · ".join(name for _, _, name, _ in area.path[1:][-2:]) or area.name


def describe_area(area: Area, language: str) -> list[str]:
    """Code with its system, households, residents; what is not known is left out."""
    words = text(language)
    system = words.get(area.code_system, area.code_system)
    known = {"{count} households": area.households, "{count} residents": area.residents}
    counts = [words[key].format(count=f"{count:,}") for key, count in known.items() if count is not None]
    return [f"{system} {area.code}", *counts]


def write_post(area: Area, language: str) -> html.P | None:
    """The responsible post and its duty phone, never a person's name."""
    if not area.post:
        return None
    phone = html.A(area.post_phone, href=f"tel:{area.post_phone}", className="phone") if area.post_phone else None
    return html.P([html.Span(area.post, title=text(language)["Responsible post"]), phone], className="post")


def write_figures(area: Area, hides: list[str], language: str) -> html.Div:
    """The live counts of the area; `hides`: the measures that its level does not show."""
    words = pick_words(language, not_shown="Not shown")
    cards = [
        html.Div(
            [
                html.Span(name, className="card-name"),
                LiveFigure(of=area.id, measure=measure, isHidden=measure in hides, words=words),
                FigureAge(measure=measure, isOnlyLate=True, words=age_words(language)),
            ],
            className=f"card is-{measure}",
        )
        for measure, name in name_measures(language).items()
    ]
    return html.Div(cards, className="figures")


def write_ranks(store: Store, selected: dict[str, Any], hides: Hides, language: str) -> list[Any]:
    """The areas beneath, ranked by the measure that the map shows; nothing where there are none."""
    areas = [row._asdict() for row in read_children(store, selected["id"])]
    if not areas:
        return []
    level, words = areas[0]["level"], pick_words(language, more="Show {count} more") | gap_words(language)
    title = text(language)["{count} {level} beneath"].format(count=len(areas), level=name_level(language, level))
    age = FigureAge(isOnlyLate=True, words=age_words(language))
    return [
        html.H3([html.Span(title), age]),
        RankList(areas=areas, hides=hides[level], target=ids.MAP, words=words),
    ]


def write_issues(store: Store, selected: dict[str, Any], language: str) -> list[Any]:
    """Title with the live count, the list, and what is counted but not listed."""
    words = text(language)
    issues = read_open_issues(store, selected["id"], MOST_ISSUES)
    level = name_level(language, selected["level"])
    listed = [html.Ul([write_issue(issue, language) for issue in issues])] if issues else []
    unlisted = write_unlisted(store, selected, len(issues), language)
    empty = [] if issues or unlisted else [html.P(words["No open issue here"].format(level=level), className="empty")]
    count = LiveFigure(of=selected["id"], measure="open_issues")
    age = FigureAge(measure="open_issues", isOnlyLate=True, words=age_words(language))
    title = html.H3([html.Span([words["Open issues"], " ", count]), age])
    return [title, *listed, *empty, *unlisted]


def write_issue(issue: Any, language: str) -> html.Li:
    """Category, source, area and deadline; never a title."""
    urgent = [html.Em(text(language)["Urgent"])] if issue.is_urgent else []
    place = f"{name_source(language, issue.source)} · {issue.area_name}"
    due = issue.due_at.isoformat() if issue.due_at else None
    runs = issue.status not in ("suspended", "deferred")
    return html.Li(
        [
            html.Strong([issue.category, *urgent]),
            html.Span(place, className="quiet"),
            Deadline(due_at=due, runs=runs, words=deadline_words(language)),
        ]
    )


def write_unlisted(store: Store, selected: dict[str, Any], listed: int, language: str) -> list[html.P]:
    """That petitions are counted only, and that a long list ends early."""
    words = text(language)
    petitions = count_open_petitions(store, selected["id"])
    notes = [words["{count} petitions are counted only"].format(count=petitions)] if petitions else []
    if listed == MOST_ISSUES:
        notes.append(words["The first {count} by deadline"].format(count=MOST_ISSUES))
    return [html.P(note, className="quiet note") for note in notes]
