"""Ninety days of issues of the demo street, so that at `now` the wanted number is open and overdue."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from data.demo.issue_kinds import CATEGORIES, PETITION
from data.demo.issue_paths import choose_paths, end_hours, list_events
from data.demo.issue_reports import report_issues
from data.demo.issue_spots import find_spots
from data.demo.street import SEED, DemoStreet

DAYS = 90
OPEN = 190
OVERDUE = 12
HURRIED = 0.45  # of the issues that would be late are closed in time after all
LATEST_HOURS = 190
EXTENSION = 1.6  # an extended deadline is so many times as long
STOPPED = ("suspended", "closed", "rejected")  # statuses in which no deadline runs
OUTSIDE = ((106.6138, 26.6645), (106.6462, 26.6521))  # across the river, beyond the ring road: in no area

Hours = NDArray[np.float64]


@dataclass(frozen=True)
class DemoIssues:
    """The issues and their histories, in the order of reports and of steps.

    issues: source, source_reference, category, title, status, is_urgent, reported_at, due_at, closed_at, updated_at,
    address, area_code (stated), geometry (Point lon/lat or None)
    events: issue (position in issues), at, status
    """

    issues: pd.DataFrame
    events: pd.DataFrame


def build_issues(street: DemoStreet, now: datetime, seed: int = SEED) -> DemoIssues:
    """Return the issues of the ninety days before `now` (aware, in the street's zone): 190 open, 12 of them overdue."""
    rng = np.random.default_rng([seed, DAYS])
    start = now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=DAYS)
    present = (now - start) / timedelta(hours=1)
    issues = report_issues(start, DAYS + 1, rng)
    issues = _draw_handling(issues[issues["reported"] < present], present, rng)
    events = list_events(issues["reported"].to_numpy(), issues["hours"].to_numpy(), issues["path"].to_numpy())
    events = events[events["hour"] <= present]
    issues = issues.join(events.groupby("issue").last()[["status", "hour"]].rename(columns={"hour": "updated"}))
    issues["due"] = _set_deadlines(issues, events, present)
    issues = issues.join(find_spots(street, [CATEGORIES[kind].place for kind in issues["kind"]], rng))
    return DemoIssues(_write_issues(_lose_some(issues), start), _write_events(events, start))


def _draw_handling(issues: pd.DataFrame, present: float, rng: np.random.Generator) -> pd.DataFrame:
    """Add path, hours (of handling) and allowed (hours), stretched so that exactly `OPEN` issues have not ended.

    Hours are log-normal by category, but most issues that would be late are hurried to just before the deadline.
    """
    kinds, count = [CATEGORIES[kind] for kind in issues["kind"]], len(issues)
    allowed = np.array([kind.allowed for kind in kinds])
    usual = np.array([kind.hours for kind in kinds]) * np.exp(rng.normal(0, [kind.spread for kind in kinds]))
    in_time = allowed * rng.uniform(0.6, 0.97, count)
    late = allowed + np.minimum(allowed * rng.uniform(0.15, 0.8, count), LATEST_HOURS)
    hours = np.where(usual < 0.9 * allowed, usual, np.where(rng.random(count) < HURRIED, in_time, late))
    reported, path = issues["reported"].to_numpy(), choose_paths(count, rng)
    stretch = _find_factor(lambda factor: int((end_hours(reported, hours * factor, path) > present).sum()) - OPEN)
    return issues.assign(path=path, hours=hours * stretch, allowed=allowed * stretch)


def _set_deadlines(issues: pd.DataFrame, events: pd.DataFrame, present: float) -> Hours:
    """Return each deadline in hours, all limits stretched so that exactly `OVERDUE` open issues are late."""
    extended = issues.index.isin(events.loc[events["status"] == "extended", "issue"])
    allowed = issues["allowed"].to_numpy() * np.where(extended, EXTENSION, 1.0)
    reported, running = issues["reported"].to_numpy(), ~issues["status"].isin(STOPPED).to_numpy()
    factor = _find_factor(lambda factor: OVERDUE - int((running & (reported + allowed * factor <= present)).sum()))
    return np.asarray(reported + allowed * factor)


def _find_factor(surplus: Callable[[float], int]) -> float:
    """Return a factor in the middle of those for which `surplus`, which grows with the factor, is zero."""
    first = _bisect(lambda factor: surplus(factor) >= 0)
    last = _bisect(lambda factor: surplus(factor) >= 1)
    return float(np.sqrt(first * last))


def _bisect(is_enough: Callable[[float], bool]) -> float:
    low, high = 1e-3, 1e3
    while high / low > 1 + 1e-7:
        middle = (low * high) ** 0.5
        low, high = (low, middle) if is_enough(middle) else (middle, high)
    return high


def _lose_some(issues: pd.DataFrame) -> pd.DataFrame:
    """Take two open issues out of the street, leave a third without a place; petitions name a community."""
    lost = issues.index[~issues["status"].isin(STOPPED) & issues["geometry"].notna()][5::40][: len(OUTSIDE) + 1]
    issues.loc[lost, ["area_code", "address", "geometry"]] = None
    issues.loc[lost[: len(OUTSIDE)], "geometry"] = shapely.points(OUTSIDE)
    petitions = issues["source"] == PETITION
    issues.loc[petitions, "area_code"] = issues.loc[petitions, "area_code"].str.slice(0, 12)
    return issues


def _write_issues(issues: pd.DataFrame, start: datetime) -> pd.DataFrame:
    reported_at = _moments(start, issues["reported"])
    serial = issues.groupby("source").cumcount() + 1
    moments = {
        "reported_at": reported_at,
        "due_at": _moments(start, issues["due"]),
        "updated_at": _moments(start, issues["updated"]),
        "closed_at": _moments(start, issues["updated"]).where(issues["status"] == "closed"),
        "source_reference": reported_at.dt.strftime("%Y%m%d-") + serial.map("{:05}".format),
        "category": [CATEGORIES[kind].name for kind in issues["kind"]],
    }
    return issues.drop(columns=["reported", "due", "updated", "kind", "path", "hours", "allowed"]).assign(**moments)


def _write_events(events: pd.DataFrame, start: datetime) -> pd.DataFrame:
    return events.assign(at=_moments(start, events["hour"]))[["issue", "at", "status"]]


def _moments(start: datetime, hours: pd.Series) -> pd.Series:
    return pd.Timestamp(start) + pd.to_timedelta((hours * 3600).astype("int64"), unit="s")
