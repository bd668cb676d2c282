"""Vector tiles: all layers of one tile, read in one statement together with the version of the boundaries."""

from data.store import SQL, Store
from layers import LAYERS

DEEPEST_ZOOM = 16
"""The last zoom that tiles are made for; 4096 steps across it are 15 cm, closer views enlarge it."""

READ_TILE = (
    SQL("SELECT b.version, {layers} AS mvt FROM boundaries b")
    .format(layers=SQL(" || ").join([SQL("coalesce({}, ''::bytea)").format(SQL(layer.tile)) for layer in LAYERS]))
    .as_string(None)  # composed once, not for each tile
)


def read_tile(store: Store, z: int, x: int, y: int) -> tuple[int, bytes]:
    """The version of the boundaries and one Mapbox vector tile (extent 4096, empty where nothing lies)."""
    row = store.read_one(READ_TILE, {"z": z, "x": x, "y": y})
    return row.version, bytes(row.mvt)


def exists(z: int, x: int, y: int) -> bool:
    """Whether the pyramid has this tile."""
    return 0 <= z <= DEEPEST_ZOOM and 0 <= x < 2**z and 0 <= y < 2**z
