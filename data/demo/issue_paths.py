"""The steps of an issue on its way from report to close, as statuses at parts of its handling time."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Hours = NDArray[np.float64]

# How often a way is taken, and its steps: status and the part of the handling time at which it begins.
PATHS = (
    (
        0.80,
        (
            ("accepted", 0.0),
            ("filed", 0.02),
            ("dispatched", 0.06),
            ("signed", 0.14),
            ("in_progress", 0.26),
            ("reported_done", 0.90),
            ("closed", 1.0),
        ),
    ),
    (
        0.06,
        (
            ("accepted", 0.0),
            ("filed", 0.02),
            ("dispatched", 0.05),
            ("signed", 0.12),
            ("in_progress", 0.2),
            ("reported_done", 0.62),
            ("rework", 0.7),
            ("in_progress", 0.74),
            ("reported_done", 0.95),
            ("closed", 1.0),
        ),
    ),
    (
        0.05,
        (
            ("accepted", 0.0),
            ("filed", 0.02),
            ("dispatched", 0.05),
            ("returned", 0.16),
            ("dispatched", 0.22),
            ("signed", 0.3),
            ("in_progress", 0.4),
            ("reported_done", 0.92),
            ("closed", 1.0),
        ),
    ),
    (
        0.04,
        (
            ("accepted", 0.0),
            ("filed", 0.02),
            ("dispatched", 0.05),
            ("signed", 0.12),
            ("in_progress", 0.25),
            ("extended", 0.55),
            ("in_progress", 0.6),
            ("reported_done", 0.94),
            ("closed", 1.0),
        ),
    ),
    (
        0.02,
        (
            ("accepted", 0.0),
            ("filed", 0.02),
            ("dispatched", 0.05),
            ("signed", 0.1),
            ("in_progress", 0.2),
            ("suspended", 0.35),
            ("in_progress", 0.8),
            ("reported_done", 0.95),
            ("closed", 1.0),
        ),
    ),
    (0.03, (("accepted", 0.0), ("rejected", 0.08))),
)
NIGHT_WATCH = ("accepted", "filed", "dispatched")  # the duty desk's first steps, at any hour; others keep office hours


def choose_paths(count: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Return the index into `PATHS` for each of `count` issues."""
    return rng.choice(len(PATHS), count, p=[weight for weight, _ in PATHS])


def end_hours(reported: Hours, duration: Hours, paths: NDArray[np.int64]) -> Hours:
    """Return when each issue ends, in hours since a midnight: its report plus the handling, moved into office hours."""
    last = np.array([steps[-1][1] for _, steps in PATHS])
    return keep_office_hours(reported + duration * last[paths])


def list_events(reported: Hours, duration: Hours, paths: NDArray[np.int64]) -> pd.DataFrame:
    """Return rows (issue: position, hour, status, step) of all steps, future ones too, by issue and step."""
    frames = [
        _events_of_step(np.flatnonzero(paths == path), reported, duration, number, step)
        for path, (_, steps) in enumerate(PATHS)
        for number, step in enumerate(steps)
    ]
    return pd.concat(frames).sort_values(["issue", "step"], ignore_index=True)


def _events_of_step(
    issues: NDArray[np.int64], reported: Hours, duration: Hours, number: int, step: tuple[str, float]
) -> pd.DataFrame:
    status, part = step
    hours = reported[issues] + duration[issues] * part
    kept = hours if number < len(NIGHT_WATCH) and status in NIGHT_WATCH else keep_office_hours(hours)
    return pd.DataFrame({"issue": issues, "hour": kept, "status": status, "step": number})


def keep_office_hours(hours: Hours) -> Hours:
    """Return moments (hours since a midnight) moved forward into 8 to 19 h; later ones stay later.

    The night from 19 h becomes the hour after the next 8 h, the day from 8 h on the time from 9 to 19 h.
    """
    shifted = hours - 19
    day, hour = np.floor(shifted / 24), shifted % 24
    morning = 8 + hour / 13
    working = 9 + (hour - 13) * 10 / 11
    return (day + 1) * 24 + np.where(hour < 13, morning, working)
