"""`/live` says everything once, then what changes, in the format that screens rely on."""

from contextlib import closing
from datetime import timedelta
from itertools import islice

import psycopg2
import pytest

from data.sources import expect_sync, report_sync
from data.store import Store
from tests.conftest import address
from tests.dashboard.stream import follow, read_first, read_until
from tests.factories import add_issue

HOME = (106.61, 26.61)


def test_a_stream_begins_with_a_snapshot(served):
    with follow(served.url) as events:
        name, data = read_first(events)
    assert name == "snapshot"
    assert list(data) == ["revision", "at", "measures", "total", "unlocated", "areas"]
    assert data["measures"] == ["open_issues", "overdue_issues", "party_members", "volunteers"]


def test_plain_sql_of_the_feed_reaches_an_open_stream_at_every_level(served):
    with follow(served.url) as events:
        before = read_until(events, "snapshot")["total"][0]
        with psycopg2.connect(served.feed_url) as connection, connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO issue (source, source_reference, category, geom) SELECT 'feed', n::text, 'x',"
                " ST_SetSRID(ST_MakePoint(106.61, 26.61), 4326) FROM generate_series(1, 3) n"
            )
        connection.close()
        data = read_until(events, "counts")
    assert data["total"][0] == before + 3
    above = [served.tree[name] for name in ("building", "micro", "west", "community", "street")]
    assert set(data["areas"]) == set(map(str, above))


def test_an_area_that_falls_to_zero_is_named(served):
    east = str(served.tree["east"])
    with follow(served.url) as events:
        read_until(events, "snapshot")
        issue = add_issue(served.store, (106.63, 26.61))
        assert read_until(events, "counts")["areas"][east][0] == 1
        served.store.execute("DELETE FROM issue WHERE id = %(id)s", {"id": issue})
        assert read_until(events, "counts")["areas"][east][0] == 0


def test_a_reopened_stream_hears_what_it_missed(served):
    with follow(served.url) as others:
        with follow(served.url) as events:
            revision = read_until(events, "snapshot")["revision"]
        add_issue(served.store, (106.63, 26.61))
        read_until(others, "counts")
        with follow(served.url, since=revision) as events:
            name, data = read_first(events)
    assert name == "counts"
    assert str(served.tree["east"]) in data["areas"]


def test_the_last_event_id_wins_and_nonsense_gets_a_snapshot(served):
    with follow(served.url) as events:
        revision = read_until(events, "snapshot")["revision"]
    with follow(served.url, since=revision, headers={"Last-Event-ID": "nonsense"}) as events:
        assert read_first(events)[0] == "snapshot"


def forge(revision: str, snapshot: str) -> str:
    """A revision of the same store with another snapshot."""
    return f"{revision.partition('.')[0]}.{snapshot}"


@pytest.mark.parametrize(
    "change",
    [
        lambda revision: "0" * 12 + revision[12:],
        lambda revision: forge(revision, "9000000000:9000000000:"),
        lambda revision: forge(revision, "1:1:"),
        lambda revision: forge(revision, "1:2:1; DROP TABLE issue"),
    ],
    ids=["foreign", "future", "too old", "forged"],
)
def test_a_revision_that_cannot_be_continued_from_gets_a_snapshot(served, change):
    with follow(served.url) as events:
        revision = read_until(events, "snapshot")["revision"]
    with follow(served.url, since=change(revision)) as events:
        assert read_first(events)[0] == "snapshot"


def test_who_was_away_while_the_rule_of_people_counts_changed_gets_a_snapshot(served):
    with follow(served.url) as others:
        revision = read_until(others, "snapshot")["revision"]
        served.store.execute("UPDATE setting SET value = '11' WHERE name = 'min_count'")
        read_until(others, "snapshot")
        with follow(served.url, since=revision) as events:
            assert read_first(events)[0] == "snapshot"


def test_an_issue_is_told_without_its_title_and_a_petition_not_at_all(served):
    with follow(served.url) as events:
        read_until(events, "snapshot")
        add_issue(served.store, HOME, source="petition")
        add_issue(served.store, HOME, source="patrol", category="井盖破损")
        told = []
        while not told or told[-1]["source"] != "patrol":
            told.append(read_until(events, "issue"))
    assert {"patrol"} <= {issue["source"] for issue in told} <= {"patrol", "feed", "hotline_12345"}
    assert set(told[-1]) == {"id", "at", "area_id", "source", "category", "status", "is_overdue", "is_urgent"}
    assert told[-1]["area_id"] == served.tree["building"]


def test_people_below_the_shown_level_are_null_and_few_are_too(served):
    with follow(served.url) as events:
        read_until(events, "snapshot")
        served.store.execute(
            "INSERT INTO volunteer (area_id, source) SELECT %(area)s, 'r' FROM generate_series(1, 4)",
            {"area": served.tree["west"]},
        )
        data = read_until(events, "counts")
    assert [data["areas"][str(served.tree[name])][3] for name in ("west", "community", "street")] == [None, None, None]
    assert data["total"][3] is None


def test_a_stream_tells_how_old_its_sources_are_and_when_one_is_read(served):
    with follow(served.url) as events:
        read_until(events, "snapshot")
        assert read_until(events, "parts")["parts"]["party_members"] == []
        read_until(events, "source")
        with closing(psycopg2.connect(served.feed_url)) as connection, connection, connection.cursor() as cursor:
            cursor.execute("SELECT report_sync('mailbox', '2026-11-22 08:26:00Z')")
        told = read_until(events, "source")["sources"]
    assert {
        "name": "mailbox",
        "last_synced_at": "2026-11-22T16:26:00.000+08:00",
        "expected_seconds": None,
        "is_late": False,
    } in told


def test_a_source_becomes_late_by_the_clock_alone(served, now):
    with served.store.transaction() as transaction:
        report_sync(transaction, now + timedelta(seconds=2), "meeting")
        expect_sync(transaction, 1, ["meeting"])
    with follow(served.url) as events:
        told = (source for name, data in islice(events, 50) if name == "source" for source in data["sources"])
        assert next(source["name"] for source in told if source["is_late"]) == "meeting"


def test_changed_boundaries_bring_a_new_snapshot(served):
    with follow(served.url) as events:
        read_until(events, "snapshot")
        served.store.execute("UPDATE area SET name = 'renamed' WHERE id = %(id)s", {"id": served.tree["east"]})
        assert read_until(events, "snapshot")["areas"] is not None


def test_a_beat_says_that_the_store_is_here(served):
    with follow(served.url) as events:
        data = read_until(events, "beat")
    assert list(data) == ["revision", "at", "store"]
    assert data["store"] == "here"


def test_counts_that_cannot_be_followed_are_never_called_live(served, cluster):
    with (
        closing(Store(address(cluster, "owner", served.store.url.rpartition("/")[2]))) as owner,
        follow(served.url) as events,
    ):
        read_until(events, "snapshot")
        owner.execute("ALTER TABLE count_change RENAME TO count_change_gone")
        assert read_until(events, "beat")["store"] == "away"
        owner.execute("ALTER TABLE count_change_gone RENAME TO count_change")
        assert read_until(events, "snapshot")["total"] is not None


def test_a_store_that_answers_nothing_is_away(served, cluster):
    database = served.store.url.rpartition("/")[2]
    with follow(served.url) as events:
        read_until(events, "snapshot")
        with closing(psycopg2.connect(address(cluster, "owner", database))) as holder, holder.cursor() as cursor:
            cursor.execute("LOCK TABLE gridboard.count_change IN ACCESS EXCLUSIVE MODE")
            assert next(data for name, data in islice(events, 9) if data.get("store") == "away")
        assert read_until(events, "snapshot")["total"] is not None
