"""The report of a load of issues."""

from dataclasses import dataclass
from pathlib import Path

from data.loading.issue_file import IssueFile
from data.loading.issue_plan import Plan
from data.loading.report import Report, list_touched, tell_record


@dataclass(frozen=True, kw_only=True)
class IssueReport(Report):
    """The report of a load of issues. `returned`: the file with the rejected rows."""

    file: IssueFile
    returned: Path | None
    plan: Plan

    @property
    def unlocated(self) -> int:
        """Issues of the file that no area holds."""
        return self.plan.without_place + self.plan.outside

    def lines(self) -> list[str]:
        """The report as text, a line each."""
        plan = self.plan
        loaded = f"loaded {self.loaded:,} (new {plan.added:,}, changed {plan.changed:,})"
        return [
            f"{self.file.file}, issues of {self.file.source}; times without an offset are of {self.file.zone}",
            f"read {self.read:,} = {loaded} + unchanged {self.unchanged:,} + rejected {self.rejected:,}",
            f"unlocated {self.unlocated:,}: without a point {plan.without_place:,}, outside all areas {plan.outside:,}",
            *([f"older than the store's, left alone: {plan.older:,}"] if plan.older else []),
            *([f"with the code of no open area: {plan.of_unknown_area:,}"] if plan.of_unknown_area else []),
            *([f"with a point outside the stated area: {plan.elsewhere:,}"] if plan.elsewhere else []),
            *([] if self.loaded else ["Nothing changed: the store holds all of this already."]),
            f"{self.seconds:.1f} s, {self.read / max(self.seconds, 1e-3):,.0f} rows/s",
            *list_touched(self.outcome),
            *([f"rejected rows, to be mended and loaded again: {self.returned}"] if self.returned else []),
            *tell_record(self.record, self.outcome, self.file.is_strict),
        ]
