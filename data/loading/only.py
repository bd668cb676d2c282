"""Reading only some rows of a file: those that have a field, or one of some values in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from data.faults import FileFault

WORD = re.compile(r"[\w:. -]+")  # nothing that could end a quoted word of SQL


@dataclass(frozen=True)
class Only:
    """`values`: the field has one of them; without any, the field has something in it."""

    field: str
    values: tuple[str, ...]

    def write_sql(self) -> str:
        """As a condition for GDAL; the words hold nothing but letters, digits, `_`, `:`, `.`, `-` and blanks."""
        if not self.values:
            return f'"{self.field}" IS NOT NULL'
        listed = ", ".join(f"'{value}'" for value in self.values)
        return f'"{self.field}" IN ({listed})'

    def has(self, value: Any) -> bool:
        """Whether a row of a table with this value in the field is one of them."""
        text = "" if value is None else str(value).strip()
        return text in self.values if self.values else text != ""


def read_only(told: str, fields: Sequence[str]) -> Only:
    """From `FIELD` or `FIELD=VALUE,VALUE`. Raises `FileFault` for an unknown field or a value with other signs."""
    field, _, listed = told.partition("=")
    values = tuple(value.strip() for value in listed.split(",") if value.strip())
    if field not in fields:
        raise FileFault(f"--only {told}: there is no field {field}; there are: {', '.join(fields)}")
    strange = [word for word in (field, *values) if not WORD.fullmatch(word)]
    if strange:
        raise FileFault(f"--only {told}: {strange[0]} holds other signs than letters, digits, blanks and _ : . -")
    return Only(field, values)
