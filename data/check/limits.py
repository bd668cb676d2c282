"""From where on something is a finding."""

from dataclasses import dataclass

from data.preferences import Preferences


@dataclass(frozen=True)
class Limits:
    """Metres for widths; households and residents of a grid."""

    tolerance: float = 0.2
    sliver: float = 1.0
    least_households: int = 300
    most_households: int = 500
    most_residents: int = 1500

    @staticmethod
    def of(preferences: Preferences) -> "Limits":
        """Those that the store's settings name."""
        return Limits(
            preferences.check_tolerance,
            preferences.check_sliver,
            preferences.grid_least_households,
            preferences.grid_most_households,
            preferences.grid_most_residents,
        )
