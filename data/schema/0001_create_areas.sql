-- Areas: the tree of street, community, grid, micro-grid and building, with the history of its boundaries.

CREATE TABLE level (
    name text PRIMARY KEY,
    rank smallint NOT NULL UNIQUE,
    min_zoom smallint NOT NULL CHECK (min_zoom BETWEEN 0 AND 22)
);
COMMENT ON TABLE level IS 'What the tree is made of; rank grows downwards, min_zoom is the first zoom that draws the level.';

INSERT INTO level (name, rank, min_zoom) VALUES
    ('street', 10, 0),
    ('community', 20, 10),
    ('grid', 30, 12),
    ('micro_grid', 40, 14),
    ('building', 50, 15);

CREATE TABLE area (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    level text NOT NULL REFERENCES level,
    parent_id integer REFERENCES area,
    code text NOT NULL CHECK (code <> ''),
    code_system text NOT NULL DEFAULT 'local',
    name text NOT NULL,
    geom geometry(MultiPolygon, 4326) NOT NULL,
    geom_3857 geometry(MultiPolygon, 3857) GENERATED ALWAYS AS (ST_Transform(geom, 3857)) STORED,
    households integer CHECK (households >= 0),
    residents integer CHECK (residents >= 0),
    post text,
    post_phone text,
    system text NOT NULL DEFAULT 'governance',
    valid_from timestamptz NOT NULL DEFAULT now(),
    valid_to timestamptz CHECK (valid_to >= valid_from)
);
COMMENT ON COLUMN area.system IS 'Only governance areas form the tree, find points and carry counts.';
COMMENT ON COLUMN area.post IS 'The responsible post, never a person''s name.';

CREATE UNIQUE INDEX area_open_code ON area (code_system, code) WHERE valid_to IS NULL;
CREATE INDEX area_open_geom ON area USING gist (geom) WHERE valid_to IS NULL;
CREATE INDEX area_open_geom_3857 ON area USING gist (geom_3857) WHERE valid_to IS NULL;
CREATE INDEX area_parent ON area (parent_id);
CREATE INDEX area_open_level ON area (level) WHERE valid_to IS NULL;

CREATE TABLE area_version (
    area_id integer NOT NULL REFERENCES area ON DELETE CASCADE,
    name text NOT NULL,
    geom geometry(MultiPolygon, 4326) NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_to timestamptz NOT NULL,
    PRIMARY KEY (area_id, valid_to)
);
COMMENT ON TABLE area_version IS 'Former names and boundaries of areas that kept their code.';

CREATE FUNCTION keep_parent() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'area % (%) keeps its parent for life: a new parent means a new code', OLD.code, OLD.name;
END $$;

CREATE TRIGGER keep_parent BEFORE UPDATE OF parent_id ON area
    FOR EACH ROW WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id) EXECUTE FUNCTION keep_parent();

CREATE FUNCTION lie_above_children() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
BEGIN
    IF (SELECT p.rank FROM area a JOIN level p ON p.name = a.level WHERE a.id = NEW.parent_id)
        >= (SELECT l.rank FROM level l WHERE l.name = NEW.level)
    THEN
        RAISE EXCEPTION 'area % cannot hang on an area of its own or a lower level', NEW.code;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER lie_above_children BEFORE INSERT OR UPDATE OF level ON area
    FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION lie_above_children();

-- Lines and places under the areas: roads, rivers, landmarks.
CREATE TABLE map_line (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL,
    name text NOT NULL DEFAULT '',
    geom geometry(Geometry, 4326) NOT NULL CHECK (ST_Dimension(geom) = 1),
    geom_3857 geometry(Geometry, 3857) GENERATED ALWAYS AS (ST_Transform(geom, 3857)) STORED
);
CREATE INDEX map_line_geom_3857 ON map_line USING gist (geom_3857);

CREATE TABLE map_place (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL,
    name text NOT NULL,
    geom geometry(Point, 4326) NOT NULL,
    geom_3857 geometry(Point, 3857) GENERATED ALWAYS AS (ST_Transform(geom, 3857)) STORED
);
CREATE INDEX map_place_geom_3857 ON map_place USING gist (geom_3857);

-- The version of everything that tiles are drawn from: a random 64-bit word, new with every change.
CREATE FUNCTION random_word() RETURNS bigint LANGUAGE sql VOLATILE AS $$
    SELECT ('x' || replace(left(gen_random_uuid()::text, 8) || right(gen_random_uuid()::text, 8), '-', ''))::bit(64)::bigint
$$;

CREATE TABLE boundaries (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    version bigint NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id()
);
COMMENT ON COLUMN boundaries.xid IS 'The transaction that changed them last: who does not see it knows former boundaries.';
INSERT INTO boundaries (version) VALUES (random_word());

CREATE FUNCTION renew_boundaries() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
BEGIN
    UPDATE boundaries SET version = random_word(), xid = pg_current_xact_id();
    RETURN NULL;
END $$;

CREATE TRIGGER renew_boundaries AFTER INSERT OR UPDATE OR DELETE ON area
    FOR EACH STATEMENT EXECUTE FUNCTION renew_boundaries();
CREATE TRIGGER renew_boundaries AFTER INSERT OR UPDATE OR DELETE ON level
    FOR EACH STATEMENT EXECUTE FUNCTION renew_boundaries();
CREATE TRIGGER renew_boundaries AFTER INSERT OR UPDATE OR DELETE ON map_line
    FOR EACH STATEMENT EXECUTE FUNCTION renew_boundaries();
CREATE TRIGGER renew_boundaries AFTER INSERT OR UPDATE OR DELETE ON map_place
    FOR EACH STATEMENT EXECUTE FUNCTION renew_boundaries();

-- Boundaries switch under an exclusive lock that every search for a point's area shares.
CREATE FUNCTION boundary_lock_key() RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT 7201122001::bigint $$;

CREATE FUNCTION hold_boundaries() RETURNS void
    LANGUAGE plpgsql SET search_path = gridboard, public, pg_temp AS $$
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'write issues and the roster under READ COMMITTED: a % transaction would not see moved boundaries',
            current_setting('transaction_isolation');
    END IF;
    PERFORM pg_advisory_xact_lock_shared(boundary_lock_key());
END $$;
COMMENT ON FUNCTION hold_boundaries IS 'Until the transaction ends no load switches boundaries; those of before are seen.';

CREATE FUNCTION find_area(point geometry) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
    SELECT a.id
    FROM area a JOIN level l ON l.name = a.level
    WHERE a.valid_to IS NULL AND a.system = 'governance' AND ST_Covers(a.geom, point)
    ORDER BY l.rank DESC, ST_Area(a.geom), a.id
    LIMIT 1
$$;
COMMENT ON FUNCTION find_area IS
    'The open governance area of a lon/lat point: the deepest level, then the smallest, then the lowest id; NULL outside all.';
