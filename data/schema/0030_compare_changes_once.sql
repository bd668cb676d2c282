-- A function's plan is made for the first statement of its session. Made for a small one, a join of the new rows with the
-- old ones compares each with every other: of 10,000 changed issues for half a minute. So they are grouped, not joined.

CREATE OR REPLACE FUNCTION note_changed_issues() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
BEGIN
    INSERT INTO count_change (area_id, measure, delta)
    SELECT r.area_id, m.measure, sum(r.sign)
    FROM (SELECT area_id, status, is_overdue, 1 AS sign FROM new_rows
          UNION ALL
          SELECT area_id, status, is_overdue, -1 FROM old_rows) AS r,
        LATERAL (VALUES ('open_issues', is_open(r.status)), ('overdue_issues', r.is_overdue)) AS m (measure, counts)
    WHERE m.counts GROUP BY 1, 2 HAVING sum(r.sign) <> 0;

    INSERT INTO issue_change (issue_id)
    SELECT id FROM new_rows WHERE NOT is_petition(source) ORDER BY updated_at DESC LIMIT 200;

    INSERT INTO issue_event (issue_id, at, status, area_id)
    SELECT r.id, max(r.at), max(r.status) FILTER (WHERE r.at IS NOT NULL), max(r.area_id)
    FROM (SELECT id, coalesce(closed_at, updated_at) AS at, status, area_id FROM new_rows
          UNION ALL
          SELECT id, NULL, status, NULL FROM old_rows) AS r
    GROUP BY r.id HAVING min(r.status) <> max(r.status);
    RETURN NULL;
END $$;
