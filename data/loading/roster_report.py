"""The report of a load of a roster."""

from dataclasses import dataclass
from pathlib import Path

from data.loading.report import Report, list_touched, tell_record
from data.loading.roster_file import RosterFile


@dataclass(frozen=True, kw_only=True)
class RosterReport(Report):
    """Its outcome adds and retires heads, the other numbers are rows. `returned`: the file with the rejected rows."""

    file: RosterFile
    returned: Path | None

    @property
    def loaded(self) -> int:
        """Rows of whose area, organization and kind the store had other heads."""
        return self.outcome.changed

    def lines(self) -> list[str]:
        """The report as text, a line each."""
        told = self.outcome
        return [
            f"{self.file.file}, roster of {self.file.source}",
            f"read {self.read:,} = loaded {self.loaded:,} + unchanged {self.unchanged:,} + rejected {self.rejected:,}",
            f"heads: added {told.added:,}, removed {told.retired:,}",
            *([] if told.added or told.retired else ["Nothing changed: the store holds all of this already."]),
            *list_touched(told),
            *([f"rejected rows, to be mended and loaded again: {self.returned}"] if self.returned else []),
            *tell_record(self.record, told, self.file.is_strict),
        ]
