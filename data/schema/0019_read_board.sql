-- The figures that stand beside the totals on a wall screen, for every part of the whole, all of one moment.

CREATE INDEX issue_closed_due ON issue (due_at) WHERE status = 'closed';

CREATE VIEW sole_root AS
SELECT min(id) AS id
FROM area
WHERE parent_id IS NULL AND valid_to IS NULL AND system = 'governance'
HAVING count(*) = 1;

CREATE VIEW part AS
SELECT id, level, code, name, geom, residents FROM area
WHERE parent_id = (SELECT id FROM sole_root) AND valid_to IS NULL AND system = 'governance'
UNION ALL
SELECT id, level, code, name, geom, residents FROM area
WHERE parent_id IS NULL AND valid_to IS NULL AND system = 'governance' AND NOT EXISTS (SELECT FROM sole_root);
COMMENT ON VIEW part IS 'What the whole is divided into: the areas beneath its root; where there are several roots, these.';

CREATE VIEW area_part AS
WITH RECURSIVE placed AS (
    SELECT id AS area_id, id AS part_id, level, residents, true AS is_open FROM part
    UNION ALL
    SELECT a.id, p.part_id, a.level, a.residents, a.valid_to IS NULL
    FROM placed p JOIN area a ON a.parent_id = p.area_id
)
SELECT area_id, part_id, level, residents, is_open FROM placed;
COMMENT ON VIEW area_part IS 'The part that each area lies in, retired areas too. The root and what lies elsewhere is in none.';

-- Events are read as data/trends.py reads them, for all parts at once.
CREATE FUNCTION read_board(hours timestamptz[], days timestamptz[], present timestamptz) RETURNS json
    LANGUAGE plpgsql STABLE SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    RETURN (
    WITH place AS MATERIALIZED (
        SELECT area_id, part_id, level, residents, is_open FROM area_part
    ), open_issue AS MATERIALIZED (
        SELECT id, area_id, source, status, due_at, is_overdue FROM issue WHERE is_open(status)
    ), told AS (
        SELECT e.issue_id, e.id, e.at, e.status, i.area_id AS present_area_id, i.due_at,
            CASE WHEN e.area_id IS NULL OR e.area_id = (SELECT id FROM sole_root) THEN i.area_id ELSE e.area_id END AS area_id
        FROM issue_event e, LATERAL (SELECT area_id, due_at FROM issue WHERE id = e.issue_id OFFSET 0) AS i
        WHERE e.at >= days[1]
    ), event AS (
        SELECT *, lead(at) OVER own AS until, lead(at) OVER own IS NULL AS is_last, lag(at) OVER own IS NULL AS is_first,
            lag(status) OVER own AS former_status, lag(area_id) OVER own AS former_area_id
        FROM told
        WINDOW own AS (PARTITION BY issue_id ORDER BY at, id)
    ), step AS MATERIALIZED (
        SELECT e.issue_id, e.at, e.until, e.is_first, e.is_last, e.status, e.due_at, e.area_id, e.present_area_id,
            coalesce(e.former_status, f.status) AS former_status,
            CASE WHEN NOT e.is_first THEN e.former_area_id
                 WHEN f.area_id IS NULL OR f.area_id = (SELECT id FROM sole_root) THEN e.present_area_id
                 ELSE f.area_id END AS former_area_id
        FROM event e LEFT JOIN LATERAL (
            SELECT status, area_id
            FROM issue_event f
            WHERE e.is_first AND f.issue_id = e.issue_id AND f.at < days[1]
            ORDER BY f.at DESC, f.id DESC LIMIT 1
        ) AS f ON true
    ), change (area_id, at, open, new, closed) AS (
        SELECT CASE WHEN is_last THEN present_area_id ELSE area_id END, at, 1, 0, 0 FROM step WHERE is_open(status)
        UNION ALL
        SELECT former_area_id, at, -1, 0, 0 FROM step WHERE is_open(former_status)
        UNION ALL
        SELECT area_id, at, 0, 1, 0 FROM step WHERE former_status IS NULL
        UNION ALL
        SELECT area_id, at, 0, 0, 1 FROM step WHERE NOT is_open(status) AND is_open(former_status) IS NOT FALSE
    ), span (area_id, status, due_at, since, until) AS (
        SELECT present_area_id, status, due_at, at, until FROM step
        UNION ALL
        SELECT present_area_id, former_status, due_at, '-infinity', at FROM step WHERE is_first
        UNION ALL
        SELECT area_id, status, due_at, '-infinity', NULL FROM open_issue o
        WHERE NOT EXISTS (SELECT FROM step s WHERE s.issue_id = o.id)
    ), overdue AS (
        SELECT area_id, greatest(since, due_at) AS since, coalesce(until, 'infinity') AS until
        FROM span
        WHERE runs_clock(status) AND due_at <= present
    ), due (area_id, is_on_time) AS (
        SELECT area_id, closed_at <= due_at FROM issue WHERE status = 'closed' AND due_at BETWEEN days[1] AND present
        UNION ALL
        SELECT area_id, false FROM open_issue WHERE runs_clock(status) AND due_at BETWEEN days[1] AND present
    ), latest AS (
        SELECT p.part_id, s.at, i.*, row_number() OVER (PARTITION BY p.part_id ORDER BY s.at DESC, i.id DESC) AS place
        FROM step s JOIN issue i ON i.id = s.issue_id LEFT JOIN place p ON p.area_id = i.area_id
        WHERE s.is_last AND NOT is_petition(i.source)
    )
    SELECT json_build_object(
        'counts', (SELECT json_agg(json_build_array(part_id, measure, value))
            FROM (SELECT part_id, measure, sum(value) AS value
                  FROM live_count LEFT JOIN place USING (area_id) GROUP BY 1, 2) AS row),
        'sources', (SELECT json_agg(json_build_array(part_id, source, count, oldest))
            FROM (SELECT part_id, source, count(*), min(due_at) FILTER (WHERE is_overdue) AS oldest
                  FROM open_issue LEFT JOIN place USING (area_id) GROUP BY 1, 2) AS row),
        'changes', (SELECT json_agg(json_build_array(part_id, hour, day, open, new, closed))
            FROM (SELECT part_id, width_bucket(at, hours) AS hour, width_bucket(at, days) AS day,
                      sum(open) AS open, sum(new) AS new, sum(closed) AS closed
                  FROM change LEFT JOIN place USING (area_id) GROUP BY 1, 2, 3) AS row),
        'overdue', (SELECT json_agg(json_build_array(part_id, since, until, count))
            FROM (SELECT part_id, width_bucket(since, hours) AS since, width_bucket(until, hours) AS until, count(*)
                  FROM overdue LEFT JOIN place USING (area_id) WHERE since < until GROUP BY 1, 2, 3) AS row),
        'due', (SELECT json_agg(json_build_array(part_id, on_time, due))
            FROM (SELECT part_id, count(*) FILTER (WHERE is_on_time) AS on_time, count(*) AS due
                  FROM due LEFT JOIN place USING (area_id) GROUP BY 1) AS row),
        'newest', (SELECT json_agg(json_build_array(l.part_id, l.at, p.names, l.id, l.area_id, l.source, l.category,
                      l.status, l.is_overdue, l.is_urgent) ORDER BY l.at DESC, l.id DESC)
            FROM latest l LEFT JOIN LATERAL (
                WITH RECURSIVE path AS (
                    SELECT id, parent_id, ARRAY[name] AS names FROM area WHERE id = l.area_id
                    UNION ALL
                    SELECT a.id, a.parent_id, a.name || p.names
                    FROM path p JOIN area a ON a.id = p.parent_id
                    WHERE p.id IS DISTINCT FROM l.part_id
                )
                SELECT names FROM path ORDER BY cardinality(names) DESC LIMIT 1
            ) AS p ON true
            WHERE l.place <= 8),
        'residents', (SELECT json_agg(json_build_array(part_id, residents))
            FROM (SELECT DISTINCT ON (part_id) part_id,
                      CASE WHEN bool_and(residents IS NOT NULL) THEN sum(residents) END AS residents
                  FROM place JOIN level ON level.name = place.level
                  WHERE is_open
                  GROUP BY part_id, rank HAVING count(residents) > 0 ORDER BY part_id, rank) AS row)
    ));
END $$;
COMMENT ON FUNCTION read_board IS
    'Lists by part, NULL for what lies in none. `days` and `hours` are rising moments; places count those that had come.';

REVOKE ALL ON FUNCTION read_board FROM PUBLIC;
GRANT EXECUTE ON FUNCTION read_board TO gridboard_app;
GRANT SELECT ON sole_root, part, area_part TO gridboard_app;
