-- Live counts: an append-only log of changes, and the sum of all that lies below the horizon.

CREATE TABLE count_change (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    area_id integer,
    measure text NOT NULL,
    delta integer NOT NULL CHECK (delta <> 0),
    at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX count_change_xid ON count_change (xid);
CREATE INDEX count_change_at ON count_change (at);
COMMENT ON COLUMN count_change.area_id IS 'The deepest area of what was counted; NULL is unlocated. Readers sum up the tree.';

CREATE TABLE area_count (
    area_id integer,
    measure text NOT NULL,
    value bigint NOT NULL,
    UNIQUE NULLS NOT DISTINCT (area_id, measure)
);

CREATE TABLE count_horizon (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    xid xid8 NOT NULL,
    identity text NOT NULL
);
COMMENT ON TABLE count_horizon IS 'Changes with a lower xid are in area_count; identity says who gave out the transaction ids.';

CREATE FUNCTION read_identity() RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
    SELECT concat_ws('/', s.system_identifier, c.timeline_id, d.oid, 'count_horizon'::regclass::oid)
    FROM pg_control_system() s, pg_control_checkpoint() c, pg_database d
    WHERE d.datname = current_database()
$$;
COMMENT ON FUNCTION read_identity IS
    'This cluster and its timeline; and this database and table, which a restore into the same cluster makes anew.';

INSERT INTO count_horizon (xid, identity) VALUES ('3', read_identity());

-- The one place that says what a row of a counted table counts for.
CREATE VIEW counted AS
    SELECT area_id, 'open_issues' AS measure FROM issue WHERE is_open(status)
    UNION ALL
    SELECT area_id, 'overdue_issues' FROM issue WHERE is_overdue
    UNION ALL
    SELECT area_id, 'party_members' FROM party_member
    UNION ALL
    SELECT area_id, 'volunteers' FROM volunteer;

CREATE FUNCTION count_issues() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO count_change (area_id, measure, delta)
        SELECT area_id, m.measure, count(*)
        FROM new_rows, LATERAL (VALUES ('open_issues', is_open(status)), ('overdue_issues', is_overdue)) AS m (measure, counts)
        WHERE m.counts GROUP BY 1, 2;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO count_change (area_id, measure, delta)
        SELECT area_id, m.measure, -count(*)
        FROM old_rows, LATERAL (VALUES ('open_issues', is_open(status)), ('overdue_issues', is_overdue)) AS m (measure, counts)
        WHERE m.counts GROUP BY 1, 2;
    ELSE
        INSERT INTO count_change (area_id, measure, delta)
        SELECT r.area_id, m.measure, sum(r.sign)
        FROM (SELECT area_id, status, is_overdue, 1 AS sign FROM new_rows
              UNION ALL
              SELECT area_id, status, is_overdue, -1 FROM old_rows) AS r,
            LATERAL (VALUES ('open_issues', is_open(r.status)), ('overdue_issues', r.is_overdue)) AS m (measure, counts)
        WHERE m.counts GROUP BY 1, 2 HAVING sum(r.sign) <> 0;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER count_insert AFTER INSERT ON issue
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_issues();
CREATE TRIGGER count_update AFTER UPDATE ON issue
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_issues();
CREATE TRIGGER count_delete AFTER DELETE ON issue
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION count_issues();

CREATE FUNCTION count_heads() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO count_change (area_id, measure, delta)
        SELECT area_id, TG_ARGV[0], count(*) FROM new_rows GROUP BY 1;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO count_change (area_id, measure, delta)
        SELECT area_id, TG_ARGV[0], -count(*) FROM old_rows GROUP BY 1;
    ELSE
        INSERT INTO count_change (area_id, measure, delta)
        SELECT r.area_id, TG_ARGV[0], sum(r.sign)
        FROM (SELECT area_id, 1 AS sign FROM new_rows UNION ALL SELECT area_id, -1 FROM old_rows) AS r
        GROUP BY 1 HAVING sum(r.sign) <> 0;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER count_insert AFTER INSERT ON party_member
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_heads('party_members');
CREATE TRIGGER count_update AFTER UPDATE ON party_member
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_heads('party_members');
CREATE TRIGGER count_delete AFTER DELETE ON party_member
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION count_heads('party_members');
CREATE TRIGGER count_insert AFTER INSERT ON volunteer
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_heads('volunteers');
CREATE TRIGGER count_update AFTER UPDATE ON volunteer
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_heads('volunteers');
CREATE TRIGGER count_delete AFTER DELETE ON volunteer
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION count_heads('volunteers');

-- Which issues changed, for the screens' tickers; forgotten soon. A bulk statement leaves its latest issues only.
CREATE TABLE issue_change (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    issue_id bigint NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX issue_change_xid ON issue_change (xid);

CREATE FUNCTION note_issues() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
BEGIN
    INSERT INTO issue_change (issue_id)
    SELECT id FROM new_rows WHERE NOT is_petition(source) ORDER BY updated_at DESC LIMIT 200;
    RETURN NULL;
END $$;

CREATE TRIGGER note_insert AFTER INSERT ON issue
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_issues();
CREATE TRIGGER note_update AFTER UPDATE ON issue
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_issues();

CREATE FUNCTION fold_count_changes() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
DECLARE
    former xid8;
    reached xid8;
    folded bigint;
BEGIN
    SELECT xid INTO former FROM count_horizon FOR UPDATE;
    reached := greatest(former, pg_snapshot_xmin(pg_current_snapshot()));
    INSERT INTO area_count AS c (area_id, measure, value)
    SELECT area_id, measure, sum(delta) FROM count_change WHERE xid >= former AND xid < reached GROUP BY 1, 2
    ON CONFLICT (area_id, measure) DO UPDATE SET value = c.value + excluded.value;
    GET DIAGNOSTICS folded = ROW_COUNT;
    UPDATE count_horizon SET xid = reached WHERE xid <> reached;
    DELETE FROM issue_change WHERE xid < reached AND at < now() - interval '10 minutes';
    RETURN folded;
END $$;
COMMENT ON FUNCTION fold_count_changes IS
    'Adds the finished changes to area_count and moves the horizon; deletes no count change. Returns the counts it touched.';

CREATE FUNCTION forget_count_changes(before timestamptz) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
    WITH gone AS (
        DELETE FROM count_change WHERE at < before AND xid < (SELECT xid FROM count_horizon) RETURNING 1
    )
    SELECT count(*) FROM gone
$$;

CREATE FUNCTION adopt_cluster() RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
BEGIN
    IF (SELECT identity FROM count_horizon) = read_identity() THEN
        RETURN false;
    END IF;
    LOCK TABLE issue, party_member, volunteer IN SHARE MODE;
    PERFORM FROM count_horizon FOR UPDATE;
    IF (SELECT identity FROM count_horizon) = read_identity() THEN
        RETURN false;
    END IF;
    DELETE FROM area_count;
    INSERT INTO area_count (area_id, measure, value) SELECT area_id, measure, count(*) FROM counted GROUP BY 1, 2;
    UPDATE count_change SET xid = '3';
    DELETE FROM issue_change;
    UPDATE boundaries SET xid = '3';
    UPDATE count_horizon SET xid = '4', identity = read_identity();
    RETURN true;
END $$;
COMMENT ON FUNCTION adopt_cluster IS
    'Transaction ids hold only in the cluster that gave them out: in another one all changes are long finished and counts begin with a recount. True when it was another.';

CREATE FUNCTION repair_counts() RETURNS TABLE (area_id integer, measure text, delta bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
BEGIN
    RETURN QUERY
    WITH repaired AS (
        INSERT INTO count_change (area_id, measure, delta)
        SELECT d.area_id, d.measure, d.recounted - d.counted FROM count_difference d
        RETURNING count_change.area_id, count_change.measure, count_change.delta
    )
    SELECT r.area_id, r.measure, r.delta::bigint FROM repaired r;
END $$;

CREATE VIEW live_count AS
    SELECT area_id, measure, sum(value)::bigint AS value
    FROM (SELECT area_id, measure, value FROM area_count
          UNION ALL
          SELECT area_id, measure, delta FROM count_change WHERE xid >= (SELECT xid FROM count_horizon)) AS part
    GROUP BY area_id, measure
    HAVING sum(value) <> 0;
COMMENT ON VIEW live_count IS 'The present count of each deepest area, before it is summed up the tree.';

CREATE VIEW count_difference AS
    SELECT area_id, measure, sum(recounted)::bigint AS recounted, sum(counted)::bigint AS counted
    FROM (SELECT area_id, measure, count(*) AS recounted, 0 AS counted FROM counted GROUP BY 1, 2
          UNION ALL
          SELECT area_id, measure, 0, value FROM live_count) AS side
    GROUP BY area_id, measure
    HAVING sum(recounted) <> sum(counted);
COMMENT ON VIEW count_difference IS 'Where the live counts differ from a recount of the tables; empty when they are right.';
