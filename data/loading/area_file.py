"""What a load of areas is asked to do."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AreaFile:
    """A file of areas and what its fields mean; `parent`, `households` and `residents` may be left out.

    `crs` overrides the file's own. `is_strict`: one rejected row refuses the file. `replaces`: the file is the whole of
    its level, so what it does not name is retired.
    """

    file: str
    level: str
    code: str
    name: str
    layer: str | None = None
    parent: str | None = None
    households: str | None = None
    residents: str | None = None
    crs: str | None = None
    code_system: str = "local"
    is_strict: bool = False
    replaces: bool = False

    @property
    def fields(self) -> dict[str, str]:
        """What is read, and the file's field that holds it."""
        meanings = ("code", "name", "parent", "households", "residents")
        return {meaning: getattr(self, meaning) for meaning in meanings if getattr(self, meaning) is not None}
