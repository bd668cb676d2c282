"""Loading issues: what comes in, what is rejected, what a second file changes."""

import io
from contextlib import closing
from datetime import UTC, datetime

import psycopg2
import pytest

from data.faults import DemoStoreFault, FileFault, StoreBusy
from data.loading.progress import Progress
from data.store import Store
from data.verification import verify
from tests.conftest import address, fresh_database
from tests.data.area_files import load_file
from tests.data.issue_files import LOS_ANGELES, NOW, load_issue_file, load_los_angeles, read_csv, write_csv
from tests.factories import add_area, add_issue, add_tree

HEADER = "reference,category,status,reported_at,closed_at,updated_at,lon,lat,area_code,title"
GOOD = "A1,路灯不亮,dispatched,2026-11-20 08:00,,2026-11-20 09:00,106.605,26.605,,路灯"

READ_ISSUE = """
SELECT * FROM issue
"""

READ_EVENTS = """
SELECT at, status, area_id FROM issue_event ORDER BY at, status
"""

READ_ORDERED_EVENTS = """
SELECT status FROM issue_event ORDER BY at, id
"""

READ_TRACES = """
SELECT (SELECT count(*) FROM count_change) AS counts, (SELECT count(*) FROM issue_change) AS news,
    (SELECT count(*) FROM issue_event) AS events, (SELECT max(xmin::text::bigint) FROM issue) AS written
"""

READ_ESTIMATE = """
SELECT reltuples AS count FROM pg_class WHERE oid = 'issue'::regclass
"""

COUNT_MISPLACED = """
SELECT count(*) AS count FROM issue WHERE geom IS NOT NULL AND area_id IS DISTINCT FROM find_area(geom)
"""

READ_DOUBLY_COVERED = """
SELECT i.area_id, (array_agg(a.id ORDER BY ST_Area(a.geom), a.id))[1] AS smallest
FROM area a JOIN issue i ON ST_Covers(a.geom, i.geom)
GROUP BY i.id
HAVING count(*) > 1
"""

ADD_DIRECTLY = """
INSERT INTO issue (source, source_reference, category, geom, area_id, is_overdue)
VALUES ('patrol', '1', '', ST_SetSRID(ST_MakePoint(106.605, 26.605), 4326), %(area_id)s, true)
"""


ADD_NEWER = """
INSERT INTO issue (source, source_reference, category, status, reported_at, updated_at)
VALUES ('hotline_12345', 'A1', '', 'signed', '2026-11-20 08:00+08', %(updated_at)s)
"""

LOCK_ISSUE = """
SELECT FROM issue FOR UPDATE NOWAIT
"""


@pytest.fixture
def areas(store):
    return add_tree(store)


@pytest.fixture(scope="module")
def los_angeles(cluster, tmp_path_factory):
    """Los Angeles' councils and requests, and what was said of loading these; later loads of them change nothing."""
    councils = str(LOS_ANGELES / "la_neighborhood_councils.geojson")
    with fresh_database(cluster) as name, closing(Store(address(cluster, "app", name))) as opened:
        load_file(opened, councils, "community", code="nc_id", name="name")
        yield opened, load_los_angeles(opened, tmp_path_factory.mktemp("la") / "rejected.csv")


def test_los_angeles_comes_in_with_all_its_dirt(los_angeles):
    store, report = los_angeles
    assert (report.read, report.loaded, report.unchanged, report.rejected) == (39_999, 39_951, 0, 48)
    assert (report.plan.without_place, report.plan.outside) == (2_871, 558)  # the 559th was closed before reported
    assert [row["rejected_reason"].partition(": ")[0] for row in read_csv(report.returned)] == ["closed_at"] * 48
    assert (store.read_one(COUNT_MISPLACED).count, verify(store, NOW).is_right) == (0, True)


def test_a_large_load_leaves_the_planner_with_right_numbers(los_angeles):
    store, report = los_angeles
    assert store.read_one(READ_ESTIMATE).count == report.loaded


def test_a_request_in_several_councils_gets_the_smallest(los_angeles):
    doubly_covered = los_angeles[0].read(READ_DOUBLY_COVERED)
    assert len(doubly_covered) == 80
    assert all(issue.area_id == issue.smallest for issue in doubly_covered)


def test_los_angeles_twice_changes_nothing_and_says_so(los_angeles, tmp_path):
    store, _ = los_angeles
    former = store.read_one(READ_TRACES)
    report = load_los_angeles(store, tmp_path / "rejected.csv")
    assert (report.loaded, report.unchanged, report.rejected) == (0, 39_951, 48)
    assert "Nothing changed: the store holds all of this already." in report.lines()
    assert store.read_one(READ_TRACES) == former


def test_an_issue_has_the_moments_of_its_source(store, tmp_path, areas):
    row = "A1,路灯不亮,closed,2026-11-20 08:00,2026-11-20T10:00+09:00,2026-11-21,106.61,26.61,,"
    load_issue_file(store, write_csv(tmp_path / "i.csv.gz", HEADER, row))
    issue, events = store.read_one(READ_ISSUE), store.read(READ_EVENTS)
    reported, closed = datetime(2026, 11, 20, 0, 0, tzinfo=UTC), datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
    assert (issue.reported_at, issue.closed_at) == (reported, closed)
    assert issue.updated_at == datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
    assert [tuple(event) for event in events] == [
        (reported, "accepted", areas["building"]),
        (closed, "closed", areas["building"]),
    ]


@pytest.mark.parametrize("offset", ["+23:59", "-23:59:59", "+08:00:00.5"])
def test_an_offset_that_postgresql_does_not_know_is_read_all_the_same(store, tmp_path, offset):
    load_issue_file(store, write_csv(tmp_path / "i.csv", HEADER, f"A1,,,2026-11-20T08:00{offset},,,,,,"))
    assert store.read_one(READ_ISSUE).reported_at == datetime.fromisoformat(f"2026-11-20T08:00{offset}")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",,,2026-11-20 08:00,,,,,,", "reference: there is no reference"),
        ("A2,,,,,,,,,", "reported_at: there is no time of the report"),
        ("A2,,,20.11.2026,,,,,,", "reported_at 20.11.2026: it is not a time such as 2026-11-22 16:42"),
        ("A2,,,2026-02-30 08:00,,,,,,", "reported_at 2026-02-30 08:00: it is not a time such as 2026-11-22 16:42"),
        ("A2,,,0001-01-01,,,,,,", "reported_at 0001-01-01: the year is not between 1900 and 2199"),
        ("A2,,done?,2026-11-20,,,,,,", "status done?: no status has this word: name it with --status WORD=STATUS"),
        ("A2,,,2026-11-20,,,east,26.6,,", "lon east: it is not a number"),
        ("A2,,,2026-11-20,,,106.6,nan,,", "lat nan: it is not a number"),
        ("A2,,,2026-11-20,,,26.6,106.6,,", "lat 106.6: it is not between -90 and 90 degrees"),
        ("A2,,,2026-11-20,,,106.6,,,", "lon, lat: there is only one of them"),
        ("A2,,closed,2026-11-20 08:00,2026-11-20 07:59,,,,,", "closed_at 2026-11-20 07:59:00: it was closed before"),
        ("A1,,,2026-11-20,,,,,,", "reference A1: the reference stands already in row 1"),
        ("A2,,", "row: it has 3 cells, the header has 10"),
    ],
)
def test_a_wrong_row_is_rejected_with_its_reason_and_the_others_load(store, tmp_path, areas, row, reason):
    report = load_issue_file(store, write_csv(tmp_path / "i.csv", HEADER, GOOD, row))
    assert str(report.outcome.rejected_rows[0]).startswith(f"row 2, {reason}")
    assert (report.read, report.loaded, report.unchanged, report.rejected) == (2, 1, 0, 1)


def test_rejected_rows_come_back_to_be_mended_and_loaded_again(store, tmp_path, areas):
    bad = 'B1,"井盖, 松动",,someday,,,,,,"a ""quoted"" title"'
    report = load_issue_file(store, write_csv(tmp_path / "i.csv", HEADER, GOOD, bad))
    assert report.returned == tmp_path / "i.rejected.csv"
    report.returned.write_text(report.returned.read_text().replace("someday", "2026-11-20"))
    again = load_issue_file(store, str(report.returned))
    assert (again.read, again.loaded, again.rejected, again.returned) == (1, 1, 0, None)
    assert store.read(READ_ISSUE)[1].category == "井盖, 松动"


@pytest.mark.parametrize(
    ("row", "unlocated"),
    [
        ("A1,,,2026-11-20,,,,,,", 1),
        ("A1,,,2026-11-20,,,0,0,,", 1),
        ("A1,,,2026-11-20,,,,,nowhere,", 1),
        ("A1,,,2026-11-20,,,,,GE,", 0),
        ("A1,,,2026-11-20,,,106.605,26.605,GE,", 0),
    ],
)
def test_an_issue_without_a_place_is_kept_unlocated(store, tmp_path, areas, row, unlocated):
    report = load_issue_file(store, write_csv(tmp_path / "i.csv", HEADER, row))
    assert (report.loaded, report.unlocated) == (1, unlocated)


def test_a_point_beats_the_stated_area_and_the_difference_is_told(store, tmp_path, areas):
    rows = ["A1,,,2026-11-20,,,106.605,26.605,GE,", "A2,,,2026-11-20,,,106.605,26.605,C,"]
    report = load_issue_file(store, write_csv(tmp_path / "i.csv", HEADER, *rows))
    assert ([issue.area_id for issue in store.read(READ_ISSUE)], report.plan.elsewhere) == ([areas["micro"]] * 2, 1)


def test_a_newer_file_updates_by_reference_and_keeps_the_history(store, tmp_path, areas):
    load_issue_file(store, write_csv(tmp_path / "1.csv", HEADER, GOOD))
    closed = "A1,路灯不亮,closed,2026-11-20 08:00,2026-11-20 10:00,2026-11-20 10:05,106.605,26.605,,路灯"
    report = load_issue_file(store, write_csv(tmp_path / "2.csv", HEADER, closed))
    assert (report.plan.added, report.plan.changed, store.read_one(READ_ISSUE).status) == (0, 1, "closed")
    assert [event.status for event in store.read(READ_EVENTS)] == ["accepted", "dispatched", "closed"]
    assert verify(store, NOW).is_right


def test_a_moment_that_the_source_corrects_is_corrected_in_the_history(store, tmp_path, areas):
    header = "reference,status,reported_at,closed_at"
    load_issue_file(store, write_csv(tmp_path / "1.csv", header, "A1,closed,2026-11-20 08:00,2026-11-20 10:00"))
    load_issue_file(store, write_csv(tmp_path / "2.csv", header, "A1,closed,2026-11-20 07:00,2026-11-20 11:00"))
    assert [(event.at.hour, event.status) for event in store.read(READ_EVENTS)] == [(23, "accepted"), (3, "closed")]


def test_events_that_a_correction_brings_to_one_moment_keep_their_order(store, tmp_path, areas):
    header = "reference,status,reported_at,closed_at,updated_at"
    begun = ["accepted,{0} 08:00,,{0} 08:00", "filed,{0} 08:00,,{0} 08:10", "signed,{0} 08:00,,{0} 08:20"]
    ended = ["closed,{0} 08:00,{0} 08:30,{0} 08:30", "closed,{0} 08:30,{0} 08:30,{0} 08:40"]
    told = [row.format("2026-11-20") for row in [*begun, *ended, "closed,{0} 08:30,{0} 09:00,{0} 09:00"]]
    [load_issue_file(store, write_csv(tmp_path / "i.csv", header, f"A1,{row}")) for row in told]
    assert [event.status for event in store.read(READ_ORDERED_EVENTS)] == ["accepted", "filed", "signed", "closed"]


def test_an_older_file_does_not_undo_a_newer_state(store, tmp_path, areas):
    load_issue_file(store, write_csv(tmp_path / "1.csv", HEADER, GOOD))
    older = "A1,路灯不亮,accepted,2026-11-20 08:00,,2026-11-20 08:30,106.605,26.605,,路灯"
    report = load_issue_file(store, write_csv(tmp_path / "2.csv", HEADER, older))
    assert (report.plan.older, report.unchanged, store.read_one(READ_ISSUE).status) == (1, 1, "dispatched")


class Interrupted(Progress):
    """Somebody writes when the load begins to."""

    def __init__(self, write):
        super().__init__(io.StringIO())
        self.write = write

    def say(self, step):
        if step.startswith("writing issues"):
            self.write()


def test_a_newer_state_that_somebody_adds_while_the_file_is_written_stays(store, tmp_path, areas):
    newer = datetime(2026, 11, 21, tzinfo=UTC)
    progress = Interrupted(lambda: store.execute(ADD_NEWER, {"updated_at": newer}))
    load_issue_file(store, write_csv(tmp_path / "i.csv", HEADER, GOOD), progress)
    assert (store.read_one(READ_ISSUE).status, store.read_one(READ_ISSUE).updated_at) == ("signed", newer)


def test_an_issue_that_a_file_changes_is_locked_before_it_is_written(store, tmp_path, areas):
    load_issue_file(store, write_csv(tmp_path / "1.csv", HEADER, GOOD))
    later = GOOD.replace("09:00", "10:00").replace("dispatched", "signed")
    progress = Interrupted(lambda: store.read(LOCK_ISSUE))
    with pytest.raises(StoreBusy):
        load_issue_file(store, write_csv(tmp_path / "2.csv", HEADER, later), progress)


def test_a_file_with_fewer_columns_leaves_the_others_as_they_are(store, tmp_path, areas):
    load_issue_file(store, write_csv(tmp_path / "1.csv", HEADER, GOOD))
    load_issue_file(store, write_csv(tmp_path / "2.csv", "reference,reported_at,category", "A1,2026-11-20 08:00,井盖"))
    issue = store.read_one(READ_ISSUE)
    assert (issue.category, issue.title, issue.status, issue.area_id) == ("井盖", "路灯", "dispatched", areas["micro"])


def test_an_issue_past_its_deadline_is_overdue_at_once(store, tmp_path, areas):
    file = write_csv(tmp_path / "i.csv", "reference,reported_at,due_at", "A1,2026-11-20,2026-11-21", "A2,2026-11-20,")
    load_issue_file(store, file)
    assert [issue.is_overdue for issue in store.read(READ_ISSUE)] == [True, False]
    assert verify(store, NOW).is_right


def test_words_of_other_systems_become_statuses(store, tmp_path, areas):
    rows = ["1,2026-11-20,Referred Out", "2,2026-11-20,办结", "3,2026-11-20,Parked", "4,2026-11-20,"]
    file = write_csv(tmp_path / "i.csv", "reference,reported_at,status", *rows)
    load_issue_file(store, file, words={"referred out": "dispatched", "办结": "closed", "parked": "suspended"})
    assert [issue.status for issue in store.read(READ_ISSUE)] == ["dispatched", "closed", "suspended", "accepted"]


def test_gbk_text_is_read(store, tmp_path, areas):
    file = tmp_path / "i.csv"
    file.write_bytes("reference;reported_at;category\nA1;2026/11/20 8:05;路灯不亮\n".encode("gbk"))
    load_issue_file(store, str(file))
    assert store.read_one(READ_ISSUE).category == "路灯不亮"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"reference,reported_at\n", "none of 0 rows fits"),
        (b"id,created_at\n1,2026-11-20\n", "needs --map reference=COLUMN, --map reported_at=COLUMN; there are: id"),
        (b"reference,reported_at,reference\nA,2026-11-20,A\n", "has several columns reference"),
        (b"reference,reported_at,lon\nA,2026-11-20,106\n", "has only one of lon and lat"),
        (b"reference,reported_at\n,\n", "none of 1 rows fits; row 1, reference: there is no reference"),
        (b"\x1f\x8b\x08\x00garbage", "cannot be read to its end"),
        (b"PK\x03\x04\x00\x00", "it is a damaged zip file"),
        (b"reference,reported_at\n" + b"x" * 2_000_000, "has a line of more than"),
        (b'reference,reported_at\n"' + b"x\n" * 200_000, "field larger than field limit"),
    ],
)
def test_a_fault_of_the_file_is_one_sentence_and_loads_nothing(store, tmp_path, content, sentence):
    file = tmp_path / "i.csv"
    file.write_bytes(content)
    with pytest.raises(FileFault, match=sentence):
        load_issue_file(store, str(file))
    assert (store.read(READ_ISSUE), list(tmp_path.iterdir())) == ([], [file])


def test_a_strict_load_takes_all_rows_or_none(store, tmp_path, areas):
    file = write_csv(tmp_path / "i.csv", HEADER, GOOD, GOOD)
    with pytest.raises(FileFault, match="1 of 2 rows do not fit; row 2, reference A1: the reference stands already"):
        load_issue_file(store, file, is_strict=True)
    assert store.read(READ_ISSUE) == []


def test_issues_are_not_mixed_with_the_demo(store, owner, tmp_path):
    owner.execute("UPDATE setting SET value = 'true' WHERE name = 'is_demo'")
    with pytest.raises(DemoStoreFault, match="python -m data demo --remove"):
        load_issue_file(store, write_csv(tmp_path / "i.csv", HEADER, GOOD))


def test_other_issues_stay_untouched(store, tmp_path, areas):
    add_issue(store, (106.605, 26.605), source="patrol", reference="A1")
    load_issue_file(store, write_csv(tmp_path / "i.csv", HEADER, GOOD))
    assert [issue.source for issue in store.read(READ_ISSUE)] == ["patrol", "hotline_12345"]


def test_nobody_but_the_app_is_believed_about_an_area(store, areas, feed_url):
    other = add_area(store, "community", (0, 0, 1, 1), areas["street"])
    with psycopg2.connect(feed_url) as connection, connection.cursor() as cursor:
        cursor.execute("SET LOCAL gridboard.is_settled = 'on'")
        cursor.execute(ADD_DIRECTLY, {"area_id": other})
    issue = store.read_one(READ_ISSUE)
    assert (issue.area_id, issue.is_overdue) == (areas["micro"], False)
