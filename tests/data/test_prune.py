"""`python -m data prune`: closed issues of long ago go, when somebody says so."""

import pytest

from data.__main__ import main
from data.verification import verify
from tests.conftest import address
from tests.data.issue_files import NOW, load_issue_file, write_csv
from tests.factories import add_tree

ROWS = [
    "old,closed,2024-01-01,2024-05-31 23:59",
    "young,closed,2024-01-01,2024-06-01 00:00",
    "refused,rejected,2024-01-01,",
    "open,accepted,2024-01-01,",
]

READ_REFERENCES = """
SELECT source_reference FROM issue ORDER BY id
"""

COUNT_EVENTS = """
SELECT count(*) AS count FROM issue_event
"""


@pytest.fixture(autouse=True)
def issues(cluster, database, store, monkeypatch, tmp_path):
    add_tree(store)
    monkeypatch.setenv("DATABASE_URL", address(cluster, "app", database))
    load_issue_file(store, write_csv(tmp_path / "i.csv", "reference,status,reported_at,closed_at", *ROWS))


def test_only_closed_issues_go_and_their_history_with_them(store, capsys):
    assert main(["prune", "--issues-before", "2024-06-01", "--yes"]) == 0
    assert [issue.source_reference for issue in store.read(READ_REFERENCES)] == ["young", "open"]
    assert (store.read_one(COUNT_EVENTS).count, verify(store, NOW).is_right) == (3, True)
    assert "2 issues were closed or rejected before 2024-06-01" in capsys.readouterr().out


def test_the_count_is_shown_before_and_nothing_goes_unasked(store, capsys):
    assert main(["prune", "--issues-before", "2024-06-01"]) == 2
    assert "2 issues were closed or rejected before 2024-06-01" in capsys.readouterr().out
    assert len(store.read(READ_REFERENCES)) == 4


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2024/06/01", "--issues-before 2024/06/01: a day such as 2024-12-31 is wanted"),
        ("2024-02-30", "--issues-before 2024-02-30: a day such as 2024-12-31 is wanted"),
        ("2999-01-01", "--issues-before 2999-01-01: this day has not come yet"),
    ],
)
def test_a_day_that_is_none_or_to_come_is_refused(store, capsys, day, sentence):
    assert main(["prune", "--issues-before", day, "--yes"]) == 2
    assert capsys.readouterr().err == f"{sentence}\n"
    assert len(store.read(READ_REFERENCES)) == 4
