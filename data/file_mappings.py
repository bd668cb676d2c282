"""Named mappings: what was said about a file, found again by the set of its headings."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from data.faults import FileFault
from data.store import Store

LONGEST_NAME = 100
MOST_LETTERS = 20_000


@dataclass(frozen=True)
class FileMapping:
    """`told`: what the form held, by the names of its fields."""

    id: int
    name: str
    told: dict[str, Any]


KEEP_MAPPING = """
INSERT INTO file_mapping (name, headings, told) VALUES (%(name)s, %(headings)s, %(told)s)
ON CONFLICT (name) DO UPDATE SET headings = excluded.headings, told = excluded.told, kept_at = now()
"""


def keep_mapping(store: Store, name: str, headings: Iterable[str], told: Mapping[str, Any]) -> None:
    """Keep it; one of the same name is replaced. Raises `FileFault` for a name or a mapping that cannot be kept."""
    written = json.dumps(dict(told), ensure_ascii=False).replace("\\u0000", "")
    name, plain = name.strip(), [heading.replace("\0", "") for heading in _order(headings)]
    if not 0 < len(name) <= LONGEST_NAME or "\0" in name or len(written) + sum(map(len, plain)) > MOST_LETTERS:
        raise FileFault(f"a mapping needs a name of at most {LONGEST_NAME} characters")
    store.execute(KEEP_MAPPING, {"name": name, "headings": plain, "told": written})


FIND_MAPPINGS = """
SELECT id, name, told FROM file_mapping WHERE headings = %(headings)s::text[] ORDER BY kept_at DESC, id DESC
"""


def find_mappings(store: Store, headings: Iterable[str]) -> list[FileMapping]:
    """Those for files with just these headings, the newest first."""
    rows = store.read(FIND_MAPPINGS, {"headings": [heading.replace("\0", "") for heading in _order(headings)]})
    return [FileMapping(*row) for row in rows]


FORGET_MAPPING = """
DELETE FROM file_mapping WHERE id = %(id)s
"""


def forget_mapping(store: Store, mapping: int) -> None:
    """It is offered no more."""
    store.execute(FORGET_MAPPING, {"id": mapping})


def _order(headings: Iterable[str]) -> list[str]:
    return sorted(set(headings))
