"""Who may see how many people: the one rule through which every screen, panel and export reads counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.counts import MEASURES

PEOPLE = tuple(measure in ("party_members", "volunteers") for measure in MEASURES)


@dataclass(frozen=True)
class PeopleRule:
    """For a reader without rights: people are counted down to the level of rank `deepest_rank`, from `min_count` on."""

    deepest_rank: int
    min_count: int

    def show(self, counts: Sequence[int], rank: int) -> list[int | None]:
        """Counts in the order of `MEASURES`, of an area of this rank, as they may be seen; None is not shown.

        Zero is shown where people are: the live stream leaves out areas that are all zero anyway.
        """
        return [
            None if is_people and not self._may_show(count, rank) else count
            for count, is_people in zip(counts, PEOPLE, strict=True)
        ]

    def hides_level(self, rank: int) -> bool:
        """Whether no count of people is shown at areas of this rank."""
        return rank > self.deepest_rank

    def hidden_measures(self, rank: int) -> list[str]:
        """The measures of which nothing is shown at areas of this rank."""
        return [
            measure for measure, is_people in zip(MEASURES, PEOPLE, strict=True) if is_people and self.hides_level(rank)
        ]

    def _may_show(self, count: int, rank: int) -> bool:
        return rank <= self.deepest_rank and not 0 < count < self.min_count
