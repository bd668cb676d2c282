"""What a load of areas was asked to do, and what came of it."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class AreaFile:
    """A file of areas and what its fields mean; `parent`, `households` and `residents` may be left out.

    `crs` overrides the file's own. `is_strict`: one rejected row refuses the file. `replaces`: the file is the whole of
    its level, so what it does not name is retired.
    """

    file: str
    level: str
    code: str
    name: str
    layer: str | None = None
    parent: str | None = None
    households: str | None = None
    residents: str | None = None
    crs: str | None = None
    code_system: str = "local"
    is_strict: bool = False
    replaces: bool = False

    @property
    def fields(self) -> dict[str, str]:
        """What is read, and the file's field that holds it."""
        meanings = ("code", "name", "parent", "households", "residents")
        return {meaning: getattr(self, meaning) for meaning in meanings if getattr(self, meaning) is not None}


@dataclass(frozen=True)
class RejectedRow:
    """One row that was not loaded: its number in the file's order (from 1), the field, its value and the reason."""

    row_number: int
    field: str
    value: str
    reason: str

    def __str__(self) -> str:
        return f"row {self.row_number}, {self.field} {self.value}".rstrip() + f": {self.reason}"


@dataclass(frozen=True)
class NestingBreak:
    """A code that does not begin with the code of its ancestor at `level`, where nearly all others do."""

    code: str
    level: str
    ancestor_code: str


@dataclass(frozen=True)
class LoadReport:
    """What a load did. `loaded` + `unchanged` + `rejected` = `read`, always.

    `kept`: open areas of the level that the file does not name; `unlocated`: areas without a parent below the top
    of the tree; `moved`: issues and roster rows that sit in another area now; `examples`: the first rejected rows.
    """

    file: str
    layer: str
    level: str
    crs: str
    read: int
    added: int
    changed: int
    unchanged: int
    rejected: int
    kept: int
    retired: int
    unlocated: int
    moved: int
    seconds: float
    examples: list[RejectedRow] = field(default_factory=list)
    nesting_breaks: list[NestingBreak] = field(default_factory=list)

    @property
    def loaded(self) -> int:
        """Areas that are new or changed."""
        return self.added + self.changed

    def lines(self) -> list[str]:
        """The report as text, a line each."""
        return [*self._sum_up(), *self._list("rejected", self.rejected, self.examples), *self._list_breaks()]

    def _sum_up(self) -> list[str]:
        head = f"{self.file}, layer {self.layer} -> {self.level}; {self.crs}"
        change = f"loaded {self.loaded:,} (new {self.added:,}, changed {self.changed:,})"
        account = f"read {self.read:,} = {change} + unchanged {self.unchanged:,} + rejected {self.rejected:,}"
        rate = self.read / max(self.seconds, 1e-3)
        rest = f"unlocated {self.unlocated:,}; not in this file: kept {self.kept:,}, retired {self.retired:,}"
        effect = f"issues and roster rows in another area now: {self.moved:,}"
        nothing = [] if self.loaded or self.retired else ["Nothing changed: the store holds this file already."]
        return [head, account, rest, effect, *nothing, f"{self.seconds:.1f} s, {rate:,.0f} rows/s"]

    def _list(self, title: str, count: int, rows: list[Any]) -> list[str]:
        more = [f"  … and {count - len(rows):,} more"] if count > len(rows) else []
        return [f"{title}: {count:,}", *(f"  {row}" for row in rows), *more] if count else []

    def _list_breaks(self) -> list[str]:
        return self._list(
            "codes that break the nesting",
            len(self.nesting_breaks),
            [f"{one.code} does not begin with {one.ancestor_code}, its {one.level}" for one in self.nesting_breaks],
        )
