"""How land is built on: the dimensions of buildings, in metres, for each kind of compound and site."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fabric:
    """Rows of one kind of building: ranges of depth and length, gaps between rows and within a row.

    `shape` names the footprint, `floors` the range of storeys, `most` the largest number on one plot; nobody lives
    where `is_home` is false; `faces_south` turns the rows towards the sun, otherwise they follow the plot;
    `shops` is how often shops line the roads in front.
    """

    depth: tuple[float, float]
    length: tuple[float, float]
    row_gap: float
    gap: float
    shape: str
    floors: tuple[int, int] = (1, 1)
    most: int = 99
    is_home: bool = False
    faces_south: bool = False
    shops: float = 0.0


OLD_SLABS = Fabric((10.5, 12), (28, 50), 13.5, 7, "slab", (5, 7), is_home=True, faces_south=True, shops=0.6)
NEW_SLABS = Fabric((12.5, 14.5), (34, 60), 19, 10, "slab", (6, 11), is_home=True, faces_south=True, shops=0.45)
TOWERS = Fabric((18, 22), (22, 30), 17, 12, "tower", (16, 30), is_home=True, faces_south=True, shops=0.7)
LANE_HOUSES = Fabric((7.5, 11), (8, 19), 4.2, 2.6, "house", (1, 3), is_home=True)
VILLAGE_HOUSES = Fabric((9, 11), (9, 13), 3.6, 2.6, "house", (3, 6), is_home=True, shops=0.3)
SHOPS = Fabric((9, 13), (16, 38), 0, 3, "hall", (1, 3))
SHEDS = Fabric((4.5, 6.5), (6, 13), 8, 8, "hall", most=2)  # power rooms, bicycle sheds, gate houses

SITE_FABRICS = {
    "park": Fabric((7, 9), (9, 16), 52, 60, "house", most=4),
    "school": Fabric((14, 16), (46, 66), 20, 16, "wing", (4, 5), most=6, faces_south=True),
    "hospital": Fabric((19, 24), (46, 70), 16, 14, "wing", (5, 16), most=7, faces_south=True),
    "market": Fabric((17, 20), (36, 58), 10, 9, "hall", (1, 2), most=8),
    "temple": Fabric((10, 13), (16, 26), 11, 9, "hall", most=6, faces_south=True),
    "mall": Fabric((32, 40), (50, 78), 16, 14, "hall", (4, 6), most=4),
    "works": Fabric((20, 26), (54, 86), 13, 12, "hall", most=9),
}

Mix = tuple[tuple[Fabric, float], ...]

# What the grids of a community's fabric are built as, and how often.
COMPOUNDS: dict[str, Mix] = {
    "slabs": ((OLD_SLABS, 0.62), (NEW_SLABS, 0.28), (VILLAGE_HOUSES, 0.10)),
    "mixed": ((OLD_SLABS, 0.34), (NEW_SLABS, 0.26), (TOWERS, 0.24), (VILLAGE_HOUSES, 0.16)),
    "towers": ((TOWERS, 0.56), (NEW_SLABS, 0.44)),
    "lanes": ((LANE_HOUSES, 0.84), (OLD_SLABS, 0.16)),
}
