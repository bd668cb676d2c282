"""What a load does, or would do: how many rows of each kind, and the first of them."""

from collections.abc import Sequence
from dataclasses import dataclass

SHOWN = 200
"""So many rows of a kind are told."""


@dataclass(frozen=True)
class RejectedRow:
    """One row that was not loaded: its number in the file's order (from 1), the field, its value and the reason.

    `code` and a place in degrees, the flaw's or one inside, where the row has them.
    """

    row_number: int
    field: str
    value: str
    reason: str
    code: str | None = None
    lon: float | None = None
    lat: float | None = None

    def __str__(self) -> str:
        return f"row {self.row_number}, {self.field} {self.value}".rstrip() + f": {self.reason}"


@dataclass(frozen=True)
class TouchedRow:
    """A row of the file by its `number`, None for one of the store; `lon`, `lat`: a point in it in degrees, if any.

    `differs`: the fields in which a changed one differs. `former`: a changed one's name before, where it is another; of
    issues that move the area that they leave, `code` and `name` are of the one that they come to. `count`: for how many
    it stands. `flaw`: what was mended at the point.
    """

    number: int | None
    code: str
    name: str = ""
    lon: float | None = None
    lat: float | None = None
    differs: tuple[str, ...] = ()
    former: str | None = None
    count: int = 1
    flaw: str | None = None

    def __str__(self) -> str:
        place = f"row {self.number}, " if self.number is not None else ""
        name = self.name if self.name != self.code else ""
        times = f" ({self.count:,})" if self.count != 1 else ""
        return place + " ".join(filter(None, (self.code, name))) + self._tell() + times

    def _tell(self) -> str:
        if self.flaw is not None:
            return f": {self.flaw} at {self.lon:.7f}, {self.lat:.7f}"
        told = [f"before: {self.former}"] if self.former else []
        told += [name for name in self.differs if name != "name" or not self.former]
        return f": {', '.join(told)}" if told else ""


@dataclass(frozen=True)
class Outcome:
    """Numbers of rows: added + changed + unchanged + rejected = read, but a roster adds and retires heads.

    `retired`: what the store had and the file leaves out, where the file is the whole; `moved`: issues and roster rows
    that get another area; `mended`: rows whose shape was mended. Of each kind the first rows, `SHOWN` at most; what is
    added, changed, retired and moved is told row by row of a dry run only.
    """

    read: int = 0
    added: int = 0
    changed: int = 0
    retired: int = 0
    moved: int = 0
    unchanged: int = 0
    rejected: int = 0
    mended: int = 0
    added_rows: Sequence[TouchedRow] = ()
    changed_rows: Sequence[TouchedRow] = ()
    retired_rows: Sequence[TouchedRow] = ()
    moved_rows: Sequence[TouchedRow] = ()
    rejected_rows: Sequence[RejectedRow] = ()
    mended_rows: Sequence[TouchedRow] = ()
