"""The merged cells of a sheet, which openpyxl does not tell when it reads a row at a time."""

import re
import zipfile
from pathlib import Path
from typing import Any

from openpyxl.utils.cell import column_index_from_string

from data.loading.headings import MOST_ROWS, Merge

MERGE = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]{0,40}?ref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']""")
LONGEST_MARK = 120
MOST = 500
CHUNK = 1 << 20

Told = tuple[bytes, bytes, bytes, bytes]


def list_merges(path: Path, sheet: Any) -> list[Merge]:
    """Those that begin in the first rows, some hundred at most."""
    found: dict[Told, Merge] = {}
    end = b""
    with zipfile.ZipFile(path) as packed, packed.open(sheet._worksheet_path.lstrip("/")) as xml:
        while (chunk := xml.read(CHUNK)) and len(found) < MOST:
            found |= {told: merge for told in MERGE.findall(end + chunk) if (merge := _read(told)).top <= MOST_ROWS}
            end = chunk[-LONGEST_MARK:]
    return list(found.values())


def _read(told: Told) -> Merge:
    left, right = (column_index_from_string(letters.decode("ascii")) for letters in told[::2])
    return Merge(top=int(told[1]), left=left, bottom=int(told[3]), right=right)
