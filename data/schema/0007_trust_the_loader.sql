-- A loader knows area, moments and deadline of all its rows at once: their own triggers would find the same, row by row.

CREATE FUNCTION is_settled() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT current_setting('gridboard.is_settled', true) = 'on' AND pg_has_role(session_user, 'gridboard_app', 'MEMBER')
$$;
COMMENT ON FUNCTION is_settled IS
    'Whether the app''s role said, for this transaction, that it holds the boundary lock and gives area_id, updated_at,
closed_at and is_overdue as the triggers would. Nobody else is believed.';

REVOKE ALL ON FUNCTION is_settled FROM PUBLIC;
GRANT EXECUTE ON FUNCTION is_settled TO gridboard_app, gridboard_feed;

CREATE OR REPLACE TRIGGER place_issue BEFORE INSERT OR UPDATE OF geom, area_id ON issue
    FOR EACH ROW WHEN (is_settled() IS NOT TRUE) EXECUTE FUNCTION place_issue();

CREATE OR REPLACE TRIGGER stamp_issue BEFORE UPDATE OF status, due_at, category, title, is_urgent, address, geom ON issue
    FOR EACH ROW WHEN (is_settled() IS NOT TRUE) EXECUTE FUNCTION stamp_issue();

CREATE OR REPLACE TRIGGER stamp_new_issue BEFORE INSERT ON issue
    FOR EACH ROW WHEN (NEW.status = 'closed' AND is_settled() IS NOT TRUE) EXECUTE FUNCTION stamp_new_issue();

CREATE OR REPLACE TRIGGER stop_overdue_insert BEFORE INSERT ON issue
    FOR EACH ROW WHEN (is_settled() IS NOT TRUE) EXECUTE FUNCTION stop_overdue();

CREATE OR REPLACE TRIGGER stop_overdue BEFORE UPDATE OF status, due_at ON issue
    FOR EACH ROW WHEN (is_settled() IS NOT TRUE) EXECUTE FUNCTION stop_overdue();

-- Only this schema's functions write issue_event, from issues whose own keys have checked status and area, and areas are
-- retired, not deleted. Looking both up again for each event took a quarter of a large load's time.
ALTER TABLE issue_event
    DROP CONSTRAINT issue_event_status_fkey,
    DROP CONSTRAINT issue_event_area_id_fkey,
    ADD CONSTRAINT issue_event_status CHECK (status IN (
        'accepted', 'rejected', 'filed', 'dispatched', 'returned', 'signed', 'in_progress', 'reported_done', 'rework',
        'closed', 'extended', 'deferred', 'suspended', 'supervised'
    ));
