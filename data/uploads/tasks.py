"""What a child can be ordered to do with an upload; each answer can be written as JSON."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from data.loading.progress import Progress
from data.store import Store
from data.uploads.description import describe_upload
from data.uploads.orders import Told, run_load
from data.uploads.preview import preview_shapes
from data.uploads.results import describe_report


def _describe(order: Told, _: Progress) -> Any:
    return describe_upload(Path(order["path"]), order["name"], order["told"])


def _preview(order: Told, _: Progress) -> Any:
    return preview_shapes(Path(order["path"]), order["told"])


def _load(order: Told, progress: Progress) -> Any:
    with closing(Store(order["url"], size=2)) as store:
        return describe_report(run_load(store, order["path"], order, progress))


TASKS: dict[str, Callable[[Told, Progress], Any]] = {
    "describe": _describe,
    "preview": _preview,
    "rehearse": _load,
    "load": _load,
}
