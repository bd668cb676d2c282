-- What a reader knows can be continued from as long as nothing was lost: neither by a crash nor by forgetting.

-- After a crash the server may give out a transaction id again that never reached the disk. It also empties this table.
CREATE UNLOGGED TABLE cluster_run (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    word bigint NOT NULL DEFAULT random_word()
);
INSERT INTO cluster_run DEFAULT VALUES;

ALTER TABLE count_horizon
    ADD COLUMN forgotten_xid xid8 NOT NULL DEFAULT '3',
    ADD COLUMN forgotten_at timestamptz NOT NULL DEFAULT '-infinity';
COMMENT ON COLUMN count_horizon.forgotten_xid IS 'The last transaction of which a change was forgotten.';
COMMENT ON COLUMN count_horizon.forgotten_at IS 'When the latest forgotten change was written.';

CREATE VIEW lineage AS
    SELECT concat_ws('/', h.identity, extract(epoch FROM pg_postmaster_start_time()), r.word) AS identity,
        h.xid AS horizon, h.forgotten_xid, h.forgotten_at
    FROM count_horizon h, cluster_run r;
COMMENT ON VIEW lineage IS
    'Who gives out the transaction ids: the cluster since its last start or crash. Empty from a crash until the next adoption.';

CREATE OR REPLACE FUNCTION forget_count_changes(before timestamptz) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
DECLARE
    forgotten bigint;
BEGIN
    WITH gone AS (
        DELETE FROM count_change WHERE at < before AND xid < (SELECT xid FROM count_horizon) RETURNING xid, at
    )
    UPDATE count_horizon h
    SET forgotten_xid = greatest(h.forgotten_xid, g.xid), forgotten_at = greatest(h.forgotten_at, g.at)
    FROM (SELECT max(xid) AS xid, max(at) AS at, count(*) AS changes FROM gone) AS g
    WHERE g.changes > 0
    RETURNING g.changes INTO forgotten;
    RETURN coalesce(forgotten, 0);
END $$;

CREATE OR REPLACE FUNCTION adopt_cluster() RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
BEGIN
    INSERT INTO cluster_run SELECT WHERE NOT EXISTS (SELECT FROM cluster_run) ON CONFLICT DO NOTHING;
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
    UPDATE count_horizon SET xid = '4', identity = read_identity(), forgotten_xid = '3';
    RETURN true;
END $$;

GRANT SELECT ON cluster_run, lineage TO gridboard_app;

INSERT INTO setting (name, value) VALUES ('retention_days', '400');
