"""What a layer is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Layer:
    """Something that the map can draw.

    `tile` is a scalar SQL expression: the layer's part of a vector tile (bytea, NULL when empty) for the tile
    `%(z)s/%(x)s/%(y)s` of the web Mercator pyramid, made of what is there in the statement's snapshot.
    """

    name: str
    tile: str
