-- Small tables and fresh boundaries are analyzed by whoever fills them: without that the planner reads every area for a
-- tile. The server's own round never comes to tables of a few rows, and to areas a minute after the load.

ANALYZE level, boundaries;

CREATE FUNCTION analyze_areas() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
BEGIN
    ANALYZE area (level, parent_id, system, valid_to, geom_3857);
END $$;

REVOKE ALL ON FUNCTION analyze_areas FROM PUBLIC;
GRANT EXECUTE ON FUNCTION analyze_areas TO gridboard_app;
