"""The numbers of a load's report, by the same names for every kind of load."""

from typing import Any

from data.loading.issue_report import IssueReport
from data.loading.map_rows import MapReport
from data.loading.report import LoadReport
from data.loading.roster import RosterReport

Report = LoadReport | MapReport | IssueReport | RosterReport


def count_rows(report: Report) -> dict[str, Any]:
    """`{"counts": {name: number}, "examples": rejected rows in words, "seconds"}`; names of nothing are left out."""
    counts = {"read": report.read, **_count(report), "rejected": report.rejected}
    examples = report.account.examples if isinstance(report, LoadReport) else report.examples
    return {
        "counts": counts,
        "examples": [vars(row) for row in examples],
        "seconds": report.seconds,
        "lines": report.lines(),
    }


def _count(report: Report) -> dict[str, int]:
    match report:
        case LoadReport():
            switch = report.switch
            counts = {"added": switch.added, "changed": switch.changed, "unchanged": report.unchanged}
            return counts | {
                "retired": switch.retired,
                "kept": switch.kept,
                "moved": report.moved,
                "unlocated": report.account.unlocated,
            }
        case MapReport():
            unchanged = report.read - report.new - report.rejected
            return {"added": report.new, "unchanged": unchanged, "removed": report.removed}
        case IssueReport():
            plan = report.plan
            counts = {"added": plan.added, "changed": plan.changed, "unchanged": report.unchanged}
            return counts | {"unlocated": report.unlocated}
        case RosterReport():
            return {"added": report.added, "removed": report.removed, "unchanged": report.unchanged}
