"""Loading rosters: heads by area, written as differences; nothing that tells of persons."""

import pytest

from data.faults import FileFault
from data.verification import verify
from tests.data.issue_files import NOW, load_roster_file, read_csv, write_csv
from tests.factories import add_tree

HEADER = "area_code,organization,kind,count"

COUNT_HEADS = """
SELECT a.code, r.organization, r.kind, r.source, count(*) AS heads
FROM party_member r JOIN area a ON a.id = r.area_id
GROUP BY a.code, r.organization, r.kind, r.source
ORDER BY a.code, r.organization, r.kind, r.source
"""

COUNT_VOLUNTEERS = """
SELECT count(*) AS count FROM volunteer
"""

READ_TRACES = """
SELECT (SELECT count(*) FROM count_change) AS changes, (SELECT array_agg(id ORDER BY id) FROM party_member) AS ids
"""


@pytest.fixture(autouse=True)
def areas(store):
    return add_tree(store)


def heads(store):
    return [tuple(row) for row in store.read(COUNT_HEADS)]


def test_a_roster_comes_in_by_area_organization_and_kind(store, tmp_path):
    rows = ["MW,first branch,party_member,3", "GE,first branch,党员,", "GE,team,志愿者,5"]
    report = load_roster_file(store, write_csv(tmp_path / "r.csv", HEADER, *rows))
    assert (report.outcome.read, report.loaded, report.outcome.added, report.outcome.retired) == (3, 3, 9, 0)
    assert heads(store) == [("GE", "first branch", "", "register", 1), ("MW", "first branch", "", "register", 3)]
    assert (store.read_one(COUNT_VOLUNTEERS).count, verify(store, NOW).is_right) == (5, True)


def test_the_same_roster_twice_changes_nothing_and_says_so(store, tmp_path):
    file = write_csv(tmp_path / "r.csv", HEADER, "MW,first branch,party_member,3", "MW,first branch,party_member,2")
    load_roster_file(store, file)
    former = store.read_one(READ_TRACES)
    report = load_roster_file(store, file)
    assert (report.loaded, report.outcome.unchanged, store.read_one(READ_TRACES)) == (0, 2, former)
    assert "Nothing changed: the store holds all of this already." in report.lines()


def test_a_roster_is_the_whole_of_its_source_and_of_no_other(store, tmp_path):
    load_roster_file(store, write_csv(tmp_path / "1.csv", HEADER, "MW,a,party_member,3", "GE,a,volunteer,2"))
    load_roster_file(store, write_csv(tmp_path / "2.csv", HEADER, "MW,a,party_member,9"), source="other")
    report = load_roster_file(store, write_csv(tmp_path / "3.csv", HEADER, "MW,a,party_member,1", "GE,b,党员,1"))
    assert heads(store) == [("GE", "b", "", "register", 1), ("MW", "a", "", "other", 9), ("MW", "a", "", "register", 1)]
    assert (report.outcome.added, report.outcome.retired, store.read_one(COUNT_VOLUNTEERS).count) == (1, 2, 2)


def test_with_one_kind_for_all_the_column_kind_is_free(store, tmp_path):
    file = write_csv(tmp_path / "r.csv", "code,kind", "MW,in service")
    load_roster_file(store, file, roster="party_member", columns={"area_code": "code"})
    assert heads(store) == [("MW", "", "in service", "register", 1)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("XX,a,party_member,1", "area_code XX: no open area has this code"),
        (",a,party_member,1", "area_code: there is no code"),
        ("MW,a,cat,1", "kind cat: it is neither party_member nor volunteer"),
        ("MW,b,party_member,some", "count some: it is not a whole number"),
        ("MW,b,party_member,-1", "count -1: it is not a whole number"),
        ("MW,b,party_member,100001", "count 100001: it is more than 100,000"),
        ("MW,b", "row: it has 2 cells, the header has 4"),
    ],
)
def test_a_wrong_row_is_rejected_with_its_reason_and_the_others_load(store, tmp_path, row, reason):
    report = load_roster_file(store, write_csv(tmp_path / "r.csv", HEADER, "GE,a,party_member,1", row))
    assert str(report.outcome.rejected_rows[0]) == f"row 2, {reason}"
    assert (report.outcome.read, report.loaded, report.outcome.unchanged, report.rejected) == (2, 1, 0, 1)
    assert read_csv(report.returned)[0]["rejected_reason"]


def test_heads_that_a_rejected_row_names_stay_as_they_were(store, tmp_path):
    load_roster_file(store, write_csv(tmp_path / "1.csv", HEADER, "MW,a,party_member,3", "GE,a,party_member,1"))
    load_roster_file(store, write_csv(tmp_path / "2.csv", HEADER, "MW,a,party_member,3o", "GE,a,party_member,2"))
    assert [row[-1] for row in heads(store)] == [2, 3]


@pytest.mark.parametrize(
    ("header", "cell", "named"),
    [
        ("姓名", "张", "姓名 tells, by its heading,"),
        ("联系电话", "", "联系电话 tells, by its heading,"),
        ("身份证号", "", "身份证号 tells, by its heading,"),
        ("name", "Li", "name tells, by its heading,"),
        ("memberName", "Li", "memberName tells, by its heading,"),
        ("Phone No.", "", "Phone No. tells, by its heading,"),
        ("id_card", "", "id_card tells, by its heading,"),
        ("note", "13812345678", "note tells, by its content,"),
        ("note", "call 138 1234 5678", "note tells, by its content,"),
        ("note", "11010519491231002X", "note tells, by its content,"),
    ],
)
def test_a_column_that_tells_of_persons_refuses_the_file(store, tmp_path, header, cell, named):
    file = write_csv(tmp_path / "r.csv", f"{HEADER},{header}", f"MW,a,party_member,1,{cell}")
    with pytest.raises(FileFault, match=named):
        load_roster_file(store, file)
    assert heads(store) == []


def test_a_column_of_organization_names_is_welcome(store, tmp_path):
    file = write_csv(tmp_path / "r.csv", "area_code,organization_name,kind", "MW,first branch,party_member")
    assert load_roster_file(store, file, columns={"organization": "organization_name"}).loaded == 1
