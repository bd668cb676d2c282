CREATE TABLE setting (
    name text PRIMARY KEY,
    value text NOT NULL
);

INSERT INTO setting (name, value) VALUES
    ('street_title', ''),
    ('mode', 'routine'),
    ('theme', 'light'),
    ('volunteer_target_percent', '13'),
    ('people_min_level', 'community'),
    ('min_count', '10'),
    ('class_edges', '{"open_issues": {"grid": [1, 3, 5, 8, 11, 15]}}'),
    ('is_demo', 'false');
