-- What no calendar shows, 'infinity' or the year 12000, could be written but not read. The years 1900 to 2199, which files
-- may tell, and half a day more: they are told in any zone.

UPDATE issue SET due_at = NULL WHERE due_at NOT BETWEEN '1899-12-31 00:00Z' AND '2200-01-02 00:00Z';
UPDATE issue SET updated_at = now() WHERE updated_at NOT BETWEEN '1899-12-31 00:00Z' AND '2200-01-02 00:00Z';
UPDATE issue SET closed_at = updated_at WHERE closed_at NOT BETWEEN '1899-12-31 00:00Z' AND '2200-01-02 00:00Z';
UPDATE issue SET reported_at = updated_at WHERE reported_at NOT BETWEEN '1899-12-31 00:00Z' AND '2200-01-02 00:00Z';
UPDATE issue_event SET at = now() WHERE at NOT BETWEEN '1899-12-31 00:00Z' AND '2200-01-02 00:00Z';
UPDATE source SET last_synced_at = NULL WHERE last_synced_at NOT BETWEEN '1899-12-31 00:00Z' AND '2200-01-02 00:00Z';

ALTER TABLE issue ADD CONSTRAINT issue_times_are_of_1900_to_2199 CHECK (
    reported_at BETWEEN '1899-12-31 00:00Z' AND '2200-01-02 00:00Z'
    AND updated_at BETWEEN '1899-12-31 00:00Z' AND '2200-01-02 00:00Z'
    AND due_at BETWEEN '1899-12-31 00:00Z' AND '2200-01-02 00:00Z'
    AND closed_at BETWEEN '1899-12-31 00:00Z' AND '2200-01-02 00:00Z'
);
ALTER TABLE source ADD CONSTRAINT source_was_read_in_1900_to_2199 CHECK (
    last_synced_at BETWEEN '1899-12-31 00:00Z' AND '2200-01-02 00:00Z'
);
