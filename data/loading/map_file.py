"""What a load of lines or places is asked to do."""

from dataclasses import dataclass
from typing import ClassVar

from data.loading.shapes import LINES, POINTS, ShapeKind
from data.loading.source_file import SourceFile


@dataclass(frozen=True, kw_only=True)
class MapFile(SourceFile):
    """A file of what the map shows under the areas; all of it is of one `kind`, or `kind_field` tells each row's.

    `name`: the field with the name. `replaces`: the file is the whole of the kinds in it, so others of these go.
    """

    table: ClassVar[str]

    kind: str | None = None
    kind_field: str | None = None
    name: str | None = None
    replaces: bool = False

    @property
    def fields(self) -> dict[str, str]:
        """What is read, and the file's field that holds it."""
        told = {"kind": self.kind_field, "name": self.name}
        return {meaning: field for meaning, field in told.items() if field is not None}


class LineFile(MapFile):
    """Roads, lanes, rivers; a line may have no name."""

    shapes: ClassVar[ShapeKind] = LINES
    table: ClassVar[str] = "map_line"


@dataclass(frozen=True, kw_only=True)
class PlaceFile(MapFile):
    """Landmarks; a place has a name. `area`: the field with the code of the area where one without a point stands."""

    shapes: ClassVar[ShapeKind] = POINTS
    table: ClassVar[str] = "map_place"

    area: str | None = None

    @property
    def needs_shapes(self) -> bool:
        """Whether a table must have fields with the point."""
        return self.area is None

    @property
    def fields(self) -> dict[str, str]:
        """What is read, and the file's field that holds it."""
        return super().fields | ({} if self.area is None else {"area": self.area})
