"""What may be said about a file of shapes, whatever it is loaded as."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from data.loading.origin import Origin
from data.loading.shapes import ShapeKind


@dataclass(frozen=True)
class SourceFile(ABC):
    """A file with its layer, coordinates and text; what is not said is taken from the file, or the file is refused.

    `crs` overrides the file's own; `coordinates` is one of `crs.COORDINATES`. `wkt`, or `lon` and `lat`: the fields of
    a table that hold the shape; `headings`: the rows of a sheet that hold its headings. `only`: FIELD or FIELD=VALUE,…:
    no other rows are read. `is_strict`: one rejected row refuses the file. `is_dry`: say what would
    be done and do nothing.
    """

    shapes: ClassVar[ShapeKind]

    file: str
    layer: str | None = None
    crs: str | None = None
    coordinates: str | None = None
    encoding: str | None = None
    wkt: str | None = None
    lon: str | None = None
    lat: str | None = None
    headings: str | None = None
    only: str | None = None
    is_strict: bool = False
    is_dry: bool = False
    origin: Origin = Origin()

    @property
    def needs_shapes(self) -> bool:
        """Whether a table must have fields with the shape."""
        return True

    @property
    @abstractmethod
    def fields(self) -> dict[str, str]:
        """What is read, and the file's field that holds it."""
