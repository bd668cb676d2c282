-- Searching: areas by name, code and initials, issues by reference and address. Trigrams find what stands in the middle.

CREATE FUNCTION search_form(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT lower(replace(normalize(words, NFKC), ' ', ''))
$$;
COMMENT ON FUNCTION search_form IS
    'What is compared with what somebody types: without spaces, in lower case, full-width letters and digits as plain ones.';
REVOKE ALL ON FUNCTION search_form FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_form TO gridboard_app, gridboard_feed;

CREATE TABLE area_search (
    area_id integer PRIMARY KEY REFERENCES area ON DELETE CASCADE,
    level text NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    initials text NOT NULL,
    form text NOT NULL GENERATED ALWAYS AS (
        E'\n' || search_form(name) || E'\n' || search_form(code) || E'\n' || initials || E'\n'
    ) STORED
);
COMMENT ON TABLE area_search IS
    'The open governance areas as they are searched: narrow, because short words are looked for in every row.';
COMMENT ON COLUMN area_search.initials IS 'Of the name in pinyin; a line for each reading, none for a name without Chinese.';
CREATE INDEX area_search_form ON area_search USING gin (form gin_trgm_ops);
GRANT SELECT, INSERT, UPDATE, DELETE ON area_search TO gridboard_app;

CREATE OR REPLACE FUNCTION analyze_areas() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
BEGIN
    ANALYZE area (level, parent_id, system, valid_to, geom_3857), area_search;
END $$;

-- Petitions are found by nothing. Few changes wait for their place among the trigrams: who fills the list up sorts it in.
CREATE INDEX issue_reference ON issue (search_form(source_reference) text_pattern_ops) WHERE NOT is_petition(source);
CREATE INDEX issue_address ON issue (search_form(address) text_pattern_ops)
    WHERE address IS NOT NULL AND NOT is_petition(source);
CREATE INDEX issue_words ON issue USING gin (search_form(source_reference) gin_trgm_ops, search_form(address) gin_trgm_ops)
    WITH (gin_pending_list_limit = 256) WHERE NOT is_petition(source);
ANALYZE issue (source_reference, address);
