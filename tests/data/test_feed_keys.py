"""Keys of feeds: shown once, kept as hashes, of one source each."""

from contextlib import closing
from zoneinfo import ZoneInfo

import psycopg2
import pytest

from data.__main__ import main
from data.faults import UnknownSource
from data.feed_keys import Feed, find_feed, list_keys, make_key, revoke_keys

HOTLINE = Feed("hotline_12345", ZoneInfo("Asia/Tokyo"), "gcj02", {"已归档": "closed"})

READ_KEYS = """
SELECT k::text AS row FROM feed_key k
"""


@pytest.fixture
def command(store, monkeypatch, capsys):
    """Run `python -m data feed-key`; its exit code and what it wrote."""
    monkeypatch.setenv("DATABASE_URL", store.url)

    def command(*words):
        return main(["feed-key", *words]), capsys.readouterr()

    return command


def test_a_key_finds_its_feed_as_it_was_told(store):
    make_key(store, Feed("patrol", ZoneInfo("Asia/Shanghai")))
    assert find_feed(store, make_key(store, HOTLINE)) == HOTLINE


@pytest.mark.parametrize("key", ["", "gridboard-feed-", "\xfc", "\udcff"])
def test_another_key_finds_none(store, key):
    make_key(store, HOTLINE)
    assert find_feed(store, key) is None


def test_the_store_does_not_hold_the_key(store):
    key = make_key(store, HOTLINE)
    assert key.removeprefix("gridboard-feed-") not in store.read_one(READ_KEYS).row


def test_who_writes_plain_sql_cannot_read_the_hashes(feed_url):
    with (
        closing(psycopg2.connect(feed_url)) as connection,
        connection.cursor() as cursor,
        pytest.raises(psycopg2.errors.InsufficientPrivilege),
    ):
        cursor.execute("SELECT FROM feed_key")


def test_a_revoked_key_finds_none_the_others_of_its_source_stay(store):
    former, next_one = make_key(store, HOTLINE), make_key(store, HOTLINE)
    revoke_keys(store, "hotline_12345", list_keys(store)[0].id)
    assert (find_feed(store, former), find_feed(store, next_one)) == (None, HOTLINE)


def test_revoking_what_is_not_there_says_so(store):
    make_key(store, HOTLINE)
    with pytest.raises(UnknownSource):
        revoke_keys(store, "patrol")


def test_the_command_shows_a_key_once_and_lists_it_without(store, command):
    code, made = command("hotline_12345", "--coordinates", "bd09", "--status", "已归档=closed")
    listed = command()[1].out
    assert (code, find_feed(store, made.out.strip()).coordinates) == (0, "bd09")
    assert "hotline_12345  key 1 of" in listed
    assert made.out.strip() not in listed


def test_the_command_revokes(store, command):
    key = command("hotline_12345")[1].out.strip()
    assert command("hotline_12345", "--revoke")[1].out == "revoked 1 of hotline_12345\n"
    assert find_feed(store, key) is None
    assert "REVOKED" in command()[1].out


@pytest.mark.parametrize(
    "words", [["demo_patrol"], ["a/b"], ["--revoke", "1"], ["x", "--time-zone", "Mars"], ["x", "--status", "y=z"]]
)
def test_the_command_refuses_what_names_no_feed(store, command, words):
    assert (command(*words)[0], list_keys(store)) == (2, [])
