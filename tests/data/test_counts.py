"""Live counts: every committed change is seen exactly once, however late it commits."""

from contextlib import closing
from datetime import timedelta

import psycopg2
import psycopg2.extensions
import pytest

from data.count_book import CountBook
from data.counts import READ_NEWS, adopt_cluster, counts_at, fold_counts, read_changed_areas, read_news, read_picture
from data.revisions import Revision, parse_revision
from data.store import Store
from data.verification import verify
from tests.factories import add_issue, add_tree

WEST, EAST, HOME, OUTSIDE = (106.605, 26.605), (106.63, 26.61), (106.61, 26.61), (107.0, 27.0)


def test_an_issue_counts_in_every_area_above_it(store):
    tree = add_tree(store)
    add_issue(store, HOME)
    book = CountBook(read_picture(store))
    assert [book.read(tree[name])[0] for name in ("building", "micro", "west", "community", "street", "east")] == [
        1,
        1,
        1,
        1,
        1,
        0,
    ]


def test_what_no_area_covers_is_unlocated_and_in_the_total(store):
    add_tree(store)
    add_issue(store, OUTSIDE)
    book = CountBook(read_picture(store))
    assert (book.total[0], book.unlocated[0], book.areas) == (1, 1, {})


def test_a_point_beats_a_stated_area(store):
    tree = add_tree(store)
    add_issue(store, WEST, area_id=tree["east"])
    add_issue(store, area_id=tree["east"])
    book = CountBook(read_picture(store))
    assert (book.read(tree["west"])[0], book.read(tree["east"])[0]) == (1, 1)


def test_a_change_that_commits_late_is_news_exactly_once(store, feed_url):
    tree = add_tree(store)
    late = psycopg2.connect(feed_url)
    late.cursor().execute(
        "INSERT INTO issue (source, source_reference, category, area_id) VALUES ('late', '1', 'x', %s)", [tree["west"]]
    )
    before = read_picture(store).revision
    add_issue(store, EAST)
    first = read_news(store, before)
    late.commit()
    second = read_news(store, first.revision)
    third = read_news(store, second.revision)
    late.close()
    assert [news.counts for news in (first, second, third)] == [
        [(tree["east"], "open_issues", 1)],
        [(tree["west"], "open_issues", 1)],
        [],
    ]


def test_a_rolled_back_change_is_no_news(store, feed_url):
    tree = add_tree(store)
    before = read_picture(store).revision
    writer = psycopg2.connect(feed_url)
    writer.cursor().execute(
        "INSERT INTO issue (source, source_reference, category, area_id) VALUES ('x', '1', 'x', %s)", [tree["west"]]
    )
    writer.rollback()
    writer.close()
    assert read_news(store, before).counts == []


def test_a_move_between_areas_takes_from_one_and_gives_to_the_other(store):
    tree = add_tree(store)
    issue = add_issue(store, WEST)
    before = read_picture(store).revision
    store.execute(
        "UPDATE issue SET geom = ST_SetSRID(ST_MakePoint(106.63, 26.61), 4326) WHERE id = %(id)s", {"id": issue}
    )
    assert sorted(read_news(store, before).counts) == sorted(
        [(tree["micro"], "open_issues", -1), (tree["east"], "open_issues", 1)]
    )


def test_folding_beside_an_open_transaction_changes_no_count(store, feed_url, now):
    tree = add_tree(store)
    add_issue(store, WEST)
    late = psycopg2.connect(feed_url)
    late.cursor().execute(
        "INSERT INTO issue (source, source_reference, category, area_id) VALUES ('late', '1', 'x', %s)", [tree["east"]]
    )
    fold_counts(store, timedelta())
    late.commit()
    late.close()
    fold_counts(store, timedelta())
    assert CountBook(read_picture(store)).read(tree["street"])[0] == 2
    assert verify(store, now).is_right


def test_the_past_can_be_read_back(store):
    tree = add_tree(store)
    add_issue(store, WEST)
    moment = store.read_one("SELECT clock_timestamp() AS at").at
    add_issue(store, WEST)
    assert counts_at(store, moment) == [(tree["micro"], "open_issues", 1)]


def test_a_screen_continues_from_its_revision(store):
    tree = add_tree(store)
    known = read_picture(store).revision
    add_issue(store, EAST)
    assert read_changed_areas(store, parse_revision(str(known))) == [tree["east"]]


@pytest.mark.parametrize(
    "text",
    ["", "x", "0123456789ab.5:4:", "0123456789ab.5:9:7,6", "0123456789ab.5:9:4", "0123456789ab.1:2:3;DROP TABLE issue"],
)
def test_a_revision_that_nobody_wrote_is_none(text):
    assert parse_revision(text) is None


def test_a_revision_of_another_cluster_or_of_the_future_is_not_continued_from(store):
    add_tree(store)
    known = read_picture(store).revision
    ahead = type(known.snapshot)(known.snapshot.xmax + 999, known.snapshot.xmax + 999)
    assert read_changed_areas(store, Revision("0" * 12, known.snapshot)) is None
    assert read_changed_areas(store, Revision(known.identity, ahead)) is None


def test_a_revision_below_the_horizon_or_of_former_boundaries_is_not_continued_from(store, now):
    tree = add_tree(store)
    known = read_picture(store).revision
    store.execute("UPDATE area SET name = 'renamed' WHERE id = %(id)s", {"id": tree["west"]})
    assert read_changed_areas(store, known) is None
    known = read_picture(store).revision
    add_issue(store, EAST)
    fold_counts(store, timedelta())
    assert read_changed_areas(store, known) is None


def test_a_store_in_another_cluster_keeps_its_counts(store, owner, now):
    tree = add_tree(store)
    add_issue(store, WEST)
    fold_counts(store, timedelta())
    add_issue(store, EAST)
    owner.execute("UPDATE count_horizon SET identity = 'another', xid = '999999'")
    assert adopt_cluster(store)
    add_issue(store, EAST)
    assert CountBook(read_picture(store)).read(tree["street"])[0] == 3
    assert verify(store, now).is_right


def test_truncate_is_refused_with_a_sentence(owner: Store):
    with pytest.raises(psycopg2.Error, match="TRUNCATE on issue would lose its counts"):
        owner.execute("TRUNCATE issue CASCADE")


def test_a_feed_cannot_write_the_log(feed_url):
    with (
        psycopg2.connect(feed_url) as connection,
        connection.cursor() as cursor,
        pytest.raises(psycopg2.errors.InsufficientPrivilege),
    ):
        cursor.execute("INSERT INTO count_change (measure, delta) VALUES ('open_issues', 1)")
    connection.close()


def test_what_another_cluster_wrote_before_adoption_counts(store, owner, now):
    tree = add_tree(store)
    add_issue(store, WEST)
    fold_counts(store, timedelta())
    owner.execute("UPDATE count_horizon SET identity = 'another', xid = '999999999'")
    add_issue(store, EAST)
    assert adopt_cluster(store)
    assert CountBook(read_picture(store)).read(tree["street"])[0] == 2
    assert verify(store, now).is_right


MOVE_LINEAGE = """
DO $$ BEGIN
    EXECUTE 'CREATE OR REPLACE VIEW lineage AS ' || replace(pg_get_viewdef('lineage'), 'former', 'count_horizon');
END $$
"""


def test_a_revision_of_a_restored_database_is_not_continued_from(store, owner):
    add_tree(store)
    known = read_picture(store).revision
    owner.execute("ALTER TABLE count_horizon RENAME TO former")
    owner.execute("CREATE TABLE count_horizon AS TABLE former")
    owner.execute("GRANT SELECT ON count_horizon TO gridboard_app")
    owner.execute(MOVE_LINEAGE)
    assert adopt_cluster(store)
    assert read_changed_areas(store, known) is None


def test_one_large_transaction_of_single_inserts_brings_few_lines(store):
    add_tree(store)
    before = read_picture(store).revision
    store.execute(
        "DO $$ BEGIN FOR n IN 1..500 LOOP INSERT INTO issue (source, source_reference, category) VALUES ('x', n, 'x');"
        " END LOOP; END $$"
    )
    news = read_news(store, before)
    assert (len(news.issues), sum(delta for _, _, delta in news.counts)) == (200, 500)


def test_beside_an_old_open_transaction_an_ask_reads_only_what_is_new(store, owner, feed_url):
    with closing(psycopg2.connect(feed_url)) as old:
        old.cursor().execute("INSERT INTO issue (source, source_reference, category) VALUES ('old', '1', 'x')")
        store.execute(
            "DO $$ BEGIN FOR n IN 1..3000 LOOP INSERT INTO issue (source, source_reference, category)"
            " VALUES ('x', n, 'x'); END LOOP; END $$"
        )
        owner.execute("ANALYZE issue_change, count_change")
        last = read_picture(store).revision.snapshot
        values = {"xmax": str(last.xmax), "running": [str(xid) for xid in last.in_progress]}
        plan = str(owner.read("EXPLAIN ANALYZE " + READ_NEWS, values))
    assert "Rows Removed by Filter" not in plan


def test_a_writer_that_would_not_see_moved_boundaries_is_refused(feed_url):
    with closing(psycopg2.connect(feed_url)) as connection, connection.cursor() as cursor:
        connection.set_isolation_level(psycopg2.extensions.ISOLATION_LEVEL_REPEATABLE_READ)
        with pytest.raises(psycopg2.Error, match="under READ COMMITTED"):
            cursor.execute("INSERT INTO issue (source, source_reference, category) VALUES ('x', '1', 'x')")
