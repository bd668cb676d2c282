-- Who ordered a load by page finds it in the record: whether it came in is then known, however its process ended.

ALTER TABLE load_record ADD COLUMN job text;
CREATE UNIQUE INDEX load_record_job ON load_record (job) WHERE refusal IS NULL;
COMMENT ON COLUMN load_record.job IS 'The random word by which the page knows the load; NULL for a load by command.';
