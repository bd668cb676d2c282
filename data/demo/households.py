"""Households and residents of the demo street's buildings; areas add up their buildings, so all sums are exact."""

import numpy as np
from numpy.typing import NDArray

from data.demo.shares import share_out

RESIDENTS = 46_476  # 3,904 volunteers are 8.4 % of them
GRID_HOUSEHOLDS = (304, 470)  # inside the rule of 300 to 500 households a grid

Numbers = NDArray[np.int64]


def settle_households(homes: NDArray[np.float64], grid_of: Numbers, rng: np.random.Generator) -> Numbers:
    """Return households per building from dwelling space (square metres) and the building's grid: 304 to 470 a grid."""
    space = np.bincount(grid_of, weights=homes).astype(float)
    wanted = _grid_targets(space, rng)
    households = np.zeros(len(homes), dtype=np.int64)
    for grid, target in enumerate(wanted):
        lived_in = np.flatnonzero((grid_of == grid) & (homes > 0))
        households[lived_in] = 1 + share_out(int(target) - len(lived_in), homes[lived_in])
    return households


def _grid_targets(space: NDArray[np.float64], rng: np.random.Generator) -> Numbers:
    """Return households per grid, most grids near the lower end; more dwelling space means more of them."""
    low, high = GRID_HOUSEHOLDS
    drawn = np.sort(low + (high - low) * rng.beta(1.0, 3.4, len(space))).astype(np.int64)
    targets = np.empty_like(drawn)
    targets[np.argsort(space, kind="stable")] = drawn
    return targets


def settle_residents(households: Numbers, rng: np.random.Generator) -> Numbers:
    """Return residents per building, `RESIDENTS` in all; many dwellings are small or only partly lived in."""
    return share_out(RESIDENTS, households * rng.normal(1, 0.09, len(households)).clip(0.7, 1.3))
