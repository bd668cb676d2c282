"""Boundaries: one tile layer a level, from its first zoom on; an area's id is its feature id."""

from layers.layer import Layer

TILE = """
(SELECT string_agg(part.mvt, ''::bytea ORDER BY l.rank)
 FROM drawn_level l,
    LATERAL (SELECT ST_AsMVT(f.*, l.name, 4096, 'geom', 'id') AS mvt
             FROM (SELECT a.id, a.code, a.name,
                       ST_AsMVTGeom(a.geom_3857, ST_TileEnvelope(%(z)s, %(x)s, %(y)s), 4096, 64, true) AS geom
                   FROM area a
                   WHERE a.geom_3857 && ST_TileEnvelope(%(z)s, %(x)s, %(y)s, margin => 64.0 / 4096)
                       AND a.level = l.name AND a.valid_to IS NULL AND a.system = 'governance') AS f) AS part
 WHERE l.min_zoom <= %(z)s)
"""

LAYER = Layer("areas", TILE)
