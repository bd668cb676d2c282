"""Settings come from the environment, once, or name what is wrong."""

import re
from pathlib import Path

import pytest

from data.clock import Clock
from data.faults import SettingFault
from data.people import PeopleRule
from data.preferences import read_people_rule, write_preference
from data.settings import read_settings, write_table


def test_without_any_variable_it_is_the_demo_on_loopback():
    settings = read_settings({})
    assert (settings.host, settings.port, settings.demo, settings.time_zone.key) == (
        "127.0.0.1",
        8050,
        True,
        "Asia/Shanghai",
    )


def test_a_database_of_ones_own_gets_no_demo():
    assert not read_settings({"DATABASE_URL": "postgresql://x"}).demo


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GRIDBOARD_PORT", "http"),
        ("GRIDBOARD_PORT", "70000"),
        ("GRIDBOARD_DEMO", "yes"),
        ("GRIDBOARD_TIME_ZONE", "Asia/Nowhere"),
        ("GRIDBOARD_ACCESS_KEY", "short"),
        ("GRIDBOARD_TLS_CERT", "/no/such/file"),
        ("GRIDBOARD_HOST", "192.0.2.1"),
        ("GRIDBOARD_VERIFY_SECONDS", "1"),
    ],
)
def test_a_wrong_value_is_refused_by_its_name(name, value):
    with pytest.raises(SettingFault, match=name):
        read_settings({name: value})


def test_the_documented_table_is_the_real_one():
    assert write_table() in Path("docs/settings.md").read_text(encoding="utf-8")


def test_a_test_clock_starts_where_told_and_runs_as_fast_as_told():
    zone = read_settings({}).time_zone
    clock = Clock(zone, "2026-11-22T23:59:00+08:00*1000000")
    first = clock.now()
    assert clock.day_start(first).isoformat() in ("2026-11-22T00:00:00+08:00", "2026-11-23T00:00:00+08:00")
    assert clock.now() > first


@pytest.mark.parametrize("plan", ["soon", "2026-11-22T10:00:00", "2026-11-22T10:00:00+08:00*0"])
def test_a_test_clock_without_a_moment_is_refused(plan):
    with pytest.raises(SettingFault, match="GRIDBOARD_CLOCK"):
        Clock(read_settings({}).time_zone, plan)


def test_people_are_hidden_below_a_level_and_under_a_count():
    rule = PeopleRule(deepest_rank=20, min_count=10)
    assert rule.show([3, 1, 10, 9], 20) == [3, 1, 10, None]
    assert rule.show([3, 1, 10, 9], 30) == [3, 1, None, None]


def test_the_stored_rule_is_the_one_that_is_read(store):
    write_preference(store, "people_min_level", "grid")
    write_preference(store, "min_count", "3")
    assert read_people_rule(store) == PeopleRule(30, 3)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("mode", "war", "setting mode='war': it is routine or emergency"),
        ("theme", "pink", "setting theme='pink': it is light or dark"),
        ("street_title", "a\nb", "it is one line of at most 60 characters"),
        ("people_min_level", "planet", "there is no level planet; there are: street, community, grid"),
        ("min_count", "-1", "it is a whole number from 0 to 1000000"),
        ("min_count", "2.5", "it is a whole number from 0 to 1000000"),
        ("retention_days", "0", "it is a whole number from 1 to 36500"),
        ("tour_seconds", "4", "it is a whole number from 5 to 600"),
        ("tour_order", "name", "it is code or open_issues"),
        ("tour_only_open", "yes", "it is true or false"),
        ("volunteer_target_percent", "13%", "it is a number above 0 and up to 100, without a sign behind it"),
        ("volunteer_target_percent", "nan", "it is a number above 0 and up to 100"),
        ("class_edges", "{", 'it is JSON like {"open_issues": {"grid": [1, 3, 5]}}'),
        ("class_edges", "[1]", 'it is like {"open_issues": {"grid": [1, 3, 5]}}'),
        ("class_edges", '{"open_issues": [1]}', 'it is like {"open_issues": {"grid": [1, 3, 5]}}'),
        ("class_edges", '{"open": {"grid": [1]}}', "there is no measure open; there are: open_issues"),
        ("class_edges", '{"open_issues": {"grids": [1]}}', "there is no level grids; there are: street"),
        ("class_edges", '{"open_issues": {"grid": [3, 1]}}', "edges are 1 to 6 rising numbers above 0, not [3, 1]"),
        ("class_edges", '{"open_issues": {"grid": ["1"]}}', 'edges are 1 to 6 rising numbers above 0, not ["1"]'),
        ("class_edges", '{"open_issues": {"grid": [NaN]}}', "edges are 1 to 6 rising numbers above 0, not [NaN]"),
        ("colour", "red", "there is no setting colour; there are: street_title, mode"),
        ("is_demo", "true", "there is no setting is_demo"),
    ],
)
def test_a_stored_setting_that_does_not_fit_is_refused_with_what_would(store, name, value, sentence):
    with pytest.raises(SettingFault, match=re.escape(sentence)):
        write_preference(store, name, value)
