"""The last loads, as the page for files lists them."""

from dataclasses import asdict
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.events import write_moment
from data.load_records import NUMBERS, LoadRecord, read_load_records
from data.store import Store

SHOWN = 50


def describe_loads(store: Store, zone: ZoneInfo) -> list[dict[str, Any]]:
    """`[{"id", "at", "kind", "target", "way", "file_name", "sha256", "told", "counts", "rejected_name"}]`.

    `told`: why the file was refused, None when it was loaded; `rejected_name`: of the file with its rejected rows, None
    when none is kept.
    """
    return [_describe(record, zone) for record in read_load_records(store, SHOWN)]


def _describe(record: LoadRecord, zone: ZoneInfo) -> dict[str, Any]:
    counts = {name: getattr(record.outcome, name) for name in NUMBERS}
    return asdict(record.file) | {
        "id": record.id,
        "at": write_moment(record.at.astimezone(zone)),
        "told": record.refusal,
        "counts": {name: count for name, count in counts.items() if count},
        "rejected_name": record.rejected_name,
    }
