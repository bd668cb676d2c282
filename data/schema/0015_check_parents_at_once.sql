-- Whether areas lie above their children is asked once a statement: row by row it took a quarter of a large load's time.

DROP TRIGGER lie_above_children ON area;

CREATE OR REPLACE FUNCTION lie_above_children() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = gridboard, public, pg_temp AS $$
DECLARE
    wrong text;
BEGIN
    SELECT n.code INTO wrong
    FROM new_rows n JOIN level own ON own.name = n.level
        JOIN area a ON a.id = n.parent_id JOIN level above ON above.name = a.level
    WHERE above.rank >= own.rank
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'area % cannot hang on an area of its own or a lower level', wrong;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER lie_above_children AFTER INSERT ON area
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION lie_above_children();
CREATE TRIGGER lie_above_children_still AFTER UPDATE ON area
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION lie_above_children();
