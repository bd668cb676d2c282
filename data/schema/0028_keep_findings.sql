-- The check: from where on something is a finding, what the last run found, and how complete each layer was.

INSERT INTO setting (name, value) VALUES
    ('check_tolerance', '0.2'),
    ('check_sliver', '1'),
    ('grid_least_households', '300'),
    ('grid_most_households', '500'),
    ('grid_most_residents', '1500');

CREATE TABLE quality_check (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    started_at timestamptz NOT NULL,
    finished_at timestamptz NOT NULL,
    boundaries bigint NOT NULL,
    limits jsonb NOT NULL,
    completeness jsonb NOT NULL
);
COMMENT ON COLUMN quality_check.boundaries IS 'The version of the boundaries that were looked at.';

CREATE TABLE finding (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    check_id integer NOT NULL REFERENCES quality_check ON DELETE CASCADE,
    severity smallint NOT NULL,
    kind text NOT NULL,
    level text,
    area_ids integer[] NOT NULL,
    value double precision,
    unit text,
    parts jsonb NOT NULL,
    geom geometry(Geometry, 4326)
);
CREATE INDEX finding_order ON finding (check_id, severity, id);
COMMENT ON COLUMN finding.severity IS '1 severe, 2 moderate, 3 minor.';
COMMENT ON COLUMN finding.parts IS 'What the sentence about it names beside the areas, never a sentence.';

CREATE VIEW area_in_grid AS
WITH RECURSIVE held AS (
    SELECT id FROM area WHERE level = 'grid' AND system = 'governance' AND valid_to IS NULL
    UNION ALL
    SELECT a.id FROM area a JOIN held ON a.parent_id = held.id WHERE a.valid_to IS NULL
)
SELECT id FROM held;
COMMENT ON VIEW area_in_grid IS 'The open grids and everything below them.';

CREATE VIEW filled_field AS
SELECT a.level AS layer, f.field, count(*) FILTER (WHERE f.is_filled) AS filled, count(*) AS total, l.rank
FROM area a JOIN level l ON l.name = a.level, LATERAL (VALUES
    ('name', a.name <> ''), ('households', a.households IS NOT NULL), ('residents', a.residents IS NOT NULL),
    ('post', a.post <> ''), ('post_phone', a.post_phone <> '')) AS f (field, is_filled)
WHERE a.valid_to IS NULL AND a.system = 'governance'
GROUP BY a.level, l.rank, f.field
UNION ALL
SELECT 'issue', f.field, count(*) FILTER (WHERE f.is_filled), count(*), 1000
FROM issue i, LATERAL (VALUES
    ('area', i.area_id IS NOT NULL), ('point', i.geom IS NOT NULL), ('address', i.address <> ''),
    ('deadline', i.due_at IS NOT NULL)) AS f (field, is_filled)
WHERE is_open(i.status)
GROUP BY f.field
UNION ALL
SELECT 'roster', f.field, count(*) FILTER (WHERE f.is_filled), count(*), 1001
FROM (SELECT area_id, organization FROM party_member UNION ALL SELECT area_id, organization FROM volunteer) AS h,
    LATERAL (VALUES ('area', h.area_id IS NOT NULL), ('organization', h.organization <> '')) AS f (field, is_filled)
GROUP BY f.field
UNION ALL
SELECT 'road', 'name', count(*) FILTER (WHERE name <> ''), count(*), 1002 FROM map_line HAVING count(*) > 0
UNION ALL
SELECT 'landmark', 'name', count(*) FILTER (WHERE name <> ''), count(*), 1003 FROM map_place HAVING count(*) > 0;
COMMENT ON VIEW filled_field IS 'How many rows of a layer have something in a field.';

GRANT SELECT, INSERT, DELETE ON quality_check, finding TO gridboard_app;
GRANT SELECT ON area_in_grid, filled_field TO gridboard_app;
