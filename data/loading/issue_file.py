"""What a load of issues is asked to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar
from zoneinfo import ZoneInfo

from data.faults import FileFault
from data.loading.origin import Origin
from data.loading.text_table import TextTable

FIELDS = (
    *("reference", "category", "title", "status", "is_urgent", "reported_at", "due_at", "closed_at", "updated_at"),
    *("address", "lon", "lat", "area_code"),
)
REQUIRED = ("reference", "reported_at")


@dataclass(frozen=True)
class IssueFile:
    """A CSV file or workbook with the issues of one source.

    `columns`: by field, the column that holds it where its name is another one. `words`: statuses by the source's
    words, in lower case. `zone`: where times without an offset were read off a clock. `layer`: the sheet of a workbook,
    `headings`: its rows that hold the headings.
    `is_strict`: one rejected row refuses the file. `rejected`: the file for the rejected rows, by default beside the
    file. `is_dry`: say what would be done and do nothing.
    `needed`: fields whose columns are kept of a rejected row, whatever their headings say.
    """

    file: str
    source: str
    zone: ZoneInfo
    words: Mapping[str, str]
    layer: str | None = None
    headings: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None
    is_strict: bool = False
    rejected: Path | None = None
    is_dry: bool = False
    origin: Origin = Origin()

    needed: ClassVar[tuple[str, ...]] = REQUIRED

    def find_columns(self, table: TextTable) -> dict[str, int]:
        """By field, the place of its column: the one told, or one of the field's own name. Raises `FileFault`."""
        by_name = {name: name for name in FIELDS if name in table.header}
        places = {name: table.find_column(column) for name, column in (by_name | dict(self.columns)).items()}
        missing = [name for name in REQUIRED if name not in places]
        if missing:
            named = ", ".join(f"--map {name}=COLUMN" for name in missing)
            raise FileFault(f"{self.file} needs {named}; there are: {', '.join(table.header)}")
        if ("lon" in places) != ("lat" in places):
            raise FileFault(f"{self.file} has only one of lon and lat; there are: {', '.join(table.header)}")
        return places
