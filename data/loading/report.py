"""The report of a load, and that of areas."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.loading.account import Account
from data.loading.area_file import AreaFile
from data.loading.outcome import Outcome
from data.loading.switch import Switch

LISTED = 20
"""So many rows of a kind stand in a report; an `Outcome` has more."""


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a load did, or would do. `record`: its number in the record of loads, None for a dry run."""

    outcome: Outcome
    seconds: float
    record: int | None

    @property
    def read(self) -> int:
        """All rows: loaded + unchanged + rejected."""
        return self.outcome.read

    @property
    def rejected(self) -> int:
        """Rows that were not loaded."""
        return self.outcome.rejected

    @property
    def loaded(self) -> int:
        """Rows that are new or changed."""
        return self.outcome.added + self.outcome.changed

    @property
    def unchanged(self) -> int:
        """Rows that the store held already, as they are or in a newer state."""
        return self.outcome.unchanged


@dataclass(frozen=True, kw_only=True)
class LoadReport(Report):
    """The report of a load of areas."""

    file: AreaFile
    layer: str
    crs: str
    switch: Switch
    account: Account

    @property
    def moved(self) -> int:
        """Issues and roster rows that changed their area."""
        return self.outcome.moved

    def lines(self) -> list[str]:
        """The report as text, a line each."""
        breaks = self.account.nesting_breaks
        return [
            *self._sum_up(),
            *list_touched(self.outcome),
            *list_some("codes that break the nesting", len(breaks), breaks),
            *tell_record(self.record, self.outcome, self.file.is_strict),
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


def list_touched(outcome: Outcome) -> Iterator[str]:
    """The first rows of each kind that there are."""
    for title, count, rows in (
        ("new", outcome.added, outcome.added_rows),
        ("changed", outcome.changed, outcome.changed_rows),
        ("retired", outcome.retired, outcome.retired_rows),
        ("moved", outcome.moved, outcome.moved_rows),
        ("mended", outcome.mended, outcome.mended_rows),
        ("rejected", outcome.rejected, outcome.rejected_rows),
    ):
        yield from list_some(title, count, rows) if rows else ()


def is_refused(outcome: Outcome, is_strict: bool) -> bool:
    """Whether a load refuses a file of which this becomes."""
    return outcome.rejected == outcome.read or (is_strict and outcome.rejected > 0)


def tell_record(record: int | None, outcome: Outcome, is_strict: bool) -> list[str]:
    """Where the load is recorded, with its rejected rows; or that nothing was written."""
    if record is None:
        refusal = "; a load would refuse this file" if is_refused(outcome, is_strict) else ""
        return [f"Dry run: nothing was written{refusal}."]
    kept = f"; its rejected rows, to be mended and loaded again: `python -m data loads --rejected {record}`"
    return [f"recorded as load {record}{kept if outcome.rejected else ''}"]


def list_some(title: str, count: int, rows: Sequence[object]) -> list[str]:
    """A heading with the number of rows, the first ones below it, and how many more there are; nothing for none."""
    listed = rows[:LISTED]
    more = [f"  … and {count - len(listed):,} more"] if count > len(listed) else []
    return [f"{title}: {count:,}", *(f"  {row}" for row in listed), *more] if count else []
