"""The demo's ninety days of issues, without a store."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
import shapely

from data.demo.issue_paths import keep_office_hours
from data.demo.issue_spots import find_spots
from data.demo.issues import DemoIssues, build_issues
from data.demo.street import DemoStreet, build_street

SHANGHAI = ZoneInfo("Asia/Shanghai")
MOMENTS = [
    datetime(2026, 11, 22, 16, 42, 7, tzinfo=SHANGHAI),
    datetime(2027, 3, 1, 0, 0, 1, tzinfo=SHANGHAI),
    datetime(2026, 6, 6, 23, 59, 59, tzinfo=SHANGHAI),
]
CLOSED = ("closed", "rejected")


@pytest.fixture(scope="module")
def street() -> DemoStreet:
    """The street that everybody sees."""
    return build_street()


@pytest.fixture(scope="module")
def demo(street: DemoStreet) -> DemoIssues:
    """Its issues on a Sunday afternoon."""
    return build_issues(street, MOMENTS[0])


@pytest.fixture(scope="module")
def open_issues(demo: DemoIssues) -> pd.DataFrame:
    """Those that are open then."""
    return demo.issues[~demo.issues["status"].isin(CLOSED)]


@pytest.mark.parametrize("now", MOMENTS)
def test_at_any_moment_190_are_open_and_12_of_them_overdue(street: DemoStreet, now: datetime) -> None:
    issues = build_issues(street, now).issues
    is_open = ~issues["status"].isin(CLOSED)
    late = is_open & (issues["due_at"] <= now) & (issues["status"] != "suspended")
    assert (is_open.sum(), late.sum()) == (190, 12)


def test_the_same_seed_and_moment_give_the_same_issues(street: DemoStreet, demo: DemoIssues) -> None:
    again = build_issues(street, MOMENTS[0])
    assert again.issues.to_csv() == demo.issues.to_csv()
    assert again.events.equals(demo.events)


def test_nothing_lies_in_the_future_or_before_the_ninety_days(demo: DemoIssues) -> None:
    assert demo.events["at"].max() <= MOMENTS[0]
    assert demo.issues["reported_at"].min() >= MOMENTS[0] - timedelta(days=91)


def test_each_history_begins_with_the_report_and_ends_in_the_present_status(demo: DemoIssues) -> None:
    histories = demo.events.groupby("issue")
    assert (histories["status"].first() == "accepted").all()
    assert (histories["at"].first() == demo.issues["reported_at"]).all()
    assert (histories["status"].last() == demo.issues["status"]).all()


def test_histories_run_forward(demo: DemoIssues) -> None:
    steps = demo.events.groupby("issue")["at"].diff().dropna()
    assert (steps >= pd.Timedelta(0)).all()


def test_only_closed_issues_have_an_end_and_it_is_their_last_event(demo: DemoIssues) -> None:
    closed = demo.issues["status"] == "closed"
    ends = demo.events.groupby("issue")["at"].last()
    assert (demo.issues["closed_at"].notna() == closed).all()
    assert (demo.issues.loc[closed, "closed_at"] == ends[closed]).all()


def test_most_issues_are_closed_in_time(demo: DemoIssues) -> None:
    closed = demo.issues[demo.issues["status"] == "closed"]
    assert 0.8 < (closed["closed_at"] <= closed["due_at"]).mean() < 0.97


def test_petitions_have_neither_point_nor_words_and_name_a_community(demo: DemoIssues) -> None:
    petitions = demo.issues[demo.issues["source"] == "demo_petition"]
    assert petitions["geometry"].isna().all()
    assert petitions["address"].isna().all()
    assert (petitions["title"] == "").all()
    assert (petitions["area_code"].str.len() == 12).all()


def test_three_open_issues_lie_in_no_area(street: DemoStreet, open_issues: pd.DataFrame) -> None:
    outside = open_issues[open_issues["area_code"].isna()]
    points = outside["geometry"].dropna()
    assert (len(outside), len(points)) == (3, 2)
    assert (shapely.distance(street.areas.geometry.iloc[0], points.to_numpy()) > 0.0005).all()


def test_some_grids_are_hot_and_some_quiet(open_issues: pd.DataFrame) -> None:
    per_grid = open_issues["area_code"].dropna().str.slice(0, 15).value_counts()
    assert per_grid.max() >= 15
    assert len(per_grid) < 90


def test_all_sources_are_the_demo_s(demo: DemoIssues) -> None:
    assert demo.issues["source"].str.startswith("demo_").all()
    assert demo.issues["source"].nunique() == 6


def test_references_are_unique(demo: DemoIssues) -> None:
    assert not demo.issues.duplicated(["source", "source_reference"]).any()


def test_patrols_report_by_day_and_the_police_in_the_evening(demo: DemoIssues) -> None:
    hours = demo.issues["reported_at"].dt.hour
    patrol, police = (demo.issues["source"] == name for name in ("demo_patrol", "demo_police_110_transfer"))
    assert hours[patrol].between(6, 21).all()
    assert hours[police].between(18, 23).mean() > hours[patrol].between(18, 23).mean() + 0.2


def test_mondays_are_busier_than_sundays(demo: DemoIssues) -> None:
    days = demo.issues["reported_at"].dt.day_of_week.value_counts()
    assert days[0] > 1.2 * days[6]


def test_addresses_are_on_the_street_s_own_roads(street: DemoStreet, demo: DemoIssues) -> None:
    roads = demo.issues["address"].dropna().str.split(" ").str[0]
    assert roads.isin(street.lines["name"]).all()


def test_points_lie_in_the_grid_that_is_stated(street: DemoStreet) -> None:
    spots = find_spots(street, ["road", "building"] * 200, np.random.default_rng(3)).dropna(subset="geometry")
    grids = street.areas.set_index("code").geometry.loc[spots["area_code"]]
    assert shapely.covers(grids.to_numpy(), spots["geometry"].to_numpy()).all()


def test_office_hours_keep_the_order_and_never_move_back() -> None:
    hours = np.linspace(0, 96, 2_000)
    kept = keep_office_hours(hours)
    assert (np.diff(kept) > 0).all()
    assert (kept >= hours - 1e-9).all()
    assert ((kept % 24 >= 8 - 1e-9) & (kept % 24 <= 19 + 1e-9)).all()
