"""The counts as readers without rights may see them, kept as pieces of JSON: a snapshot is all of them in a row."""

from collections.abc import Iterable
from typing import Any

from dashboard.events import write_json
from data.count_book import CountBook
from data.counts import MEASURES, Change
from data.people import PeopleRule


class Sheet:
    """What is said of each area of a book; an area of which nothing but zeros can be said has no piece."""

    def __init__(self, book: CountBook, rule: PeopleRule) -> None:
        self.book = book
        self.rule = rule
        self._pieces: dict[int, str] = {}
        self._update(book.areas)

    def add(self, changes: Iterable[Change]) -> set[int]:
        """Take in changes; the areas that they touched."""
        touched = self.book.add(changes)
        self._update(touched)
        return touched

    def describe_whole(self) -> dict[str, Any]:
        """The counts of all areas together."""
        top = min(self.book.ranks.values(), default=0)
        return {
            "measures": MEASURES,
            "total": self.rule.show(self.book.total, top),
            "unlocated": self.rule.show(self.book.unlocated, top),
        }

    def list_all(self) -> Iterable[str]:
        """The pieces of all areas that have one."""
        return self._pieces.values()

    def list_some(self, areas: Iterable[int]) -> Iterable[str]:
        """A piece for each of these areas, zeros as well."""
        return [self._pieces.get(area) or _write_piece(area, self._show(area)) for area in sorted(areas)]

    def _update(self, areas: Iterable[int]) -> None:
        for area in areas:
            shown = self._show(area)
            if self._says_something(area, shown):
                self._pieces[area] = _write_piece(area, shown)
            else:
                self._pieces.pop(area, None)

    def _show(self, area: int) -> list[int | None]:
        return self.rule.show(self.book.read(area), self.book.ranks[area])

    def _says_something(self, area: int, shown: list[int | None]) -> bool:
        hides_people = self.rule.hides_level(self.book.ranks[area])
        return any(count or (count is None and not hides_people) for count in shown)


def _write_piece(area: int, shown: list[int | None]) -> str:
    return f'"{area}":{write_json(shown)}'
