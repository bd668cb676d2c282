"""What a child can be ordered to do with an upload; each answer can be written as JSON."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from data.loading.progress import Progress
from data.loading.rehearsal import RehearsedStore
from data.store import Store
from data.uploads.description import describe_upload
from data.uploads.orders import Told, run_load
from data.uploads.preview import preview_shapes
from data.uploads.results import count_rows


def _describe(order: Told, _: Progress) -> Any:
    return describe_upload(Path(order["path"]), order["name"], order["told"])


def _preview(order: Told, _: Progress) -> Any:
    return preview_shapes(Path(order["path"]), order["told"])


def _rehearse(order: Told, progress: Progress) -> Any:
    with closing(RehearsedStore(order["url"], size=2)) as store:
        report = run_load(store, order["path"], order, progress)
        rows = {state: [asdict(row) for row in rows] for state, rows in store.foretold.rows.items()}
        return count_rows(report) | {"rows": rows}


def _load(order: Told, progress: Progress) -> Any:
    with closing(Store(order["url"], size=2)) as store:
        return count_rows(run_load(store, order["path"], order, progress)) | {"rows": {}}


TASKS: dict[str, Callable[[Told, Progress], Any]] = {
    "describe": _describe,
    "preview": _preview,
    "rehearse": _rehearse,
    "load": _load,
}
