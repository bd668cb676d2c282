"""Faults as sentences on the page: the one handler of all callbacks."""

from typing import Any

from dash import ctx, html, no_update, set_props

from dashboard import ids
from dashboard.language import present_language
from dashboard.live_pieces import StatusLine
from dashboard.text import pick_words, text
from data.faults import Fault, StoreAway, StoreBusy, UnknownArea

SENTENCES: dict[type[Fault], str] = {
    StoreAway: "The database is away",
    StoreBusy: "The database is busy: please try again",
    UnknownArea: "This area is no longer there: please choose another",
}


def layout(language: str) -> html.Div:
    """Empty while nothing is wrong; the line beneath is about taps."""
    fault = html.Div(id=ids.FAULT, className="notice", role="alert")
    return html.Div([fault, write_status_line(language)], className="notices")


def write_status_line(language: str) -> StatusLine:
    """What says on a page that a tap was not done; the page's links are followed where it stands."""
    return StatusLine(
        words=pick_words(language, not_done="Not done: no network", waiting="Nothing comes yet: still trying")
    )


def show_fault(fault: Exception) -> Any:
    """Tell a named fault on the page; anything else is a mistake of ours and is raised on."""
    if not isinstance(fault, Fault):
        raise fault
    words = text(ctx.states.get(f"{ids.LANGUAGE}.data") or present_language())
    sentence = next((words[key] for kind, key in SENTENCES.items() if isinstance(fault, kind)), str(fault))
    set_props(ids.FAULT, {"children": sentence})
    return no_update
