"""The component of the page `/quality`."""

from dashboard.component import GridboardComponent


class FindingRegister(GridboardComponent):
    """The findings of the last check with their kinds, and what runs it; a finding chosen shows its place on the map.

    `map`: id of the `GridMap` beside it; `state`: what `/quality/state.json` says now; `kind`, `chosen`: a kind and a
    finding to begin with, or empty; `language`: of what the server says; `words`: its texts by name.
    """

    _type = "FindingRegister"
    _prop_names = ["id", "map", "state", "kind", "chosen", "language", "words"]
