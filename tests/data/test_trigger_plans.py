"""The triggers of a large statement keep pace, whatever their session wrote before."""

from contextlib import closing

import psycopg2

from tests.factories import add_issue

SHOW_PLANS = """
LOAD 'auto_explain';
SET auto_explain.log_min_duration = 0;
SET auto_explain.log_nested_statements = on;
SET auto_explain.log_level = notice
"""


def test_what_is_noted_of_changed_issues_compares_no_row_with_every_other(owner):
    add_issue(owner)
    with closing(psycopg2.connect(owner.url)) as connection, connection.cursor() as cursor:
        cursor.execute(SHOW_PLANS)
        cursor.execute("UPDATE gridboard.issue SET status = 'closed' WHERE false")
    plans = [notice for notice in connection.notices if "INSERT INTO issue_event" in notice]
    assert len(plans) == 1
    assert "Join" not in plans[0]
    assert "Nested Loop" not in plans[0]
