-- What a list of issues among a million is found by. Without a deadline an issue comes after all that have one.

CREATE INDEX issue_by_deadline ON issue ((NOT is_overdue), (coalesce(due_at, 'infinity'::timestamptz)), id);
CREATE INDEX issue_by_report ON issue (reported_at, id);
CREATE INDEX issue_by_category ON issue (category, reported_at);
