"""What is told of one issue: facts, place, the post in charge, history."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

from dash import dcc, html

from dashboard.issue_rows import STOPPED
from dashboard.live_pieces import Deadline
from dashboard.moments import describe_duration, describe_moment
from dashboard.text import text
from dashboard.text.words import deadline_words, name_source
from data.issue_record import Issue, read_history, read_way
from data.store import Store

OVER = ("closed", "rejected")
CLOSE = 18
"""The zoom at which the map shows where an issue is."""


def layout(store: Store, issue: Issue, now: datetime, language: str) -> list[Any]:
    """Head, facts, place, history."""
    way = read_way(store, issue.area_id) if issue.area_id is not None else []
    return [
        write_head(issue, language),
        write_facts(issue, now, language),
        write_place(issue, way, language),
        write_history(read_history(store, issue.id), now, language),
    ]


def write_head(issue: Issue, language: str) -> html.Div:
    """Category, status and deadline; the title, which stands nowhere else."""
    words = text(language)
    urgent = html.Em(words["Urgent"]) if issue.is_urgent else None
    due = issue.due_at.isoformat() if issue.due_at else None
    deadline = Deadline(due_at=due, runs=issue.status not in STOPPED, words=deadline_words(language))
    return html.Div(
        [
            html.H2([issue.category, urgent]),
            html.P(
                [html.Span(words[issue.status], className="issue-status"), None if issue.status in OVER else deadline]
            ),
            html.P(issue.title, className="issue-title") if issue.title else None,
        ],
        className="issue-head-line",
    )


def write_facts(issue: Issue, now: datetime, language: str) -> html.Dl:
    """Where it came from, and its moments."""
    words, locale = text(language), text(language)["locale of dates"]
    moments = {"Reported": issue.reported_at, "Deadline": issue.due_at, "Closed at": issue.closed_at}
    facts = {
        "Source": name_source(language, issue.source),
        "Number at the source": issue.source_reference,
        **{name: describe_moment(at, now, locale) for name, at in moments.items() if at},
        "Address": issue.address,
    }
    return html.Dl([html.Div([html.Dt(words[name]), html.Dd(fact)]) for name, fact in facts.items() if fact])


def write_place(issue: Issue, way: Sequence[Any], language: str) -> html.Section:
    """The areas it lies in, the post in charge there with its duty phone, and where to see it."""
    words = text(language)
    areas = [link_area(area) for area in way] or [html.Span(words["Unlocated"], className="quiet")]
    return html.Section(
        [
            html.H3(words["It lies in"]),
            html.Nav(areas, className="issue-way"),
            write_post(way, language),
            html.P(list_links(issue, way, language), className="issue-links"),
        ]
    )


def link_area(area: Any) -> Any:
    """An area's name, which opens its panel on the map; one that is retired is a name alone."""
    return dcc.Link(area.name, href=f"/?{urlencode({'area': area.code})}") if area.is_open else html.Span(area.name)


def write_post(way: Sequence[Any], language: str) -> html.P | None:
    """The responsible post of the nearest area that has one, never a person's name."""
    area = next((area for area in reversed(way) if area.post), None)
    if area is None:
        return None
    words = text(language)
    call = words["Duty phone"]
    phone = (
        html.A(f"{call} {area.post_phone}", href=f"tel:{area.post_phone}", className="phone")
        if area.post_phone
        else None
    )
    name = html.Span([html.Span(f"{words['Responsible post']} ", className="quiet"), f"{area.name} {area.post}"])
    return html.P([name, phone], className="post")


def list_links(issue: Issue, way: Sequence[Any], language: str) -> list[Any]:
    """To the map, and to the list of the deepest area."""
    area = next((area for area in reversed(way) if area.is_open), None)
    if area is None:
        return []
    words = text(language)
    view = {"points": "on", "view": f"{issue.lon:.6f},{issue.lat:.6f},{CLOSE}"} if issue.lon is not None else {}
    return [
        dcc.Link(words["Show on the map"], href=f"/?{urlencode({'area': area.code, **view}, safe=',')}"),
        dcc.Link(words["All issues here"], href=f"/issues?{urlencode({'area': area.code})}"),
    ]


def write_history(events: Sequence[Any], now: datetime, language: str) -> html.Section:
    """Each status with its moment and for how long it lasted, the last one first."""
    words, locale = text(language), text(language)["locale of dates"]
    ends = [later.at for _, later in pairwise(events)]
    lasted = [describe_duration(end - event.at, words) for event, end in zip(events, ends, strict=False)]
    steps = [
        html.Li(
            [
                html.Strong(words[event.status]),
                html.Time(describe_moment(event.at, now, locale), dateTime=event.at.isoformat()),
                html.Span(duration, className="quiet"),
            ]
        )
        for event, duration in zip(events, [*lasted, describe_last(events, now, language)], strict=False)
    ]
    return html.Section([html.H3(words["History"]), html.Ol(steps[::-1], className="issue-history")])


def describe_last(events: Sequence[Any], now: datetime, language: str) -> str:
    """For how long the present status stands; nothing once it is over."""
    if not events or events[-1].status in OVER:
        return ""
    words = text(language)
    elapsed: timedelta = now - events[-1].at
    return words["so far {duration}"].format(duration=describe_duration(elapsed, words))
