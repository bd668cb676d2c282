"""What a load of areas is asked to do."""

from dataclasses import dataclass
from typing import ClassVar

from data.loading.shapes import POLYGONS, ShapeKind
from data.loading.source_file import SourceFile

GOVERNANCE = "governance"
"""The system whose areas form the tree, find points and carry counts."""


def choose_code_system(told: str | None, system: str) -> str:
    """Of which system codes are. Unless told, the tree's are the street's own and other areas' of their own system."""
    return told or ("local" if system == GOVERNANCE else system)


@dataclass(frozen=True, kw_only=True)
class AreaFile(SourceFile):
    """A file of areas and what its fields mean; `parent`, `households` and `residents` may be left out.

    `replaces`: the file is the whole of its level and system, so what it does not name is retired. `system`: areas of
    another one than the tree's are drawn apart from the level's first zoom on; they have no parent.
    """

    shapes: ClassVar[ShapeKind] = POLYGONS

    level: str
    code: str
    name: str
    parent: str | None = None
    households: str | None = None
    residents: str | None = None
    system: str = GOVERNANCE
    code_system: str = "local"
    replaces: bool = False

    @property
    def is_of_tree(self) -> bool:
        """Whether the areas form the tree."""
        return self.system == GOVERNANCE

    @property
    def fields(self) -> dict[str, str]:
        """What is read, and the file's field that holds it."""
        meanings = ("code", "name", "parent", "households", "residents")
        return {meaning: getattr(self, meaning) for meaning in meanings if getattr(self, meaning) is not None}
