"""The figures of one part of a board, added up from the facts that the store tells of it."""

from collections import Counter
from datetime import datetime
from typing import Any, NamedTuple

from data.count_book import INDEX
from data.counts import MEASURES

HOURS, MOST_NEWEST, NAMES = 25, 8, 2


class Newest(NamedTuple):
    """An issue that changed lately, with the names of the areas that it lies in; never a title, never a petition."""

    at: datetime
    names: list[str]
    id: int
    area_id: int | None
    source: str
    category: str
    status: str
    is_overdue: bool
    is_urgent: bool


class Figures:
    """Sums of facts; hours and days are told as how many of their moments had come.

    `first_name`: where the names that tell a place begin, in a list that begins with the part's.
    """

    def __init__(self, first_name: int) -> None:
        self.first_name = first_name
        self.counts = [0] * len(MEASURES)
        self.residents: int | None = None
        self.sources: Counter[str] = Counter()
        self.oldest: datetime | None = None
        self.on_time = self.due = 0
        self.new, self.closed = [0] * 9, [0] * 9
        self.newest: list[Newest] = []
        self._opened = [0] * (HOURS + 2)
        self._overdue = [0] * (HOURS + 2)

    def take(self, kind: str, fact: list[Any]) -> None:
        """Take in a fact of one kind, as the store's `read_board` lists it."""
        getattr(self, f"_take_{kind}")(*fact)

    def list_open(self) -> list[int]:
        """Open issues at each hour's beginning, and now."""
        present = self.counts[INDEX["open_issues"]]
        return [present - sum(self._opened[hour + 1 :]) for hour in range(1, HOURS)] + [present]

    def list_overdue(self) -> list[int]:
        """Overdue issues at each hour's beginning, and now."""
        return [sum(self._overdue[: hour + 1]) for hour in range(1, HOURS)] + [self.counts[INDEX["overdue_issues"]]]

    def _take_counts(self, measure: str, value: int) -> None:
        self.counts[INDEX[measure]] += value

    def _take_sources(self, source: str, count: int, oldest: str | None) -> None:
        self.sources[source] += count
        moments = [self.oldest, oldest and datetime.fromisoformat(oldest)]
        self.oldest = min((moment for moment in moments if moment), default=None)

    def _take_changes(self, hour: int, day: int, opened: int, new: int, closed: int) -> None:
        self._opened[hour] += opened
        self.new[day] += new
        self.closed[day] += closed

    def _take_overdue(self, since: int, until: int, count: int) -> None:
        self._overdue[since] += count
        self._overdue[until] -= count

    def _take_due(self, on_time: int, due: int) -> None:
        self.on_time += on_time
        self.due += due

    def _take_newest(self, at: str, names: list[str] | None, *issue: Any) -> None:
        if len(self.newest) == MOST_NEWEST:
            return
        names = names or []
        shown = names[self.first_name : self.first_name + NAMES] or names[:1]
        self.newest.append(Newest(datetime.fromisoformat(at), shown, *issue))

    def _take_residents(self, residents: int | None) -> None:
        self.residents = residents
