"""What a finding is, and how much it matters."""

from dataclasses import dataclass, field
from typing import Any

FOOTPRINTS = "building"
"""The level whose areas stand apart; those of every other level cover the ground without a gap."""
GRID = "grid"
"""The level that everything belongs to."""
GOVERNANCE = "governance"

SEVERE, MODERATE, MINOR = "severe", "moderate", "minor"
SEVERITIES = (SEVERE, MODERATE, MINOR)

KINDS = {
    "gap": SEVERE,
    "overlap": SEVERE,
    "duplicate": SEVERE,
    "uncovered": SEVERE,
    "outside": SEVERE,
    "invalid": SEVERE,
    "sliver": MODERATE,
    "orphan_area": MODERATE,
    "orphan_building": MODERATE,
    "orphan_issue": MODERATE,
    "orphan_roster": MODERATE,
    "code": MODERATE,
    "oversized": MINOR,
    "undersized": MINOR,
    "no_post": MINOR,
    "across": MINOR,
}
"""All kinds of findings with their severity."""


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, at its place (lon/lat; None: nowhere on the map).

    `value` in `unit` says how much; `parts` holds what the sentence about it names beside the areas.
    """

    kind: str
    level: str | None
    area_ids: tuple[int, ...]
    place: Any = None
    value: float | None = None
    unit: str | None = None
    parts: dict[str, Any] = field(default_factory=dict)

    @property
    def severity(self) -> str:
        """Footprints overlap and repeat each other without harm to the boundaries."""
        return MINOR if self.level == FOOTPRINTS and KINDS[self.kind] == SEVERE else KINDS[self.kind]
