-- Issues with their history.

CREATE TABLE issue_status (
    name text PRIMARY KEY,
    is_open boolean NOT NULL,
    runs_clock boolean NOT NULL
);
COMMENT ON COLUMN issue_status.runs_clock IS 'false: an issue in this status is never overdue.';

INSERT INTO issue_status (name, is_open, runs_clock) VALUES
    ('accepted', true, true),
    ('rejected', false, false),
    ('filed', true, true),
    ('dispatched', true, true),
    ('returned', true, true),
    ('signed', true, true),
    ('in_progress', true, true),
    ('reported_done', true, true),
    ('rework', true, true),
    ('closed', false, false),
    ('extended', true, true),
    ('deferred', true, false),
    ('suspended', true, false),
    ('supervised', true, true);

CREATE FUNCTION is_open(status text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT status NOT IN ('closed', 'rejected')
$$;

CREATE FUNCTION runs_clock(status text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT status NOT IN ('closed', 'rejected', 'deferred', 'suspended')
$$;

CREATE FUNCTION is_petition(source text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT source IN ('petition', 'demo_petition')
$$;

CREATE TABLE issue (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source text NOT NULL CHECK (source <> ''),
    source_reference text NOT NULL CHECK (source_reference <> ''),
    category text NOT NULL,
    title text,
    status text NOT NULL DEFAULT 'accepted' REFERENCES issue_status,
    is_urgent boolean NOT NULL DEFAULT false,
    is_overdue boolean NOT NULL DEFAULT false,
    reported_at timestamptz NOT NULL DEFAULT now(),
    due_at timestamptz,
    closed_at timestamptz,
    updated_at timestamptz NOT NULL DEFAULT now(),
    address text,
    geom geometry(Point, 4326),
    area_id integer REFERENCES area,
    UNIQUE (source, source_reference)
);
CREATE INDEX issue_open_area ON issue (area_id) WHERE is_open(status);
CREATE INDEX issue_area ON issue (area_id);
CREATE INDEX issue_due ON issue (due_at) WHERE NOT is_overdue AND runs_clock(status);
CREATE INDEX issue_geom ON issue USING gist (geom);

CREATE TABLE issue_event (
    issue_id bigint NOT NULL REFERENCES issue ON DELETE CASCADE,
    at timestamptz NOT NULL,
    status text NOT NULL REFERENCES issue_status,
    area_id integer REFERENCES area
);
CREATE INDEX issue_event_issue ON issue_event (issue_id, at);
CREATE INDEX issue_event_at ON issue_event (at);

CREATE FUNCTION place_issue() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
BEGIN
    PERFORM hold_boundaries();
    IF NEW.geom IS NOT NULL THEN
        NEW.area_id := find_area(NEW.geom);
    ELSIF NOT EXISTS (SELECT FROM area WHERE id = NEW.area_id AND valid_to IS NULL AND system = 'governance') THEN
        NEW.area_id := NULL;
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION place_issue IS 'A point beats a stated area; a stated area that is not open leaves the issue unlocated.';

CREATE TRIGGER place_issue BEFORE INSERT OR UPDATE OF geom, area_id ON issue
    FOR EACH ROW EXECUTE FUNCTION place_issue();

CREATE FUNCTION stamp_issue() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
BEGIN
    IF NEW.updated_at = OLD.updated_at THEN
        NEW.updated_at := now();
    END IF;
    IF NEW.status = 'closed' AND OLD.status <> 'closed' AND NEW.closed_at IS NOT DISTINCT FROM OLD.closed_at THEN
        NEW.closed_at := NEW.updated_at;
    ELSIF is_open(NEW.status) THEN
        NEW.closed_at := NULL;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER stamp_issue BEFORE UPDATE OF status, due_at, category, title, is_urgent, address, geom ON issue
    FOR EACH ROW EXECUTE FUNCTION stamp_issue();

CREATE FUNCTION stamp_new_issue() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
BEGIN
    NEW.closed_at := coalesce(NEW.closed_at, NEW.updated_at);
    RETURN NEW;
END $$;

CREATE TRIGGER stamp_new_issue BEFORE INSERT ON issue
    FOR EACH ROW WHEN (NEW.status = 'closed') EXECUTE FUNCTION stamp_new_issue();

-- Overdue turns true by the app's clock; what ends it, a stopped clock or a later deadline, ends it here.
CREATE FUNCTION stop_overdue() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' OR NOT runs_clock(NEW.status) OR NEW.due_at IS NULL OR NEW.due_at > OLD.due_at THEN
        NEW.is_overdue := false;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER stop_overdue_insert BEFORE INSERT ON issue FOR EACH ROW EXECUTE FUNCTION stop_overdue();
CREATE TRIGGER stop_overdue BEFORE UPDATE OF status, due_at ON issue FOR EACH ROW EXECUTE FUNCTION stop_overdue();

CREATE FUNCTION record_first_event() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
BEGIN
    INSERT INTO issue_event (issue_id, at, status, area_id)
    SELECT id, reported_at, 'accepted', area_id FROM new_rows
    UNION ALL
    SELECT id, greatest(reported_at, coalesce(closed_at, updated_at)), status, area_id
    FROM new_rows WHERE status <> 'accepted';
    RETURN NULL;
END $$;

CREATE FUNCTION record_event() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
BEGIN
    INSERT INTO issue_event (issue_id, at, status, area_id)
    SELECT n.id, coalesce(n.closed_at, n.updated_at), n.status, n.area_id
    FROM new_rows n JOIN old_rows o USING (id)
    WHERE n.status <> o.status;
    RETURN NULL;
END $$;

CREATE TRIGGER record_first_event AFTER INSERT ON issue
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_first_event();
CREATE TRIGGER record_event AFTER UPDATE ON issue
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION record_event();

CREATE FUNCTION record_history(issue_ids bigint[], moments timestamptz[], statuses text[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
    DELETE FROM issue_event WHERE issue_id = ANY (issue_ids);
    INSERT INTO issue_event (issue_id, at, status, area_id)
    SELECT e.issue_id, e.at, e.status, i.area_id
    FROM unnest(issue_ids, moments, statuses) AS e (issue_id, at, status)
    JOIN issue i ON i.id = e.issue_id;
$$;
COMMENT ON FUNCTION record_history IS 'Replaces the history of these issues by their source''s own; arrays of one length.';

CREATE FUNCTION refuse_truncate() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'TRUNCATE on % would lose its counts: use DELETE', TG_TABLE_NAME;
END $$;

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON issue FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON area FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
