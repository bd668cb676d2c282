"""The counts of every area in memory: sums up the tree, kept right by changes."""

from collections.abc import Iterable

from data.counts import MEASURES, Change, Picture

INDEX = {measure: index for index, measure in enumerate(MEASURES)}


class CountBook:
    """Counts by area id, each a list in the order of `MEASURES`; `total` holds the unlocated too."""

    def __init__(self, picture: Picture) -> None:
        self.parents = picture.parents
        self.ranks = picture.ranks
        self.total = [0] * len(MEASURES)
        self.unlocated = [0] * len(MEASURES)
        self.areas: dict[int, list[int]] = {}
        self.add(picture.counts)

    def add(self, changes: Iterable[Change]) -> set[int]:
        """Take in changes; the areas whose counts they touched, from the deepest up to the root."""
        touched: set[int] = set()
        for area_id, measure, delta in changes:
            touched.update(self._add_one(area_id, INDEX[measure], delta))
        return touched

    def chain(self, area_id: int | None) -> list[int]:
        """The open areas from this one up to its root; empty for what is unlocated."""
        found = []
        while area_id in self.parents:
            found.append(area_id)
            area_id = self.parents[area_id]
        return found

    def read(self, area_id: int) -> list[int]:
        """The counts of one area; zeros when nothing is counted there."""
        return self.areas.get(area_id, [0] * len(MEASURES))

    def _add_one(self, area_id: int | None, index: int, delta: int) -> list[int]:
        self.total[index] += delta
        chain = self.chain(area_id)
        for area in chain:
            self.areas.setdefault(area, [0] * len(MEASURES))[index] += delta
        if not chain:
            self.unlocated[index] += delta
        return chain
