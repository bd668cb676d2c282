-- What a person said about a file, to be offered again for the next one with the same headings.

CREATE TABLE file_mapping (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100),
    headings text[] NOT NULL,
    told jsonb NOT NULL,
    kept_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN file_mapping.headings IS 'In alphabetical order, each once.';
COMMENT ON COLUMN file_mapping.told IS 'What the form held, by the names of its fields; columns by their headings.';

GRANT SELECT, INSERT, UPDATE, DELETE ON file_mapping TO gridboard_app;
