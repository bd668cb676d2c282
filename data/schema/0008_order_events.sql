-- Events of one moment keep the order in which they came: a trend has to know which status was the last.

ALTER TABLE issue_event ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY;

DROP INDEX issue_event_issue;
CREATE INDEX issue_event_issue ON issue_event (issue_id, at, id);

CREATE OR REPLACE FUNCTION record_history(issue_ids bigint[], moments timestamptz[], statuses text[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
    DELETE FROM issue_event WHERE issue_id = ANY (issue_ids);
    INSERT INTO issue_event (issue_id, at, status, area_id)
    SELECT e.issue_id, e.at, e.status, i.area_id
    FROM unnest(issue_ids, moments, statuses) WITH ORDINALITY AS e (issue_id, at, status, place)
    JOIN issue i ON i.id = e.issue_id
    ORDER BY e.issue_id, e.at, e.status <> 'accepted', e.place;
$$;
COMMENT ON FUNCTION record_history IS
    'Replaces the history of these issues by their source''s own; arrays of one length. Of one moment `accepted` is the first.';
