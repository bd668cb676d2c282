-- A single change takes half of the time it took: the same guarantees, fewer questions.

ALTER TABLE area ADD COLUMN size double precision GENERATED ALWAYS AS (ST_Area(geom)) STORED;
COMMENT ON COLUMN area.size IS 'In square degrees. Of the areas of one level that cover a point the smallest is the point''s.';

-- In plpgsql, with one plan for all points. Candidates come in their order: the large outlines above the one found are
-- not read. Full names, because setting a search path takes longer than the search.
CREATE OR REPLACE FUNCTION find_area(point geometry) RETURNS integer
    LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN (
        SELECT candidate.id
        FROM (
            SELECT a.id, a.geom
            FROM gridboard.area a JOIN gridboard.level l ON l.name = a.level
            WHERE a.valid_to IS NULL AND a.system = 'governance' AND a.geom OPERATOR(public.&&) point
            ORDER BY l.rank DESC, a.size, a.id
            OFFSET 0
        ) AS candidate
        WHERE public.ST_Covers(candidate.geom, point)
        LIMIT 1
    );
END $$;

-- In plpgsql: each statement would read a function in SQL anew. Full names, so that nobody has others believed.
CREATE OR REPLACE FUNCTION is_settled() RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN pg_catalog.current_setting('gridboard.is_settled', true) OPERATOR(pg_catalog.=) 'on'
        AND pg_catalog.pg_has_role(session_user, 'gridboard_app', 'MEMBER');
END $$;

DROP FUNCTION hold_boundaries;
CREATE FUNCTION settle_area(point geometry, stated integer) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'write issues and the roster under READ COMMITTED: a % transaction would not see moved boundaries',
            current_setting('transaction_isolation');
    END IF;
    IF NOT pg_try_advisory_xact_lock_shared(boundary_lock_key()) THEN  -- an IF needs no query, a PERFORM does
        PERFORM pg_advisory_xact_lock_shared(boundary_lock_key());
    END IF;
    IF point IS NOT NULL THEN
        RETURN find_area(point);
    END IF;
    RETURN (SELECT id FROM area WHERE id = stated AND valid_to IS NULL AND system = 'governance');
END $$;
COMMENT ON FUNCTION settle_area IS
    'The area of a new or moved row: a point beats a stated area; a stated area that is not open leaves it unlocated.
Until the transaction ends no load switches boundaries; those of before are seen.';

CREATE OR REPLACE FUNCTION place_head() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
BEGIN
    NEW.area_id := settle_area(NULL, NEW.area_id);
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION place_issue() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
BEGIN
    NEW.area_id := settle_area(NEW.geom, NEW.area_id);
    RETURN NEW;
END $$;

-- What a new issue is given, by one trigger, not three.
CREATE FUNCTION settle_new_issue() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
BEGIN
    NEW.area_id := settle_area(NEW.geom, NEW.area_id);
    NEW.is_overdue := false;
    IF NEW.status = 'closed' THEN
        NEW.closed_at := coalesce(NEW.closed_at, NEW.updated_at);
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION settle_new_issue IS 'Overdue begins by the app''s clock alone.';

CREATE OR REPLACE FUNCTION stop_overdue() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
BEGIN
    IF NOT pg_has_role(session_user, 'gridboard_app', 'MEMBER') THEN
        NEW.is_overdue := OLD.is_overdue;
    END IF;
    IF NOT runs_clock(NEW.status) OR NEW.due_at IS NULL OR NEW.due_at > OLD.due_at THEN
        NEW.is_overdue := false;
    END IF;
    RETURN NEW;
END $$;

DROP FUNCTION stamp_new_issue CASCADE;
DROP TRIGGER stop_overdue_insert ON issue;
CREATE OR REPLACE TRIGGER place_issue BEFORE UPDATE OF geom, area_id ON issue
    FOR EACH ROW WHEN (is_settled() IS NOT TRUE) EXECUTE FUNCTION place_issue();
CREATE TRIGGER settle_new_issue BEFORE INSERT ON issue
    FOR EACH ROW WHEN (is_settled() IS NOT TRUE) EXECUTE FUNCTION settle_new_issue();

-- All who write share a lock on the status's row with a key to it, and wait for each other to note so. As one array,
-- because each statement reads the text of the check.
ALTER TABLE issue
    DROP CONSTRAINT issue_status_fkey,
    ADD CONSTRAINT issue_status_is_known CHECK (status = ANY (
        '{accepted,rejected,filed,dispatched,returned,signed,in_progress,reported_done,rework,closed,extended,'
        'deferred,suspended,supervised}'::text[]
    ));
ALTER TABLE issue_event
    DROP CONSTRAINT issue_event_status,
    ADD CONSTRAINT issue_event_status_is_known CHECK (status = ANY (
        '{accepted,rejected,filed,dispatched,returned,signed,in_progress,reported_done,rework,closed,extended,'
        'deferred,suspended,supervised}'::text[]
    ));

-- What a statement on issues leaves behind is written by one function, not three.
CREATE FUNCTION note_new_issues() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
BEGIN
    INSERT INTO count_change (area_id, measure, delta)
    SELECT area_id, m.measure, count(*)
    FROM new_rows, LATERAL (VALUES ('open_issues', is_open(status)), ('overdue_issues', is_overdue)) AS m (measure, counts)
    WHERE m.counts GROUP BY 1, 2;

    INSERT INTO issue_change (issue_id)
    SELECT id FROM new_rows WHERE NOT is_petition(source) ORDER BY updated_at DESC LIMIT 200;

    INSERT INTO issue_event (issue_id, at, status, area_id)
    SELECT id, reported_at, 'accepted', area_id FROM new_rows
    UNION ALL
    SELECT id, greatest(reported_at, coalesce(closed_at, updated_at)), status, area_id
    FROM new_rows WHERE status <> 'accepted';
    RETURN NULL;
END $$;

CREATE FUNCTION note_changed_issues() RETURNS trigger
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
    SELECT n.id, coalesce(n.closed_at, n.updated_at), n.status, n.area_id
    FROM new_rows n JOIN old_rows o USING (id)
    WHERE n.status <> o.status;
    RETURN NULL;
END $$;

CREATE FUNCTION note_gone_issues() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
BEGIN
    INSERT INTO count_change (area_id, measure, delta)
    SELECT area_id, m.measure, -count(*)
    FROM old_rows, LATERAL (VALUES ('open_issues', is_open(status)), ('overdue_issues', is_overdue)) AS m (measure, counts)
    WHERE m.counts GROUP BY 1, 2;
    RETURN NULL;
END $$;

DROP FUNCTION count_issues, note_issues, record_first_event, record_event CASCADE;

CREATE TRIGGER note_insert AFTER INSERT ON issue
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_new_issues();
CREATE TRIGGER note_update AFTER UPDATE ON issue
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_changed_issues();
CREATE TRIGGER note_delete AFTER DELETE ON issue
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION note_gone_issues();

REVOKE ALL ON FUNCTION settle_area, settle_new_issue, note_new_issues, note_changed_issues, note_gone_issues FROM PUBLIC;
