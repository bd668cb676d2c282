"""Areas of other systems than the tree's, unit grids or polling areas: outlines, from their level's first zoom on."""

from layers.layer import Layer

TILE = """
(SELECT ST_AsMVT(f.*, 'other_area', 4096, 'geom', 'id')
 FROM (SELECT a.id, a.system, a.code, a.name,
           ST_AsMVTGeom(a.geom_3857, ST_TileEnvelope(%(z)s, %(x)s, %(y)s), 4096, 64, true) AS geom
       FROM area a JOIN level l ON l.name = a.level
       WHERE a.geom_3857 && ST_TileEnvelope(%(z)s, %(x)s, %(y)s, margin => 64.0 / 4096)
           AND l.min_zoom <= %(z)s AND a.valid_to IS NULL AND a.system <> 'governance') AS f)
"""

LAYER = Layer("other_areas", TILE)
