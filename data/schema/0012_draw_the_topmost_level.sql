-- A store may begin with communities or grids: whatever stands topmost is drawn from the first zoom on.

CREATE VIEW drawn_level AS
SELECT l.name, l.rank, CASE WHEN l.rank = topmost.rank THEN 0 ELSE l.min_zoom END AS min_zoom
FROM level l CROSS JOIN (
    SELECT min(rank) AS rank
    FROM level
    WHERE EXISTS (SELECT FROM area a WHERE a.level = level.name AND a.valid_to IS NULL AND a.system = 'governance')
) AS topmost;
COMMENT ON VIEW drawn_level IS 'The levels, the topmost one that has areas with 0 as its first zoom.';

GRANT SELECT ON drawn_level TO gridboard_app;
