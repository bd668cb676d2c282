"""Which areas changed since a revision that was told lately."""

from collections import OrderedDict
from collections.abc import Iterable
from itertools import takewhile

MOST_REVISIONS = 3_000
"""An hour of quiet at one a second, a minute of storm at one every 20 ms."""


class RecentChanges:
    """The last change of every area, and what number it had at each of the latest revisions: bounded by both."""

    def __init__(self) -> None:
        self._number = 0
        self._revisions: OrderedDict[str, int] = OrderedDict()
        self._areas: OrderedDict[int, int] = OrderedDict()

    def add(self, revision: str, areas: Iterable[int]) -> None:
        """These areas changed, and with that the revision is this one."""
        self._number += 1
        for area in areas:
            self._areas[area] = self._number
            self._areas.move_to_end(area)
        self._revisions[revision] = self._number
        self._revisions.move_to_end(revision)
        if len(self._revisions) > MOST_REVISIONS:
            self._revisions.popitem(last=False)

    def since(self, revision: str) -> set[int] | None:
        """The areas that changed after a revision; None when it was not told, or too long ago."""
        known = self._revisions.get(revision)
        if known is None:
            return None
        return set(takewhile(lambda area: self._areas[area] > known, reversed(self._areas)))
