"""A file of which nothing is known yet."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from data.loading.shapes import LINE, MULTILINE, MULTIPOLYGON, POINT, POLYGON, ShapeKind
from data.loading.source_file import SourceFile

Told = Mapping[str, Any]
SWITCHES = ("replaces", "is_strict")


@dataclass(frozen=True, kw_only=True)
class AnyFile(SourceFile):
    """Whatever it holds will do."""

    shapes: ClassVar[ShapeKind] = ShapeKind("shape", (POINT, LINE, POLYGON, MULTILINE, MULTIPOLYGON), ("",))

    @property
    def needs_shapes(self) -> bool:
        """A table may have its shape nowhere."""
        return False

    @property
    def fields(self) -> dict[str, str]:
        """None are wanted."""
        return {}


def read_any(path: str, told: Told) -> AnyFile:
    """The file with what is said of its layer, coordinates and text."""
    return AnyFile(file=path, **choose_said(AnyFile, told))


def choose_said(kind: type[SourceFile], told: Told) -> dict[str, Any]:
    """What is said of the fields that this kind of file has."""
    names = {field.name for field in fields(kind)} - {"file", "origin", "is_dry"}
    texts = {name: str(told[name]) for name in names - {*SWITCHES} if told.get(name)}
    return texts | {name: bool(told[name]) for name in names & {*SWITCHES} if name in told}
