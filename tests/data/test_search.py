"""What is typed finds areas, addresses and issues; what is secret is found by nothing."""

from contextlib import closing

import pytest

from data.faults import StoreUnusable
from data.migrations import check_extensions, migrate
from data.search import read_sought, search_addresses, search_areas, search_issues
from data.search_words import write_search_words
from data.store import Store
from tests.conftest import address, run_alone
from tests.factories import add_area, add_issue, add_tree

BOX = (106.60, 26.60, 106.64, 26.62)


@pytest.fixture
def street(store):
    """青华街道 with two communities; 桂清路社区 has two grids, named by their numbers."""
    root = add_named(store, "street", "青华街道", "520113003")
    guiqing = add_named(store, "community", "桂清路社区", "520113003005", root)
    add_named(store, "community", "重庆路社区", "520113003006", root)
    add_named(store, "grid", "第 3 网格", "520113003005003", guiqing)
    add_named(store, "grid", "桂清路", "X1", guiqing)
    refill(store)
    return store


def add_named(store, level, name, code, parent=None):
    area = add_area(store, level, BOX, parent, code)
    store.execute("UPDATE area SET name = %(name)s WHERE id = %(area)s", {"name": name, "area": area})
    return area


def refill(store):
    with store.transaction() as transaction:
        return write_search_words(transaction)


def add_addressed(store, text, area=None, **given):
    issue = add_issue(store, area_id=area, **given)
    store.execute("UPDATE issue SET address = %(text)s WHERE id = %(issue)s", {"text": text, "issue": issue})


def find_names(store, typed):
    return [area.name for area in search_areas(store, read_sought(typed))]


def find_references(store, typed):
    return [issue.source_reference for issue in search_issues(store, read_sought(typed))]


def find_addresses(store, typed):
    return [(found.address, found.issues) for found in search_addresses(store, read_sought(typed))]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("青华", ["青华街道"]),
        ("清路", ["桂清路", "桂清路社区"]),
        ("QHJD", ["青华街道"]),
        ("cql", ["重庆路社区"]),
        ("第3网格", ["第 3 网格"]),
        ("第３ 网格", ["第 3 网格"]),
        ("520113003005003", ["第 3 网格"]),
        ("3005003", ["第 3 网格"]),
        ("x1", ["桂清路"]),
        ("庆", ["重庆路社区"]),
        ("没有", []),
    ],
)
def test_areas_are_found_by_name_code_and_initials(street, typed, names):
    assert find_names(street, typed) == names


def test_what_is_called_so_comes_before_what_begins_so(street):
    assert find_names(street, "桂清路") == ["桂清路", "桂清路社区"]
    assert find_names(street, "520113003005") == ["桂清路社区", "第 3 网格"]


def test_higher_levels_come_first_among_equals(street):
    assert find_names(street, "520113003")[:3] == ["青华街道", "桂清路社区", "重庆路社区"]


def test_an_area_comes_with_the_names_above_it(street):
    assert search_areas(street, read_sought("d3wg"))[0].path == ["青华街道", "桂清路社区"]


@pytest.mark.parametrize("typed", ["%桂", "_桂", "\\桂", "5_0", "桂%区", "'; --"])
def test_wildcards_and_signs_are_themselves(street, typed):
    assert find_names(street, typed) == []


def test_signs_that_nobody_types_are_blanks(street):
    assert find_names(street, "桂\x00清\n路") == ["桂清路", "桂清路社区"]
    assert [read_sought(typed) for typed in ("", " \t", "\x00")] == [None] * 3


def test_a_new_name_is_found_and_the_former_one_is_not(street):
    street.execute("UPDATE area SET name = '新华街道' WHERE name = '青华街道'")
    assert refill(street) == 1
    assert (find_names(street, "xhjd"), find_names(street, "qhjd")) == (["新华街道"], [])


def test_a_retired_area_is_not_found(street):
    street.execute("UPDATE area SET valid_to = now() WHERE name = '重庆路社区'")
    assert find_names(street, "重庆") == []


def test_words_that_are_up_to_date_are_not_written_again(street):
    assert refill(street) == 0


def test_issues_are_found_by_the_beginning_of_their_reference_and_from_three_signs_by_its_middle(store):
    for reference in ("GD-2026-001", "GD-2026-002", "X-2026-001"):
        add_issue(store, reference=reference)
    assert find_references(store, "gd-2026-002") == ["GD-2026-002"]
    assert find_references(store, "gd") == ["GD-2026-002", "GD-2026-001"]
    assert find_references(store, "-001") == ["X-2026-001", "GD-2026-001"]
    assert find_references(store, "01") == []


def test_the_issue_that_is_called_so_comes_before_open_ones_that_begin_so(store):
    add_issue(store, reference="7", status="closed")
    add_issue(store, reference="77")
    assert find_references(store, "7") == ["7", "77"]


def test_addresses_come_once_each_with_their_issues(store):
    tree = add_tree(store)
    for area in ("west", "west", "east"):
        add_addressed(store, "李家巷 12 号", tree[area])
    add_addressed(store, "桂清路 8 号", tree["west"])
    assert find_addresses(store, "李家巷12号") == [("李家巷 12 号", 2), ("李家巷 12 号", 1)]
    assert find_addresses(store, "清路 8") == [("桂清路 8 号", 1)]


def test_an_address_leads_to_its_area(store):
    tree = add_tree(store)
    add_addressed(store, "李家巷 12 号", tree["west"])
    found = search_addresses(store, read_sought("李家"))[0]
    assert (found.id, found.code, found.level) == (tree["west"], "GW", "grid")


@pytest.mark.parametrize("source", ["petition", "demo_petition"])
def test_a_petition_is_found_neither_by_reference_nor_by_address(store, source):
    add_addressed(store, "李家巷 12 号", add_tree(store)["west"], source=source, reference="XF-2026-1")
    assert (find_references(store, "XF-2026-1"), find_references(store, "2026")) == ([], [])
    assert (find_addresses(store, "李家"), find_addresses(store, "家巷 12")) == ([], [])


def test_petitions_at_an_address_are_not_counted_there(store):
    west = add_tree(store)["west"]
    add_addressed(store, "李家巷 12 号", west)
    add_addressed(store, "李家巷 12 号", west, source="petition")
    assert find_addresses(store, "李家巷") == [("李家巷 12 号", 1)]


def test_a_server_that_knows_no_chinese_letters_finds_the_same(cluster):
    run_alone(cluster, "CREATE DATABASE plain TEMPLATE template0 LOCALE 'C' ENCODING 'UTF8'")
    with closing(Store(address(cluster, "owner", "plain"), size=1)) as plain:
        migrate(plain)
        add_named(plain, "community", "桂清路社区", "C")
        refill(plain)
        found = find_names(plain, "桂清路社区"), find_names(plain, "清路"), find_names(plain, "gql")
    run_alone(cluster, "DROP DATABASE plain")
    assert found == (["桂清路社区"],) * 3


def test_an_owner_who_may_not_make_extensions_is_told_what_to_do(cluster):
    run_alone(cluster, "CREATE ROLE poor LOGIN PASSWORD 'poor'", "CREATE DATABASE poor TEMPLATE template0")
    url = address(cluster, "owner", "poor")
    with (
        closing(Store(f"postgresql://poor:poor@{url.rpartition('@')[2]}", size=1)) as poor,
        pytest.raises(StoreUnusable, match="CREATE EXTENSION postgis SCHEMA public"),
    ):
        check_extensions(poor)
    run_alone(cluster, "DROP DATABASE poor", "DROP ROLE poor")


def test_an_extension_out_of_reach_is_told_with_what_to_do(cluster):
    run_alone(cluster, "CREATE DATABASE apart TEMPLATE template0")
    with closing(Store(address(cluster, "owner", "apart"), size=1)) as apart:
        apart.execute("CREATE SCHEMA elsewhere; CREATE EXTENSION pg_trgm SCHEMA elsewhere")
        with pytest.raises(StoreUnusable, match="ALTER EXTENSION pg_trgm SET SCHEMA public"):
            migrate(apart)
    run_alone(cluster, "DROP DATABASE apart")


def test_an_address_with_many_issues_hides_no_other(street):
    area = search_areas(street, read_sought("X1"))[0].id
    street.execute(ADD_MANY, {"area": area})
    add_addressed(street, "中山路2号", area)
    assert find_addresses(street, "中山路") == [("中山路1号", 400), ("中山路2号", 1)]


def test_no_address_leads_to_a_retired_area(street):
    area = search_areas(street, read_sought("X1"))[0].id
    add_addressed(street, "中山路2号", area)
    street.execute("UPDATE area SET valid_to = now() WHERE id = %(area)s", {"area": area})
    assert find_addresses(street, "中山路") == []


ADD_MANY = """
INSERT INTO issue (source, source_reference, category, address, area_id)
SELECT 'patrol', 'many ' || number, '占道经营', '中山路1号', %(area)s FROM generate_series(1, 400) AS number
"""
