"""The roster of the demo street: numbers of party members and volunteers by area and organization. No persons."""

import numpy as np
import pandas as pd

from data.demo.shares import share_out

PARTY_MEMBERS = 1286
IN_SERVICE = 412  # of them registered from their unit
VOLUNTEERS = 3904
TEAMS = {
    "patrol": ("红袖标平安守护队", 0.24),
    "opinion_collection": ("红马褂民情收集队", 0.14),
    "volunteering": ("红帽子志愿服务队", 0.34),
    "mediation": ("邻里评理调解队", 0.08),
    "emergency": ("及时雨应急队", 0.08),
    "culture": ("乡音文艺队", 0.08),
    "cadre": ("机关干部服务队", 0.04),
}
LEVEL_WEIGHTS = {"community": 0.04, "grid": 0.14, "micro_grid": 0.22, "building": 0.60}


def list_party_members(areas: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return rows (area_code, organization, kind, count): `PARTY_MEMBERS` heads, `IN_SERVICE` of them in service."""
    heads = _heads_by_area(areas, PARTY_MEMBERS, rng)
    in_service = _pick(heads, IN_SERVICE, rng)
    branches = areas["path_name"] + areas["level"].map(
        {"community": "党委", "grid": "党支部", "micro_grid": "党小组", "building": "党小组"}
    )
    rows = [(branches, "registered", heads - in_service), (branches, "in_service", in_service)]
    return _rows(areas, rows)


def list_volunteers(areas: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return rows (area_code, organization, kind, count): `VOLUNTEERS` heads."""
    totals = share_out(VOLUNTEERS, [weight for _, weight in TEAMS.values()])
    return _rows(
        areas,
        [
            (areas["community_name"] + name, kind, _heads_by_area(areas, int(total), rng))
            for (kind, (name, _)), total in zip(TEAMS.items(), totals, strict=True)
        ],
    )


def _heads_by_area(areas: pd.DataFrame, total: int, rng: np.random.Generator) -> np.ndarray:
    """Share heads over areas: by level, then by residents with the unevenness of real life."""
    level = areas["level"].map(LEVEL_WEIGHTS).fillna(0).to_numpy()
    residents = areas["residents"].to_numpy(dtype=float)
    per_level = areas.groupby("level")["residents"].transform("sum").to_numpy(dtype=float)
    weights = level * residents / per_level
    likely = weights * rng.lognormal(0, 0.55, len(areas))
    return rng.multinomial(total, likely / likely.sum())


def _pick(heads: np.ndarray, total: int, rng: np.random.Generator) -> np.ndarray:
    return rng.multivariate_hypergeometric(heads, total)


def _rows(areas: pd.DataFrame, parts: list[tuple[pd.Series, str, np.ndarray]]) -> pd.DataFrame:
    frames = [
        pd.DataFrame({"area_code": areas["code"], "organization": name, "kind": kind, "count": count})
        for name, kind, count in parts
    ]
    rows = pd.concat(frames, ignore_index=True)
    return rows[rows["count"] > 0].reset_index(drop=True)
