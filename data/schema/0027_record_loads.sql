-- Every load: when, of what, from which file, what came of it.

CREATE TABLE load_record (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT now(),
    kind text NOT NULL CHECK (kind IN ('areas', 'lines', 'places', 'issues', 'roster')),
    target text,
    way text NOT NULL CHECK (way IN ('command', 'page')),
    file_name text NOT NULL,
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    refusal text,
    read integer NOT NULL,
    added integer NOT NULL,
    changed integer NOT NULL,
    retired integer NOT NULL,
    moved integer NOT NULL,
    unchanged integer NOT NULL,
    rejected integer NOT NULL,
    mended integer NOT NULL,
    seconds real NOT NULL,
    mended_rows jsonb NOT NULL DEFAULT '[]',
    rejected_name text,
    rejected_kept integer NOT NULL DEFAULT 0,
    rejected_file bytea
);
COMMENT ON COLUMN load_record.target IS 'The level of areas, the source of issues and heads; NULL for lines and places.';
COMMENT ON COLUMN load_record.refusal IS 'Why nothing of the file was loaded; NULL for a load.';
COMMENT ON COLUMN load_record.rejected_file IS
    'The first rejected rows as they came, compressed with gzip; they are kept for a month, because they may hold free text.';

GRANT SELECT, INSERT, UPDATE, DELETE ON load_record TO gridboard_app;
