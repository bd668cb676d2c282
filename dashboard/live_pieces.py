"""Small components that follow the live stream without asking the server; `words` holds their texts by name."""

from dashboard.component import GridboardComponent


class LiveFigure(GridboardComponent):
    """One count that changes in place.

    `of`: an area's id, `"total"` or `"unlocated"`; `measure`: name of the count; `isHidden`: not shown at that level.
    """

    _type = "LiveFigure"
    _prop_names = ["id", "of", "measure", "isHidden", "words"]


class FigureAge(GridboardComponent):
    """How old the figures beside it are: of when their oldest source is, or that it is late, with its name.

    `measure`: what the figures count, by default what the map shows; `isOnlyLate`: says nothing while none is late.
    """

    _type = "FigureAge"
    _prop_names = ["id", "measure", "isOnlyLate", "words"]


class LiveState(GridboardComponent):
    """Whether the figures are live, how old they are, or which source is late; marks `html[data-figures]` so.

    `ofBoard`: the figures of the board are among them, which are old when the counts went on long before it.
    """

    _type = "LiveState"
    _prop_names = ["id", "ofBoard", "words"]


class Verification(GridboardComponent):
    """How long ago the app compared its counts with a recount; `LiveState` says what differed."""

    _type = "Verification"
    _prop_names = ["id", "words"]


class Legend(GridboardComponent):
    """The classes of what the map is filled with at the moment, in color and words."""

    _type = "Legend"
    _prop_names = ["id", "words"]


class Fold(GridboardComponent):
    """`children` behind a button, where the screen is too small for them; elsewhere they are always shown."""

    _type = "Fold"
    _prop_names = ["children", "id", "words"]


class ClassChoice(GridboardComponent):
    """A button that opens the choice of classes for what fills the map; they are kept in the browser."""

    _type = "ClassChoice"
    _prop_names = ["id", "words"]


class Choices(GridboardComponent):
    """A row of buttons, one for each of `options` (`{"value", "label", "disabled"}`).

    `value` (also output): the pressed one's; with `isMany` the list of all that are pressed.
    """

    _type = "Choices"
    _prop_names = ["id", "options", "value", "isMany"]


class RankList(GridboardComponent):
    """Areas ranked by what fills the map; a tap selects one.

    `areas`: rows of `{"id", "code", "level", "name"}`; `hides`: the measures not shown there; `target`: the map's id.
    """

    _type = "RankList"
    _prop_names = ["id", "areas", "hides", "target", "words"]


class AreaLink(GridboardComponent):
    """A link that selects `area` (`{"id", "code", "level"}`) on the map `target`; without one it closes the panel."""

    _type = "AreaLink"
    _prop_names = ["children", "id", "area", "target", "className", "label"]


class Deadline(GridboardComponent):
    """How long is left until `due_at` (ISO 8601), or how long ago it was; `runs`: whether the clock runs."""

    _type = "Deadline"
    _prop_names = ["id", "due_at", "runs", "words"]


class IssueList(GridboardComponent):
    """The open issues of the chosen area as `found` by the server: see `write_issues`; a row leads to its issue."""

    _type = "IssueList"
    _prop_names = ["id", "found", "words"]


class IssueNews(GridboardComponent):
    """Draws nothing; `news` (output) counts up when issues within `selected` changed, at most every 2 seconds.

    It counts on while the list with the id `list` does not get to show them. `tiles` and `levels` are the map's: the
    lists of areas say what lies within.
    """

    _type = "IssueNews"
    _prop_names = ["id", "selected", "tiles", "levels", "list", "news"]


class Yesterday(GridboardComponent):
    """Draws nothing; tells the figures of the panel the `past`: see `write_past`."""

    _type = "Yesterday"
    _prop_names = ["id", "past"]


class CountChange(GridboardComponent):
    """How much the live count `measure` of the area `of` changed since this time of yesterday."""

    _type = "CountChange"
    _prop_names = ["id", "of", "measure", "words"]


class ResidentShare(GridboardComponent):
    """The live count `measure` of the area `of` per hundred `residents`, beside the `target` in percent, if any."""

    _type = "ResidentShare"
    _prop_names = ["id", "of", "measure", "residents", "target", "words"]


class TodayFigures(GridboardComponent):
    """How many issues of the area `of` came in and how many ended today."""

    _type = "TodayFigures"
    _prop_names = ["id", "of", "words"]


class MeasureCard(GridboardComponent):
    """A total; a tap shows `measure` on the map `target` and chooses `area` there, if there is one."""

    _type = "MeasureCard"
    _prop_names = ["children", "id", "measure", "area", "target"]


class SheetGrip(GridboardComponent):
    """The handle of the panel where it is a bottom sheet: three heights, by finger or by key."""

    _type = "SheetGrip"
    _prop_names = ["id", "words"]


class PanelFault(GridboardComponent):
    """Says when the part of the panel with the id `part` does not get to show the chosen area.

    `again` (output) changes when that part is to be asked for again. `isWhole`: without the part nothing is shown.
    """

    _type = "PanelFault"
    _prop_names = ["id", "part", "isWhole", "words", "again"]


class EarlyHead(GridboardComponent):
    """Draws nothing; fills the panel's part with the id `part` when an area is chosen; hides what is of another.

    `patterns`: by level what is then written, as JSON with `{area.name}` and `{area.code}` in it and 0 for the area's
    id; `waiting` (JSON) when the page has no list that tells who the area is; `levels`: their names from the top down.
    """

    _type = "EarlyHead"
    _prop_names = ["id", "part", "levels", "patterns", "waiting"]


class StatusLine(GridboardComponent):
    """A quiet sentence about a tap that was not done or is waited for; takes care of the links of its page."""

    _type = "StatusLine"
    _prop_names = ["id", "words"]


class PointCard(GridboardComponent):
    """The issues of the point on the map that was tapped, each a link to its page; nothing before that."""

    _type = "PointCard"
    _prop_names = ["id", "words"]


class PointLegend(GridboardComponent):
    """The shapes of the issue points in words; that they need more zoom, are cut, or could not be fetched."""

    _type = "PointLegend"
    _prop_names = ["id", "words"]


class ReturnWatch(GridboardComponent):
    """Draws nothing; opens the page anew when what it `awaits`, `"store"` or `"boundaries"`, is there."""

    _type = "ReturnWatch"
    _prop_names = ["id", "awaits"]
