"""A table of texts under headings, as issues and rosters are read: of any size, read twice when needed, never held."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.faults import FileFault

BATCH_ROWS = 5_000
MOST_IN_CELL = 131_072


@dataclass(frozen=True)
class Batch:
    """Neighbouring rows as texts; `first`: the number of the first, from 1.

    `expected`: how many rows the table seems to have, None when nothing tells.
    """

    first: int
    rows: list[list[str]]
    expected: int | None


@dataclass(frozen=True)
class TextTable(ABC):
    """A file with a header; its rows come in the file's order, blank lines are none."""

    path: Path
    header: list[str]

    @abstractmethod
    def read_batches(self) -> Iterator[Batch]:
        """All rows below the header. Raises `FileFault` where the file breaks off."""

    def find_column(self, name: str) -> int:
        """The place of a column. Raises `FileFault` when there is none of this name, or more than one."""
        if self.header.count(name) != 1:
            found = "several columns" if name in self.header else "no column"
            raise FileFault(f"{self.path.name} has {found} {name}; there are: {', '.join(self.header)}")
        return self.header.index(name)
