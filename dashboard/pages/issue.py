"""The page of one issue, `/issues/<id>`: what it is, how urgent, where, who is responsible, what happened about it.

A petition has no page: its id is answered like one that is not there.
"""

import re
from datetime import datetime
from typing import Any

from dash import html

from dashboard.address import THEMES, choose
from dashboard.context import present
from dashboard.events import write_moment
from dashboard.issue_pieces import BackButton, IssueChange
from dashboard.language import read_language
from dashboard.panels import issue, page_head
from dashboard.text import pick_words, text
from data.faults import UnknownIssue
from data.issue_record import Issue, read_issue
from data.preferences import read_preferences
from data.store import Store

NUMBER = re.compile(r"[0-9]{1,18}")


def layout(issue_id: str = "", **address: str) -> html.Div:
    """The page of an issue, or that there is none to show."""
    store, now = present().store, present().clock.now()
    language = read_language(address.get("lang"))
    back = BackButton(["‹ ", text(language)["Back"]], href="/issues", className="back")
    head = page_head.layout([back], language)
    return html.Div(
        [*head, html.Main(draw_issue(store, issue_id, now, language), className="issue")],
        className="page issues-page",
        **{"data-theme": choose(address.get("theme"), THEMES, read_preferences(store).theme), "lang": language},
    )


def draw_issue(store: Store, issue_id: str, now: datetime, language: str) -> list[Any]:
    """The pieces of the page."""
    try:
        found = find_issue(store, issue_id)
    except UnknownIssue:
        return [html.P(text(language)["There is no such issue, or it is counted only"], className="issue-empty")]
    words = pick_words(language, changed="This issue changed", show="Show")
    change = IssueChange(issue=found.id, drawn=write_moment(now), words=words)
    return [change, *issue.layout(store, found, now, language)]


def find_issue(store: Store, issue_id: str) -> Issue:
    """The issue that an address names. Raises `UnknownIssue`."""
    if not NUMBER.fullmatch(issue_id):
        raise UnknownIssue(f"{issue_id} is no issue's number")
    return read_issue(store, int(issue_id))
