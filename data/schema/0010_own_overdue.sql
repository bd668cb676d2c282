-- is_overdue belongs to the clock: what a feed writes into it is not heard, so that nothing flickers.

CREATE OR REPLACE FUNCTION stop_overdue() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.is_overdue := false;
        RETURN NEW;
    END IF;
    IF NOT pg_has_role(session_user, 'gridboard_app', 'MEMBER') THEN
        NEW.is_overdue := OLD.is_overdue;
    END IF;
    IF NOT runs_clock(NEW.status) OR NEW.due_at IS NULL OR NEW.due_at > OLD.due_at THEN
        NEW.is_overdue := false;
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION stop_overdue IS
    'Overdue begins by the app''s clock alone; a stopped clock, no deadline or a later one ends it at once.';

CREATE OR REPLACE TRIGGER stop_overdue BEFORE UPDATE OF status, due_at, is_overdue ON issue
    FOR EACH ROW WHEN (is_settled() IS NOT TRUE) EXECUTE FUNCTION stop_overdue();
