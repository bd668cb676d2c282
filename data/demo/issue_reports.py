"""When issues of the demo street are reported, by whom, and about what."""

from datetime import datetime, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.demo.issue_kinds import CATEGORIES, SOURCES, Source

PER_DAY = 37


def report_issues(start: datetime, days: int, rng: np.random.Generator) -> pd.DataFrame:
    """Return rows (reported: hours since `start`, source, kind: position in `CATEGORIES`, title, is_urgent) by time.

    `start` is a midnight; reports fill `days` days, more on Mondays than on Sundays and at each source's own hours.
    """
    reports = pd.concat([_report_source(source, start, days, rng) for source in SOURCES])
    reports = reports.sort_values("reported", kind="stable", ignore_index=True)
    kinds = [CATEGORIES[kind] for kind in reports["kind"]]
    return reports.assign(
        title=[
            kind.titles[int(draw * len(kind.titles))] for kind, draw in zip(kinds, rng.random(len(kinds)), strict=True)
        ],
        is_urgent=rng.random(len(kinds)) < np.array([kind.urgent for kind in kinds]),
    )


def _report_source(source: Source, start: datetime, days: int, rng: np.random.Generator) -> pd.DataFrame:
    weekdays = [(start + timedelta(days=day)).weekday() for day in range(days)]
    busy = np.array(source.weekdays)[weekdays]
    count = rng.poisson(PER_DAY * source.share * days)
    day = rng.choice(days, count, p=busy / busy.sum())
    hour = rng.choice(24, count, p=np.array(source.hours) / sum(source.hours))
    reported = day * 24 + hour + rng.random(count)
    return pd.DataFrame({"reported": reported, "source": source.name, "kind": _choose_kinds(source, count, rng)})


def _choose_kinds(source: Source, count: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Return categories that this source reports; the first source of a category reports it most."""
    weights = np.array(
        [
            kind.weight / (1 + kind.sources.index(source.name)) if source.name in kind.sources else 0
            for kind in CATEGORIES
        ]
    )
    return rng.choice(len(CATEGORIES), count, p=weights / weights.sum())
