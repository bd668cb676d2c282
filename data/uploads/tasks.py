"""What a child can be ordered to do with an upload; each answer can be written as JSON.

Each imports what it needs when it is ordered: a child lives for one order, and half of a reader's time is importing.
"""

import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from data.loading.progress import Progress

# pyogrio imports both where they are; nothing here uses them.
sys.modules["pandas"] = None  # type: ignore[assignment]  # None: it cannot be imported
sys.modules["geopandas"] = None  # type: ignore[assignment]  # the same

Order = dict[str, Any]


def _describe(order: Order, _: Progress) -> Any:
    from data.uploads.description import describe_upload

    return describe_upload(Path(order["path"]), order["name"], order["told"])


def _preview(order: Order, _: Progress) -> Any:
    from data.uploads.preview import preview_shapes

    return preview_shapes(Path(order["path"]), order["told"])


def _load(order: Order, progress: Progress) -> Any:
    from data.store import Store
    from data.uploads.orders import run_load
    from data.uploads.results import describe_report

    with closing(Store(order["url"], size=2)) as store:
        return describe_report(run_load(store, order["path"], order, progress))


TASKS: dict[str, Callable[[Order, Progress], Any]] = {
    "describe": _describe,
    "preview": _preview,
    "rehearse": _load,
    "load": _load,
}
