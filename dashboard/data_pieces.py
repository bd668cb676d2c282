"""The component of the page `/data`."""

from dashboard.component import GridboardComponent


class DataDesk(GridboardComponent):
    """Takes a file, asks what it is, shows where it lies and what it would change, and loads it.

    `kinds`: `[{"name", "label", "fields": [{"name", "label", "isNeeded", "isColumn"}]}]`, what can be loaded;
    `levels`: `[value, label]` pairs; `isDemo`: whether the store holds the demo; `most`: bytes of the largest file;
    `language`: of what the server says;
    `words`: its texts by name.
    """

    _type = "DataDesk"
    _prop_names = ["id", "kinds", "levels", "isDemo", "most", "language", "words"]
