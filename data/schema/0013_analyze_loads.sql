-- A large load is analyzed at once: until the server's own round the trends of an area would read every event.

CREATE FUNCTION analyze_issues() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
BEGIN
    ANALYZE issue, issue_event;
END $$;

REVOKE ALL ON FUNCTION analyze_issues FROM PUBLIC;
GRANT EXECUTE ON FUNCTION analyze_issues TO gridboard_app;
