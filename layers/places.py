"""Landmarks that people find their way by, from zoom 13."""

from layers.layer import Layer

TILE = """
(SELECT ST_AsMVT(f.*, 'place', 4096, 'geom', 'id')
 FROM (SELECT m.id, m.kind, m.name,
           ST_AsMVTGeom(m.geom_3857, ST_TileEnvelope(%(z)s, %(x)s, %(y)s), 4096, 64, true) AS geom
       FROM map_place m
       WHERE m.geom_3857 && ST_TileEnvelope(%(z)s, %(x)s, %(y)s, margin => 64.0 / 4096) AND %(z)s >= 13) AS f)
"""

LAYER = Layer("places", TILE)
