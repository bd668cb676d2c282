"""Charts say what their frames say, in the theme's colors and the given words."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from dashboard.figures import draw_days, draw_flow, draw_open, draw_spark
from dashboard.tokens import read_tokens

WORDS = {"open": "待办 {count}", "new": "新增", "closed": "办结"}
LIGHT, DARK = read_tokens("light"), read_tokens("dark")


@pytest.fixture
def trend():
    """Three days in the street's zone."""
    days = [datetime(2026, 11, day, tzinfo=ZoneInfo("Asia/Shanghai")) for day in (20, 21, 22)]
    at = [*days[1:], days[2] + timedelta(hours=16, minutes=42)]
    return pd.DataFrame({"since": days, "at": at, "open": [7, 12, 9], "new": [3, 8, 0], "closed": [1, 3, 3]})


def test_the_line_goes_through_what_was_open(trend):
    line, last = draw_open(trend, LIGHT, WORDS, "%H:%M").data
    assert (list(line.y), list(last.x), list(last.y)) == ([7, 12, 9], ["2026-11-22T16:42:00"], [9])


def test_moments_stand_as_the_streets_clocks_show_them(trend):
    line, _ = draw_open(trend, LIGHT, WORDS, "%H:%M").data
    assert list(line.x) == ["2026-11-21T00:00:00", "2026-11-22T00:00:00", "2026-11-22T16:42:00"]


def test_each_day_has_two_bars_with_a_name(trend):
    new, closed = draw_flow(trend, LIGHT, WORDS, "%-m月%-d日").data
    assert (new.name, list(new.y), closed.name, list(closed.y)) == ("新增", [3, 8, 0], "办结", [1, 3, 3])
    assert list(new.x) == ["2026-11-20T00:00:00", "2026-11-21T00:00:00", "2026-11-22T00:00:00"]


@pytest.mark.parametrize(("most", "step"), [(0, 1), (4, 1), (5, 2), (12, 5), (188, 50), (843, 200), (31_737, 10_000)])
def test_the_scale_counts_whole_issues_from_zero(trend, most, step):
    figure = draw_open(trend.assign(open=[0, most, 0]), LIGHT, WORDS, "%H:%M")
    assert (figure.layout.yaxis.dtick, figure.layout.yaxis.range[0]) == (step, 0)


def test_nothing_in_a_chart_can_be_dragged(trend):
    layout = draw_flow(trend, LIGHT, WORDS, "%H:%M").layout
    assert (layout.dragmode, layout.xaxis.fixedrange, layout.yaxis.fixedrange) == (False, True, True)


def test_each_theme_has_its_own_colors_and_the_same_font(trend):
    light, dark = (draw_open(trend, read_tokens(theme), WORDS, "%H:%M") for theme in ("light", "dark"))
    assert (light.data[0].line.color, dark.data[0].line.color) == ("#0a5bd3", "#4cc9f0")
    assert light.layout.font.family == dark.layout.font.family == LIGHT["font"]


def test_both_themes_name_the_same_colors():
    assert set(LIGHT) == set(read_tokens("dark"))


def test_the_walls_charts_come_without_data():
    spark, days = draw_spark(LIGHT, "alarm"), draw_days(LIGHT)
    assert [trace.y for trace in (*spark.data, *days.data)] == [None, None, None]


def test_a_spark_has_the_color_of_its_measure():
    assert [draw_spark(DARK, color).data[0].line.color for color in ("accent", "alarm")] == ["#4cc9f0", "#ff6b5e"]


def test_what_came_in_and_what_ended_differ_in_more_than_color():
    new, closed = draw_days(DARK).data
    assert (new.marker.pattern.shape, closed.marker.pattern.shape) == (None, "/")
