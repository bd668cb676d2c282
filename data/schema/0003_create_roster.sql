-- The roster: one row a head, without name, phone, identity number or a hash of them.

CREATE TABLE party_member (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    area_id integer REFERENCES area,
    organization text NOT NULL DEFAULT '',
    kind text NOT NULL DEFAULT '',
    source text NOT NULL
);
CREATE INDEX party_member_area ON party_member (area_id);

CREATE TABLE volunteer (LIKE party_member INCLUDING IDENTITY INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
ALTER TABLE volunteer ADD PRIMARY KEY (id), ADD FOREIGN KEY (area_id) REFERENCES area;
CREATE INDEX volunteer_area ON volunteer (area_id);

CREATE FUNCTION place_head() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
BEGIN
    PERFORM hold_boundaries();
    IF NOT EXISTS (SELECT FROM area WHERE id = NEW.area_id AND valid_to IS NULL AND system = 'governance') THEN
        NEW.area_id := NULL;
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION place_head IS 'A stated area that is not open leaves the head unlocated.';

CREATE TRIGGER place_head BEFORE INSERT OR UPDATE OF area_id ON party_member FOR EACH ROW EXECUTE FUNCTION place_head();
CREATE TRIGGER place_head BEFORE INSERT OR UPDATE OF area_id ON volunteer FOR EACH ROW EXECUTE FUNCTION place_head();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON party_member FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON volunteer FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
