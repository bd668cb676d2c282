"""The report of a load."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.loading.account import Account
from data.loading.area_file import AreaFile
from data.loading.switch import Switch


@dataclass(frozen=True)
class LoadReport:
    """What a load did: loaded + unchanged + rejected = read, always. `moved`: issues and roster rows."""

    file: AreaFile
    layer: str
    crs: str
    read: int
    switch: Switch
    account: Account
    moved: int
    seconds: float

    @property
    def rejected(self) -> int:
        """Rows that were not loaded."""
        return self.account.rejected

    @property
    def loaded(self) -> int:
        """Areas that are new or changed."""
        return self.switch.added + self.switch.changed

    @property
    def unchanged(self) -> int:
        """Rows that the store held already as they are."""
        return self.read - self.rejected - self.loaded

    def lines(self) -> list[str]:
        """The report as text, a line each."""
        rejected, breaks = self.account.examples, self.account.nesting_breaks
        return [
            *self._sum_up(),
            *list_some("rejected", self.rejected, rejected),
            *list_some("codes that break the nesting", len(breaks), breaks),
        ]

    def _sum_up(self) -> list[str]:
        switch = self.switch
        loaded = f"loaded {self.loaded:,} (new {switch.added:,}, changed {switch.changed:,})"
        return [
            f"{self.file.file}, layer {self.layer}, to level {self.file.level}; {self.crs}",
            f"read {self.read:,} = {loaded} + unchanged {self.unchanged:,} + rejected {self.rejected:,}",
            f"unlocated {self.account.unlocated:,}; not in this file: kept {switch.kept:,}, retired {switch.retired:,}",
            f"issues and roster rows that changed their area: {self.moved:,}",
            *(["Nothing changed: the store holds all of this already."] if switch.is_empty else []),
            f"{self.seconds:.1f} s, {self.read / max(self.seconds, 1e-3):,.0f} rows/s",
        ]


def list_some(title: str, count: int, rows: Sequence[object]) -> list[str]:
    """A heading with the number of rows, the first ones below it, and how many more there are; nothing for none."""
    more = [f"  … and {count - len(rows):,} more"] if count > len(rows) else []
    return [f"{title}: {count:,}", *(f"  {row}" for row in rows), *more] if count else []
