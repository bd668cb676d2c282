"""The record of loads: when, of what, from which file, what came of it, and the rows that did not fit."""

import gzip
import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from data.faults import UnknownLoad
from data.loading.outcome import Outcome, TouchedRow
from data.loading.packing import RejectedFile
from data.store import Store, Transaction

KEPT_DAYS = 30
"""So long the rejected rows are kept: they may hold free text."""


@dataclass(frozen=True)
class LoadedFile:
    """A file and what it is loaded as.

    `kind`: areas, lines, places, issues or roster; `target`: the level, the source, or None; `way`: command or page;
    `sha256` in hexadecimal digits; `job`: what the page that ordered the load calls it.
    """

    kind: str
    target: str | None
    way: str
    file_name: str
    sha256: str
    job: str | None = None


@dataclass(frozen=True)
class LoadRecord:
    """A load. `refusal`: why nothing was loaded, None when it was; the numbers are those of an `Outcome`.

    `mended_rows` are the first mended ones. `rejected_name`: the name of the file with the first `rejected_kept`
    rejected rows, None where none is kept.
    """

    id: int
    at: datetime
    file: LoadedFile
    refusal: str | None
    outcome: Outcome
    seconds: float
    rejected_name: str | None
    rejected_kept: int


UNWRITABLE = re.compile("[\0\ud800-\udfff]")  # what no text of the store holds, as names of files in GBK do

NUMBERS = ("read", "added", "changed", "retired", "moved", "unchanged", "rejected", "mended")

WRITE_RECORD = """
INSERT INTO load_record (kind, target, way, file_name, sha256, job, refusal, read, added, changed, retired, moved,
    unchanged, rejected, mended, seconds, mended_rows, rejected_name, rejected_kept, rejected_file)
VALUES (%(kind)s, %(target)s, %(way)s, %(file_name)s, %(sha256)s, %(job)s, %(refusal)s, %(read)s, %(added)s,
    %(changed)s, %(retired)s, %(moved)s, %(unchanged)s, %(rejected)s, %(mended)s, %(seconds)s, %(mended_rows)s,
    %(rejected_name)s, %(rejected_kept)s, %(rejected_file)s)
RETURNING id
"""


def write_load(
    transaction: Transaction, file: LoadedFile, outcome: Outcome, seconds: float, rejected: RejectedFile | None
) -> int:
    """Record a load in its own transaction; the record's id."""
    values = _list_values(file, outcome, seconds) | {"refusal": None}
    if rejected is not None:
        kept = {"rejected_name": rejected.name, "rejected_kept": rejected.rows, "rejected_file": rejected.packed}
        values |= kept
    return int(transaction.read_one(WRITE_RECORD, _clean(values)).id)


def write_refusal(store: Store, file: LoadedFile, refusal: str, seconds: float) -> None:
    """Record that a file was refused, and why."""
    store.execute(WRITE_RECORD, _clean(_list_values(file, Outcome(), seconds) | {"refusal": refusal}))


def _clean(values: dict[str, Any]) -> dict[str, Any]:
    return {name: UNWRITABLE.sub("\ufffd", v) if isinstance(v, str) else v for name, v in values.items()}


def _list_values(file: LoadedFile, outcome: Outcome, seconds: float) -> dict[str, Any]:
    mended = [{"number": row.number, "code": row.code, "name": row.name, **_place(row)} for row in outcome.mended_rows]
    numbers = {name: getattr(outcome, name) for name in NUMBERS}
    nothing = {"rejected_name": None, "rejected_kept": 0, "rejected_file": None}
    return asdict(file) | numbers | nothing | {"seconds": seconds, "mended_rows": json.dumps(mended)}


def _place(row: TouchedRow) -> dict[str, Any]:
    return {"lon": row.lon, "lat": row.lat, "flaw": row.flaw}


READ_RECORDS = """
SELECT id, at, kind, target, way, file_name, sha256, refusal, read, added, changed, retired, moved, unchanged, rejected,
    mended, seconds, mended_rows, CASE WHEN rejected_file IS NOT NULL THEN rejected_name END AS rejected_name,
    rejected_kept
FROM load_record
ORDER BY id DESC
LIMIT %(limit)s
"""


def read_load_records(store: Store, limit: int) -> list[LoadRecord]:
    """The last loads, the newest first."""
    return [_read_record(row._asdict()) for row in store.read(READ_RECORDS, {"limit": limit})]


def _read_record(row: dict[str, Any]) -> LoadRecord:
    numbers = {name: row[name] for name in NUMBERS}
    mended = [TouchedRow(**told) for told in row["mended_rows"]]
    return LoadRecord(
        id=row["id"],
        at=row["at"],
        file=LoadedFile(*(row[name] for name in ("kind", "target", "way", "file_name", "sha256"))),
        refusal=row["refusal"],
        outcome=Outcome(**numbers, mended_rows=mended),
        seconds=row["seconds"],
        rejected_name=row["rejected_name"],
        rejected_kept=row["rejected_kept"],
    )


WAS_LOADED = """
SELECT FROM load_record
WHERE job = %(job)s AND refusal IS NULL
"""


def was_loaded(store: Store, job: str) -> bool:
    """Whether the store holds what this job loaded."""
    return bool(store.read(WAS_LOADED, {"job": job}))


READ_REJECTED = """
SELECT rejected_file FROM load_record WHERE id = %(id)s AND rejected_file IS NOT NULL
"""


def read_rejected_file(store: Store, record: int) -> bytes:
    """The rejected rows of a load as its file holds them, with a reason each. Raises `UnknownLoad`."""
    rows = store.read(READ_REJECTED, {"id": record})
    if not rows:
        raise UnknownLoad(f"no rejected rows of a load {record} are kept")
    return gzip.decompress(bytes(rows[0].rejected_file))


FORGET_REJECTED = """
UPDATE load_record SET rejected_file = NULL
WHERE rejected_file IS NOT NULL AND at < now() - make_interval(days => %(days)s)
"""


def forget_rejected(store: Store) -> int:
    """Let go of the rejected rows of loads a month ago; of how many."""
    return store.execute(FORGET_REJECTED, {"days": KEPT_DAYS})
