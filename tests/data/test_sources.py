"""Sources: who tells that one was read, which figures it is a part of, when it is late."""

from contextlib import closing
from datetime import timedelta

import numpy as np
import psycopg2
import pytest

from data.__main__ import main
from data.demo.player import play_step
from data.sources import Source, expect_sync, find_source, read_sources, report_sync
from tests.conftest import address
from tests.data.issue_files import NOW, load_issue_file, load_roster_file, write_csv
from tests.factories import add_issue, add_tree

ADD_VOLUNTEER = """
INSERT INTO volunteer (source) VALUES ('civil_affairs')
"""

READ_STAMP = """
SELECT last_synced_at >= now() - interval '1 minute' AS is_recent FROM known_source WHERE name = 'hotline_12345'
"""


def find(store, name):
    return find_source(read_sources(store), name)


def tell(store, at, name="hotline_12345"):
    with store.transaction() as transaction:
        report_sync(transaction, at, name)


@pytest.fixture
def words(cluster, database, store, monkeypatch):
    """A store with one issue of the hotline; the words of the command."""
    monkeypatch.setenv("DATABASE_URL", address(cluster, "app", database))
    add_issue(store)
    return ["source", "hotline_12345"]


def test_a_feed_tells_of_a_sync_with_plain_sql_and_writes_no_interval(store, feed_url):
    with closing(psycopg2.connect(feed_url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute("SELECT report_sync('hotline_12345')")
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute("UPDATE source SET expected_seconds = 1")
        connection.rollback()
        cursor.execute("SELECT report_sync('hotline_12345')")
    assert store.read_one(READ_STAMP).is_recent


def test_a_load_of_issues_tells_its_source_also_when_nothing_changed(store, tmp_path):
    file = write_csv(tmp_path / "i.csv", "reference,reported_at", "1,2026-11-20 08:00")
    load_issue_file(store, file)
    tell(store, NOW - timedelta(days=1))
    load_issue_file(store, file)
    assert find(store, "hotline_12345").last_synced_at == NOW


def test_a_load_of_a_roster_tells_its_source(store, tmp_path):
    add_tree(store)
    load_roster_file(store, write_csv(tmp_path / "r.csv", "area_code,organization,kind", "GW,x,volunteer"))
    assert find(store, "register") == Source("register", NOW, None, ["volunteers"])


def test_a_refused_load_tells_nothing(store, tmp_path):
    file = write_csv(tmp_path / "i.csv", "reference,reported_at", "1,never")
    with pytest.raises(Exception, match="reported_at"):
        load_issue_file(store, file, is_strict=True)
    assert read_sources(store) == []


def test_a_source_is_known_by_the_rows_that_come_from_it(store):
    add_issue(store, source="patrol")
    add_issue(store, source="hotline_12345")
    store.execute(ADD_VOLUNTEER)
    assert [(source.name, source.measures) for source in read_sources(store)] == [
        ("civil_affairs", ["volunteers"]),
        ("hotline_12345", ["open_issues", "overdue_issues"]),
        ("patrol", ["open_issues", "overdue_issues"]),
    ]


def test_a_source_that_has_no_row_yet_is_one_of_issues(store):
    tell(store, NOW)
    assert find(store, "hotline_12345").measures == ["open_issues", "overdue_issues"]


@pytest.mark.parametrize(
    ("age", "expected", "is_late"),
    [(900, 900, False), (901, 900, True), (10**6, None, False), (None, 900, True), (None, None, False)],
)
def test_a_source_is_late_when_its_interval_is_over_or_never_began(age, expected, is_late):
    told = None if age is None else NOW - timedelta(seconds=age)
    assert Source("patrol", told, expected, []).is_late(NOW) == is_late


def test_the_demo_expects_its_issues_and_the_player_goes_on_reading_them(demo, clock):
    later = clock.now() + timedelta(hours=1)
    before = {source.name for source in read_sources(demo) if source.is_late(later)}
    play_step(demo, later, np.random.default_rng(5))
    assert len(before) == 6
    assert [source.name for source in read_sources(demo) if source.is_late(later)] == []


def test_the_command_sets_an_interval_and_lists_who_is_late(words, store, now, capsys):
    tell(store, now - timedelta(minutes=26))
    assert main([*words, "--expect", "15m"]) == 0
    assert main(["source"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].endswith("26m ago  expected every 15m  LATE")


@pytest.mark.parametrize("change", [["--expect", "none"], ["--forget"]])
def test_the_command_takes_an_interval_back(words, store, change):
    expect_sync(store, 900, ["hotline_12345"])
    assert main([*words, *change]) == 0
    assert find(store, "hotline_12345").expected_seconds is None


@pytest.mark.parametrize(
    ("told", "sentence"),
    [(["source", "hotlin", "--expect", "15m"], "there are: hotline_12345"), (["source", "--forget"], "which source?")],
)
def test_the_command_refuses_a_name_that_no_source_has(words, capsys, told, sentence):
    assert main(told) == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize("interval", ["0", "-5", "soon", "9999999d", "15 m"])
def test_the_command_refuses_what_is_no_interval(words, capsys, interval):
    with pytest.raises(SystemExit):
        main([*words, f"--expect={interval}"])
    assert "is no interval" in capsys.readouterr().err
