"""What a load of a roster is asked to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from data.faults import FileFault
from data.loading.origin import Origin
from data.loading.text_table import TextTable

FIELDS = ("area_code", "organization", "kind", "count")

# What a row counts, as files say it.
ROSTERS = {
    "party_member": "party_member",
    "party_members": "party_member",
    "党员": "party_member",
    "volunteer": "volunteer",
    "volunteers": "volunteer",
    "志愿者": "volunteer",
}


@dataclass(frozen=True)
class RosterFile:
    """A CSV file or workbook with heads by area, organization and kind: the whole of what its source knows.

    `roster`: `party_member` or `volunteer` when all rows count those, and then `kind` may be any word; otherwise each
    row's `kind` says which. `columns`: by field, the column that holds it where its name is another one. `layer`: the
    sheet of a workbook, `headings`: its rows that hold the headings. `is_dry`: say what would be done and do nothing.
    `needed`: fields whose columns are kept of a rejected row, whatever their headings say.
    """

    file: str
    source: str
    roster: str | None = None
    layer: str | None = None
    headings: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None
    is_strict: bool = False
    rejected: Path | None = None
    is_dry: bool = False
    origin: Origin = Origin()

    needed: ClassVar[tuple[str, ...]] = FIELDS

    def find_columns(self, table: TextTable) -> dict[str, int]:
        """By field, the place of its column: the one told, or one of the field's own name. Raises `FileFault`."""
        by_name = {name: name for name in FIELDS if name in table.header}
        places = {name: table.find_column(column) for name, column in (by_name | dict(self.columns)).items()}
        if "area_code" not in places:
            raise FileFault(f"{self.file} needs --map area_code=COLUMN; there are: {', '.join(table.header)}")
        if self.roster is None and "kind" not in places:
            raise FileFault(
                f"{self.file} has no column kind: say with --kind whether these are party members or volunteers"
            )
        return places
