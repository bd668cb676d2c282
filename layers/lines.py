"""Roads and rivers, quiet under the areas: large ones from zoom 11, all from zoom 14."""

from layers.layer import Layer

TILE = """
(SELECT ST_AsMVT(f.*, 'line', 4096, 'geom', 'id')
 FROM (SELECT m.id, m.kind, m.name,
           ST_AsMVTGeom(m.geom_3857, ST_TileEnvelope(%(z)s, %(x)s, %(y)s), 4096, 64, true) AS geom
       FROM map_line m
       WHERE m.geom_3857 && ST_TileEnvelope(%(z)s, %(x)s, %(y)s, margin => 64.0 / 4096)
           AND (%(z)s >= 14 OR %(z)s >= 11 AND m.kind IN ('road_major', 'river'))) AS f)
"""

LAYER = Layer("lines", TILE)
