-- Who may see how many people is part of what a screen was told: after a change nobody continues from before it.

CREATE FUNCTION renew_rule() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
BEGIN
    UPDATE boundaries SET xid = pg_current_xact_id();
    RETURN NULL;
END $$;

CREATE TRIGGER renew_rule AFTER UPDATE ON setting FOR EACH ROW
    WHEN (NEW.name IN ('people_min_level', 'min_count') AND NEW.value <> OLD.value)
    EXECUTE FUNCTION renew_rule();

COMMENT ON COLUMN boundaries.xid IS
    'The transaction that last changed boundaries or the rule of people counts: who does not see it knows former ones.';
