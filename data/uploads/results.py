"""What a load's report tells the page, by the same names for every kind of load."""

from collections.abc import Sequence
from typing import Any

from data.loading.issue_report import IssueReport
from data.loading.map_report import MapReport
from data.loading.outcome import TouchedRow
from data.loading.report import LoadReport, is_refused
from data.loading.roster_report import RosterReport

AnyReport = LoadReport | MapReport | IssueReport | RosterReport


def describe_report(report: AnyReport) -> dict[str, Any]:
    """`{"counts", "rows", "seconds", "lines", "record", "is_refused"}`.

    `counts`: name → number, without names of nothing; `rows`: state → its first rows, of those that are not told none;
    `record`: the number of the load, None for a dry run; `is_refused`: whether the load would refuse the file.
    """
    told = report.outcome
    gone = "retired" if isinstance(report, LoadReport) else "removed"
    rows = {
        "added": _describe_rows(told.added_rows),
        "changed": _describe_rows(told.changed_rows),
        gone: _describe_rows(told.retired_rows),
        "moved": _describe_rows(told.moved_rows),
        "mended": _describe_rows(told.mended_rows),
        "rejected": [vars(row) for row in told.rejected_rows],
    }
    return {
        "counts": {"read": told.read, **_count(report), "rejected": told.rejected},
        "rows": {state: told for state, told in rows.items() if told},
        "seconds": report.seconds,
        "lines": report.lines(),
        "record": report.record,
        "is_refused": is_refused(told, report.file.is_strict),
    }


def _count(report: AnyReport) -> dict[str, int]:
    told = report.outcome
    match report:
        case LoadReport():
            counts = {"added": told.added, "changed": told.changed, "unchanged": told.unchanged}
            return counts | {
                "retired": told.retired,
                "kept": report.switch.kept,
                "moved": told.moved,
                "unlocated": report.account.unlocated,
                **({"mended": told.mended} if told.mended else {}),
            }
        case IssueReport():
            counts = {"added": told.added, "changed": told.changed, "unchanged": told.unchanged}
            return counts | {"moved": told.moved, "unlocated": report.unlocated}
        case _:
            return {"added": told.added, "unchanged": told.unchanged, "removed": told.retired}


def _describe_rows(rows: Sequence[TouchedRow]) -> list[dict[str, Any]]:
    """As those of rejected rows; `field`: `geometry` where the boundary is another, `reason`: what was mended."""
    return [
        {
            "row_number": row.number,
            "code": row.code,
            "name": row.name,
            "former": row.former,
            "field": "geometry" if "geometry" in row.differs else None,
            "reason": row.flaw,
            "count": row.count,
            "lon": row.lon,
            "lat": row.lat,
        }
        for row in rows
    ]
