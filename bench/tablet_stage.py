"""The stage of the tablet: all of Taipei with a million issues of several sources, with deadlines and addresses."""

import csv
import gzip
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.loading_sides import make_file
from bench.taipei import run_taipei
from data.embedded import Cluster
from data.store import SQL, Identifier, Store
from tests.serving import ROOT

SOURCES = ("hotline_12345", "hotline_12345", "city_management", "hotline_12345", "patrol", "online_inquiry", "petition")
"""Whose the issues are, in turn; the shares of real streets differ."""
NAMED = ("reference=id", "category=type", "reported_at=created_at", "area_code=lin_code")
MOST_DAYS = 30
HOUSES = 400
BOUND = 240.0
"""Seconds."""


@contextmanager
def run_full_taipei(issues: int) -> Iterator[Cluster]:
    """A fresh cluster with five levels and so many issues; it takes some minutes and 3 GB of disk."""
    with run_taipei() as cluster:
        with TemporaryDirectory() as folder, closing(Store(cluster.url("app"), size=1)) as store:
            made = Path(folder) / "made.csv.gz"
            make_file("issues", issues, made)
            for source, file in split_file(made, read_roads(store)).items():
                load_issues(cluster, source, file)
        with closing(Store(cluster.url("owner"), size=1)) as owner:
            wait_until_tidy(owner)
        yield cluster


READ_UNTIDY = """
SELECT count(*) AS count FROM pg_stat_user_tables
WHERE schemaname = 'gridboard' AND n_ins_since_vacuum > 10000 + n_live_tup / 4
"""


def wait_until_tidy(owner: Store) -> None:
    """Until the database has vacuumed by itself what was loaded, as it does within minutes; no longer than `BOUND`."""
    deadline = time.monotonic() + BOUND
    while owner.read_one(READ_UNTIDY).count and time.monotonic() < deadline:
        time.sleep(1)


READ_ROADS = """
SELECT code, name FROM area WHERE level = 'community' AND valid_to IS NULL
"""


def read_roads(store: Store) -> dict[str, str]:
    """By the code of a community, the road on which its issues are said to lie."""
    return {row.code: f"{row.name}路" for row in store.read(READ_ROADS)}


def split_file(made: Path, roads: dict[str, str]) -> dict[str, Path]:
    """A file for each source, with a deadline and an address in each row."""
    files = {source: made.with_name(f"{source}.csv") for source in SOURCES}
    with ExitStack() as stack:
        rows = csv.DictReader(stack.enter_context(gzip.open(made, "rt", encoding="utf-8")))
        fields = [*(rows.fieldnames or ()), "due_at", "address"]
        opened = {source: stack.enter_context(file.open("w", encoding="utf-8")) for source, file in files.items()}
        writers = {source: csv.DictWriter(file, fields) for source, file in opened.items()}
        for writer in writers.values():
            writer.writeheader()
        for number, row in enumerate(rows):
            writers[SOURCES[number % len(SOURCES)]].writerow(complete(row, number, roads))
    return files


def complete(row: dict[str, str], number: int, roads: dict[str, str]) -> dict[str, str]:
    """The row with a deadline some days after it was reported, and an address in its community."""
    due = datetime.fromisoformat(row["created_at"]) + timedelta(days=1 + number % MOST_DAYS)
    road = roads.get(row["lin_code"][:10], "")
    return row | {"due_at": due.isoformat(" "), "address": f"{road}{number % HOUSES + 1}號"}


def load_issues(cluster: Cluster, source: str, file: Path) -> None:
    """Load a file as anybody would. Raises `RuntimeError` when that fails."""
    words = ["load", "issues", str(file), "--source", source, "--map", *NAMED]
    environment = os.environ | {"DATABASE_URL": cluster.url("app")}
    loaded = subprocess.run([sys.executable, "-m", "data", *words], cwd=ROOT, env=environment, capture_output=True)
    if loaded.returncode not in (0, 3):
        raise RuntimeError(f"{' '.join(words)} ended with {loaded.returncode}: {loaded.stderr.decode()}")


def drop_indexes(owner: Store, names: Iterable[str]) -> None:
    """Drop these indexes. Raises psycopg2's error for one that is not there, so that no side is measured in vain."""
    for name in names:
        owner.execute(SQL("DROP INDEX {}").format(Identifier(name)))
