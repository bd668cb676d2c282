-- Sources: when each was read last, and how often that is expected.

CREATE TABLE source (
    name text PRIMARY KEY CHECK (name <> ''),
    last_synced_at timestamptz,
    expected_seconds integer CHECK (expected_seconds > 0)
);
COMMENT ON TABLE source IS
    'A sync is told by who read the source, never by a trigger on what was read: a row that every insert updates would
make writers wait for each other.';

CREATE FUNCTION report_sync(source_name text, at timestamptz DEFAULT now()) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
    INSERT INTO source (name, last_synced_at) VALUES (source_name, coalesce(at, now()))
    ON CONFLICT (name) DO UPDATE SET last_synced_at = excluded.last_synced_at
$$;
COMMENT ON FUNCTION report_sync IS 'Says that a source was read at a moment, also when it had nothing new.';

-- The names are read from the indexes, one probe for each.
CREATE INDEX party_member_source ON party_member (source);
CREATE INDEX volunteer_source ON volunteer (source);

CREATE VIEW known_source AS
    WITH RECURSIVE of_issues (name) AS (
        SELECT min(source) FROM issue
        UNION ALL
        SELECT (SELECT min(source) FROM issue WHERE source > name) FROM of_issues WHERE name IS NOT NULL
    ), of_party_members (name) AS (
        SELECT min(source) FROM party_member
        UNION ALL
        SELECT (SELECT min(source) FROM party_member WHERE source > name) FROM of_party_members WHERE name IS NOT NULL
    ), of_volunteers (name) AS (
        SELECT min(source) FROM volunteer
        UNION ALL
        SELECT (SELECT min(source) FROM volunteer WHERE source > name) FROM of_volunteers WHERE name IS NOT NULL
    ), part (name, measures) AS (
        SELECT name, ARRAY['open_issues', 'overdue_issues'] FROM of_issues
        UNION ALL
        SELECT name, ARRAY['party_members'] FROM of_party_members
        UNION ALL
        SELECT name, ARRAY['volunteers'] FROM of_volunteers
    ), holding (name, measures) AS (
        SELECT name, array_agg(measure ORDER BY measure) FROM part, unnest(measures) AS measure WHERE name IS NOT NULL GROUP BY name
    )
    SELECT name, last_synced_at, expected_seconds,
        coalesce(measures, ARRAY['open_issues', 'overdue_issues']) AS measures
    FROM source FULL JOIN holding USING (name);
COMMENT ON VIEW known_source IS
    'Every source that told of a sync or that rows come from, with the measures it is a part of; without any row: issues.';

REVOKE ALL ON FUNCTION report_sync FROM PUBLIC;
GRANT EXECUTE ON FUNCTION report_sync TO gridboard_app, gridboard_feed;
GRANT SELECT, INSERT, UPDATE, DELETE ON source TO gridboard_app;
GRANT SELECT ON known_source TO gridboard_app;
