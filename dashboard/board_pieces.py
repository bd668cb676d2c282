"""Small components that draw the last `board` of the live stream for the area in view; `words` holds their texts.

Their code is assets/modules/wall: only the wall fetches it.
"""

from dashboard.component import GridboardComponent


class WallClock(GridboardComponent):
    """Date, weekday and time of the street, by the server's clock."""

    _type = "WallClock"
    _prop_names = ["id", "words"]


class AreaTitle(GridboardComponent):
    """The name of the area in view."""

    _type = "AreaTitle"
    _prop_names = ["id", "words"]


class BoardTotal(GridboardComponent):
    """The count of `measure`; it changes in place."""

    _type = "BoardTotal"
    _prop_names = ["id", "measure", "words"]


class TodayFlow(GridboardComponent):
    """How many issues came in and ended today."""

    _type = "TodayFlow"
    _prop_names = ["id", "words"]


class OldestOverdue(GridboardComponent):
    """For how long the oldest overdue issue is overdue."""

    _type = "OldestOverdue"
    _prop_names = ["id", "words"]


class VolunteerShare(GridboardComponent):
    """Volunteers per hundred residents beside the `target`, in words and as a bar."""

    _type = "VolunteerShare"
    _prop_names = ["id", "target", "words"]


class SourceBars(GridboardComponent):
    """Open issues by source."""

    _type = "SourceBars"
    _prop_names = ["id", "words"]


class OnTimeBars(GridboardComponent):
    """On-time closing of the last 7 days of all parts, the best first; the area in view is marked."""

    _type = "OnTimeBars"
    _prop_names = ["id", "words"]


class NewestIssues(GridboardComponent):
    """The issues that changed last."""

    _type = "NewestIssues"
    _prop_names = ["id", "words"]


class BoardChart(GridboardComponent):
    """Draws nothing; fills the `dcc.Graph` with the id `target`, whose empty `figure` has the sizes of 1920 x 1080.

    `draws`: `"open"` or `"overdue"` (the last 24 hours), or `"days"` (new and closed of 7 days).
    """

    _type = "BoardChart"
    _prop_names = ["id", "target", "figure", "draws"]


class Renewal(GridboardComponent):
    """Draws nothing; asks the wall's shell for a new screen at a quiet moment.

    When another build of the app runs, when the scripts hold more than `memory` MB, when the map is lost, when the
    settings are others than those that it was `drawn` with.
    """

    _type = "Renewal"
    _prop_names = ["id", "memory", "drawn"]


class TourStops(GridboardComponent):
    """Where the tour goes, from the whole street to its parts; the area in view is marked."""

    _type = "TourStops"
    _prop_names = ["id", "words"]


class Tour(GridboardComponent):
    """Takes the map `target` and the panels from stop to stop while it `isOn`, and to alarms, whose cards it draws."""

    _type = "Tour"
    _prop_names = ["id", "target", "isOn", "words"]
