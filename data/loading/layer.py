"""A layer of a file that can be read, whatever kind of file it is."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy.typing as npt

from data.loading.only import Only

Column = npt.NDArray[Any]

BATCH_ROWS = 20_000  # handed on at once, because what is made of a row is larger than the row


@dataclass(frozen=True)
class Batch:
    """Neighbouring rows of a layer: `first` is the row number (from 1) of the first.

    Shapes are WKB, None where the row has none, or a text that says why its shape cannot be read.
    """

    first: int
    shapes: Column
    columns: dict[str, Column]


@dataclass(frozen=True, kw_only=True)
class Layer(ABC):
    """One layer of a file. `rows`: how many will come, None when nobody knows; `crs`: EPSG:n or WKT.

    `text`: how its text is written, in words, where a file leaves that open; `only`: no other rows are read.
    """

    path: Path
    name: str
    fields: tuple[str, ...]
    geometry_type: str | None
    rows: int | None = None
    crs: str | None = None
    text: str | None = None
    only: Only | None = None

    @abstractmethod
    def read_batches(self, fields: Sequence[str]) -> Iterator[Batch]:
        """The rows in the file's order, in small batches. Raises `FileFault` where the file breaks off."""

    @abstractmethod
    def read_first(self, fields: Sequence[str], count: int) -> Batch:
        """The first rows alone. Raises `FileFault` when they cannot be read."""
