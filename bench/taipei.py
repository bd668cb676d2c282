"""Taipei in a store of its own: streets, communities, grids, micro-grids and buildings."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bench.stores import run_fresh_cluster
from data.embedded import Cluster
from tests.serving import ROOT

SHARED = ROOT.parent / "shared/data"
TAIPEI = SHARED / "taipei/taipei.gpkg"

LEVELS = {
    "street": ("district", "district_code", "district", None),
    "community": ("village", "village_code", "village", "district_code"),
    "grid": ("grid_derived", "grid_code", "grid_code", "village_code"),
    "micro_grid": ("lin", "lin_code", "lin_name", "grid_code"),
    "building": ("building", "bid", "bid", "lin_code"),
}
"""The layer of each level, and its columns of code, name and parent."""


@contextmanager
def run_taipei(deepest: str = "building") -> Iterator[Cluster]:
    """A fresh cluster with Taipei's levels down to the deepest; the file of Taipei must be there."""
    levels = list(LEVELS)
    with run_fresh_cluster() as cluster:
        for level in levels[: levels.index(deepest) + 1]:
            load_level(cluster, level)
        yield cluster


def load_level(cluster: Cluster, level: str) -> None:
    """Load one level as anybody would. Raises `RuntimeError` when that fails; rejected rows are no failure."""
    words = ["load", "areas", str(TAIPEI), *describe_level(level)]
    environment = {"DATABASE_URL": cluster.url("app")}
    loaded = subprocess.run([sys.executable, "-m", "data", *words], cwd=ROOT, env=environment, capture_output=True)
    if loaded.returncode not in (0, 3):
        raise RuntimeError(f"{' '.join(words)} ended with {loaded.returncode}: {loaded.stderr.decode()}")


def describe_level(level: str) -> list[str]:
    """The words of `load areas` for a level."""
    layer, code, name, parent = LEVELS[level]
    named = ["--layer", layer, "--level", level, "--code", code, "--name", name]
    return [*named, *(["--parent", parent] if parent else [])]
