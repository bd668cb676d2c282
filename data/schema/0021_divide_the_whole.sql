-- What hangs on nothing, or on the root beside its communities, as a building in a gap does, is no part of the whole.

CREATE OR REPLACE VIEW sole_root AS
SELECT min(root.id) AS id
FROM (SELECT a.id, rank() OVER (ORDER BY l.rank) AS place
      FROM area a JOIN level l ON l.name = a.level
      WHERE a.parent_id IS NULL AND a.valid_to IS NULL AND a.system = 'governance') AS root
WHERE root.place = 1
HAVING count(*) = 1;

CREATE OR REPLACE VIEW part AS
WITH candidate AS (
    SELECT id, level, code, name, geom, residents FROM area
    WHERE parent_id = (SELECT id FROM sole_root) AND valid_to IS NULL AND system = 'governance'
    UNION ALL
    SELECT id, level, code, name, geom, residents FROM area
    WHERE parent_id IS NULL AND valid_to IS NULL AND system = 'governance' AND NOT EXISTS (SELECT FROM sole_root)
)
SELECT id, level, code, name, geom, residents
FROM (SELECT c.*, rank() OVER (ORDER BY l.rank) AS place FROM candidate c JOIN level l ON l.name = c.level) AS ranked
WHERE place = 1;
COMMENT ON VIEW part IS
    'What the whole is divided into: the areas beneath its root; where there are several roots, these. Of them the topmost level.';
