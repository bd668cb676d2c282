"""Components of the header; `words` holds their texts by name."""

from dashboard.component import GridboardComponent


class SearchBox(GridboardComponent):
    """A combobox that finds areas, addresses and issues; an area is chosen on the map `target`, or on the map's page.

    `id` is the field's.
    """

    _type = "SearchBox"
    _prop_names = ["id", "target", "words"]


class LanguageSwitch(GridboardComponent):
    """A button that opens the page anew in `language`, which the browser keeps in `cookie`."""

    _type = "LanguageSwitch"
    _prop_names = ["id", "cookie", "language", "words"]


class LookLink(GridboardComponent):
    """A link to this page in its other look, as table or as map, with all else as it is when it is followed."""

    _type = "LookLink"
    _prop_names = ["id", "words"]
