-- Least rights: the app writes what the app writes, a feed writes issues and the roster, nobody writes the log.

GRANT USAGE ON SCHEMA gridboard TO gridboard_app, gridboard_feed;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA gridboard FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_area, is_open, runs_clock, is_petition, boundary_lock_key TO gridboard_app, gridboard_feed;
GRANT EXECUTE ON FUNCTION read_identity, record_history, fold_count_changes, forget_count_changes, adopt_cluster, repair_counts, random_word
    TO gridboard_app;

GRANT SELECT ON ALL TABLES IN SCHEMA gridboard TO gridboard_app;
GRANT INSERT, UPDATE, DELETE ON area, area_version, level, map_line, map_place, issue, party_member, volunteer, setting
    TO gridboard_app;

GRANT SELECT ON area, level, issue_status TO gridboard_feed;
GRANT SELECT, INSERT, UPDATE, DELETE ON issue, party_member, volunteer TO gridboard_feed;
