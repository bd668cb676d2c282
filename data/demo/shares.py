"""Sharing a whole number out by weights, so that parts always sum to the whole."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def share_out(total: int, weights: ArrayLike) -> NDArray[np.int64]:
    """Return whole parts of `total` in proportion to `weights` (1-d, not all zero): largest remainders get the rest."""
    given = np.asarray(weights, dtype=float)
    exact = given / given.sum() * total
    parts = np.floor(exact).astype(np.int64)
    parts[np.argsort(parts - exact, kind="stable")[: total - int(parts.sum())]] += 1
    return np.asarray(parts)
