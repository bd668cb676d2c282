"""100,000 messages posted by a program through four connections, beside other ways of the same number of issues.

Late, doubled and disordered: 20,000 issues of four states each, and a fifth of all sent twice, in any order. The
cluster waits for the disk as a street's does, 100 screens follow. Every half second somebody else commits one issue:
how long it takes until the last screen has it tells what screens feel of the others. Afterwards each issue is in its
newest state and nothing is to verify; otherwise the bench ends.
"""

import csv
import io
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import numpy as np

from bench.audience import Audience
from bench.feed import Feed as Pulse
from bench.mesh import SMALL, SOUTH, SPAN, WEST, lay_mesh
from bench.results import write_table
from bench.stores import run_fresh_cluster
from bench.writing import check
from dashboard.serving import prepare_process
from data.feed_keys import Feed, make_key
from data.loading.issue_file import IssueFile
from data.loading.issue_status import WORDS
from data.loading.issues import load_issues
from data.loading.progress import Progress
from data.store import Store
from tests.serving import ROOT, serve

TITLE = "Feeds"
MESSAGES = 100_000
IN_REQUEST = 5_000
STEPS = ("accepted", "dispatched", "in_progress", "closed")
SCREENS = 100
SETTLE_SECONDS = 3.0
PAUSE_SECONDS = 0.5
HEAR_SECONDS = 15.0
BEGIN = datetime(2026, 11, 1, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")
HEADING = ("what", "how", "seconds", "a second", "commit → received by the last of 100 screens, p50 / p95 ms")
COLUMNS = ("reference", "category", "status", "reported_at", "updated_at", "lon", "lat")

Message = dict[str, Any]


@dataclass(frozen=True)
class Stage:
    """What all ways share: the app's address, stores of the app's and the feed's role, the screens, a folder."""

    url: str
    store: Store
    feed: Store
    audience: Audience
    pulse: Pulse
    folder: Path


def measure(count: int = MESSAGES) -> str:
    """The table of the report; takes some two minutes."""
    with setting_stage() as stage:
        rows = [("nothing", "for 10 s", "", "", follow(stage, lambda: time.sleep(10))[1])]
        rows += compare(stage, count)
    return f"{__doc__}\n\n{write_table(HEADING, rows)}"


@contextmanager
def setting_stage() -> Iterator[Stage]:
    """A street of 3,000 areas with its app and screens."""
    with run_fresh_cluster() as cluster, closing(Store(cluster.url("owner"), size=1)) as owner:
        lay_mesh(owner, SMALL)
        with (
            serve(cluster.url("app")) as url,
            closing(Store(cluster.url("app"))) as store,
            closing(Store(cluster.url("feed"))) as feed,
            closing(Audience(urlsplit(url).port or 0)) as audience,
            closing(Pulse(cluster.url("feed"))) as pulse,
            TemporaryDirectory() as folder,
        ):
            audience.open(SCREENS)
            audience.rest(SETTLE_SECONDS)
            yield Stage(url, store, feed, audience, pulse, Path(folder))
            check(owner)


def compare(stage: Stage, count: int) -> Iterator[Sequence[str]]:
    """A row for each way; each has a source of its own."""
    new = make_messages(count, 1)
    disordered = make_messages(count // 5, len(STEPS))
    disordered += random.sample(disordered, count - len(disordered))
    random.shuffle(disordered)
    sides: tuple[tuple[str, str, Callable[[], float]], ...] = (
        ("new issues", "COPY as plain SQL, triggers", lambda: copy(stage, new)),
        ("new issues", "`load issues` of a CSV file", lambda: load(stage, new)),
        ("new issues", "posted", lambda: post(stage, "posted", new)),
        ("late, doubled, disordered", "posted", lambda: post(stage, "disordered", disordered)),
    )
    for what, how, write in sides:
        seconds, waited = follow(stage, write)
        yield f"{count:,} {what}", how, f"{seconds:.1f}", f"{count / seconds:,.0f}", waited
    refuse_older(stage, count // 5)


def make_messages(issues: int, states: int) -> list[Message]:
    """Messages of so many issues anywhere in the mesh, each in so many states, a minute between them."""
    places = np.random.default_rng(7).random((issues, 2)) * SPAN + (WEST, SOUTH)
    return [
        write_message(number, state, lon, lat)
        for number, (lon, lat) in enumerate(places.tolist())
        for state in range(states)
    ]


def write_message(number: int, state: int, lon: float, lat: float) -> Message:
    """An issue in one of its states."""
    reported = BEGIN + timedelta(seconds=number * 10)
    changed = reported + timedelta(minutes=state)
    moments = (reported.isoformat(), changed.isoformat())
    return dict(zip(COLUMNS, (f"{number:08}", "路灯不亮", STEPS[state], *moments, lon, lat), strict=True))


def follow(stage: Stage, write: Callable[[], Any]) -> tuple[Any, str]:
    """What `write` says, and how long one commit after the other takes to all screens meanwhile."""
    waits: list[float] = []
    with ThreadPoolExecutor(1) as worker:
        writing = worker.submit(write)
        while not writing.done():
            sent, mark = stage.pulse.send()
            waits.append(stage.audience.hear(mark, HEAR_SECONDS)[-1][0] - sent)
            stage.audience.rest(PAUSE_SECONDS)
    return writing.result(), f"{median(waits) * 1e3:.0f} / {np.percentile(waits, 95) * 1e3:.0f}"


COPY_ISSUES = """
COPY issue (source, source_reference, category, status, reported_at, updated_at, geom) FROM STDIN WITH (FORMAT csv)
"""


def copy(stage: Stage, messages: list[Message]) -> float:
    """Seconds of one COPY, its text made before."""
    text = io.StringIO()
    rows = ([*message.values()] for message in messages)
    csv.writer(text).writerows(["copied", *row[:5], f"SRID=4326;POINT({row[5]} {row[6]})"] for row in rows)
    start = time.monotonic()
    with stage.feed.transaction() as transaction:
        transaction.copy_in(COPY_ISSUES, [text.getvalue()])
    return time.monotonic() - start


def load(stage: Stage, messages: list[Message]) -> float:
    """Seconds of the loader, its file written before."""
    path = stage.folder / "issues.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *(message.values() for message in messages)])
    told = IssueFile(file=str(path), source="loaded", zone=ZONE, words=WORDS)
    return load_issues(stage.store, told, datetime.now(UTC), Progress(io.StringIO())).seconds


def post(stage: Stage, source: str, messages: list[Message]) -> float:
    """Seconds from the first request to the last answer. Raises `ValueError` when one is rejected."""
    folder = stage.folder / source
    folder.mkdir()
    for first in range(0, len(messages), IN_REQUEST):
        body = json.dumps({"issues": messages[first : first + IN_REQUEST]}, ensure_ascii=False)
        (folder / f"{first:08}.json").write_text(body, encoding="utf-8")
    environment = os.environ | {"GRIDBOARD_FEED_KEY": make_key(stage.store, Feed(source, ZONE))}
    words = [sys.executable, "-m", "bench.posting", stage.url, source, str(folder)]
    said = json.loads(subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, check=True).stdout)
    if said["created"] + said["changed"] + said["unchanged"] != len(messages):
        raise ValueError(f"not every message was taken: {said}")
    return float(said["seconds"])


COUNT_NEWEST = """
SELECT count(*) AS count FROM issue
WHERE source = 'disordered' AND status = %(status)s AND updated_at = reported_at + %(after)s
"""


def refuse_older(stage: Stage, issues: int) -> None:
    """Raises `ValueError` when an issue is not in its newest state."""
    values = {"status": STEPS[-1], "after": timedelta(minutes=len(STEPS) - 1)}
    newest = stage.store.read_one(COUNT_NEWEST, values).count
    if newest != issues:
        raise ValueError(f"{issues - newest} issues of {issues} are not in their newest state")


if __name__ == "__main__":
    prepare_process()
    sys.stdout.write(measure(*map(int, sys.argv[1:])))
