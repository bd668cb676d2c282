-- Keys with which programs post the issues of one source. Who reads this table can post nothing: it holds hashes.

CREATE TABLE feed_key (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source text NOT NULL CHECK (source <> ''),
    hash bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
    coordinates text NOT NULL,
    time_zone text NOT NULL,
    words jsonb NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz
);
COMMENT ON COLUMN feed_key.coordinates IS 'Which lon/lat the holder sends: wgs84, cgcs2000, gcj02 or bd09.';
COMMENT ON COLUMN feed_key.time_zone IS 'Of the times that come without an offset.';
COMMENT ON COLUMN feed_key.words IS 'Statuses by the words of the source that are not known anyway.';

GRANT SELECT, INSERT, UPDATE (revoked_at) ON feed_key TO gridboard_app;
