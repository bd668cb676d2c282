-- The wall's tour: how long it stays at a stop, in which order, and whether it leaves out where nothing is open.

INSERT INTO setting (name, value) VALUES
    ('tour_seconds', '20'),
    ('tour_order', 'code'),
    ('tour_only_open', 'false');
