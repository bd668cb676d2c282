"""Small components that draw the last `board` of the live stream for the area in view; `words` holds their texts."""

from dashboard.component import GridboardComponent


class WallClock(GridboardComponent):
    """Date, weekday and time of the street, by the server's clock."""

    _type = "WallClock"
    _prop_names = ["id", "words"]


class TourStops(GridboardComponent):
    """Where the tour goes, from the whole street to its parts; the area in view is marked."""

    _type = "TourStops"
    _prop_names = ["id", "words"]
