"""Moments and durations in words, as the pages' scripts write them."""

from datetime import datetime, timedelta

from babel.dates import format_skeleton

from dashboard.text import Words


def describe_moment(moment: datetime, now: datetime, locale: str) -> str:
    """`11月22日 16:42` in the zone of `now`; with the year when it is another."""
    local = moment.astimezone(now.tzinfo)
    skeleton = "MMMd" if local.year == now.year else "yMMMd"
    return f"{format_skeleton(skeleton, local, locale=locale.replace('-', '_'))} {local:%H:%M}"


def describe_duration(duration: timedelta, words: Words) -> str:
    """`26 秒`, `3 分钟`, `4 小时`, `3 天 4 小时`."""
    seconds = max(0, int(duration.total_seconds()))
    minutes, hours, days = (seconds // unit for unit in (60, 3600, 86_400))
    if seconds < 60:
        return words["{count} s"].format(count=seconds)
    if minutes < 60:
        return words["{count} min"].format(count=minutes)
    if days < 1:
        return words["{count} h"].format(count=hours)
    if days > 9 or hours % 24 == 0:
        return words["{count} d"].format(count=days)
    return words["{days} d {hours} h"].format(days=days, hours=hours % 24)
