"""The words that each piece of the page takes along into the browser."""

from dashboard.text import pick_words, text
from data.counts import MEASURES

MEASURE_WORDS = dict(zip(MEASURES, ("Open issues", "Overdue", "Party members", "Volunteers"), strict=True))
LEVEL_WORDS = {
    "street": "Street",
    "community": "Community",
    "grid": "Grid",
    "micro_grid": "Micro-grid",
    "building": "Building",
}


SOURCES = (
    *("hotline_12345", "police_110_transfer", "online_inquiry", "city_management", "petition", "patrol"),
    *("community_channel", "mailbox", "meeting", "higher_level", "roster"),
)


def name_measures(language: str) -> dict[str, str]:
    """Measure → its name."""
    return pick_words(language, **MEASURE_WORDS)


def name_level(language: str, level: str) -> str:
    """The name of a level; a level of the customer's own making goes by the name it has in the store."""
    return text(language)[LEVEL_WORDS[level]] if level in LEVEL_WORDS else level


def name_sources(language: str) -> dict[str, str]:
    """Source of issues → its name."""
    return pick_words(language, **{name: name for name in SOURCES})


def name_source(language: str, source: str) -> str:
    """The name of an issue's source; one that no catalogue has goes by its own."""
    name = source.removeprefix("demo_")
    return text(language)[name] if name in SOURCES else source


STATUSES = (
    *("accepted", "rejected", "filed", "dispatched", "returned", "signed", "in_progress", "reported_done", "rework"),
    *("closed", "extended", "deferred", "suspended", "supervised"),
)


def name_statuses(language: str) -> dict[str, str]:
    """Status of an issue → its name."""
    return {status: text(language)[status] for status in STATUSES}


def age_words(language: str) -> dict[str, object]:
    """For `FigureAge`."""
    words = pick_words(
        language,
        as_of="As of {time}",
        late="{source} data {age} old",
        never="{source} data never updated",
        locale="locale of dates",
    )
    return words | {"sources": name_sources(language), "durations": duration_words(language)}


def duration_words(language: str) -> dict[str, str]:
    """Templates of durations."""
    return pick_words(
        language,
        seconds="{count} s",
        minutes="{count} min",
        hours="{count} h",
        days="{count} d",
        days_hours="{days} d {hours} h",
    )


def state_words(language: str) -> dict[str, object]:
    """For `LiveState`."""
    words = pick_words(
        language,
        waiting="Connecting",
        live="Live, {time}",
        old="Connection lost, figures are {age} old",
        one_late="A source is late",
        some_late="{count} sources are late",
        away="The database is away",
        away_old="The database is away, figures are {age} old",
        differing="Recount differs: {count}",
    )
    return age_words(language) | verification_words(language) | words


def verification_words(language: str) -> dict[str, object]:
    """For `Verification`."""
    return pick_words(language, verified="Counts verified {age} ago") | {"durations": duration_words(language)}


def search_words(language: str) -> dict[str, object]:
    """For `SearchBox`."""
    words = pick_words(
        language,
        label="Search areas, addresses, issues",
        search="Search",
        clear="Clear search",
        areas="Areas",
        addresses="Addresses",
        issues="Issues",
        count="{count} issues",
        waiting="Searching",
        found="{count} found",
        nothing="Nothing found for {text}",
        nothing_short="Nothing found for the short {text}",
        failed="Search failed",
        again="Try again",
    )
    return words | {
        "levels": pick_words(language, **LEVEL_WORDS),
        "sources": name_sources(language),
        "statuses": name_statuses(language),
    }


def deadline_words(language: str) -> dict[str, object]:
    """For `Deadline`."""
    words = pick_words(
        language,
        left="{duration} left",
        overdue="{duration} overdue",
        none="No deadline",
        stopped="Clock stopped",
    )
    return words | {"durations": duration_words(language)}


def point_words(language: str) -> dict[str, object]:
    """For `PointLegend` and `PointCard`."""
    words = pick_words(
        language,
        title="Issues at this place",
        close="Close",
        urgent="Urgent",
        zoom_in="Zoom in to see issue points",
        failed="Issue points could not be fetched: trying again",
        cut="Too many issues here: the most urgent are shown",
    )
    states = pick_words(
        language, overdue="Overdue", soon="Due within 4 hours", running="In time", stopped="Clock stopped"
    )
    return words | {"states": states, "deadline": deadline_words(language)}


def issue_list_words(language: str) -> dict[str, object]:
    """For `IssueList`."""
    words = pick_words(language, title="Open issues", urgent="Urgent", all="Show all")
    return words | {"deadlines": deadline_words(language), "ages": age_words(language)}


def clock_words(language: str) -> dict[str, str]:
    """For `WallClock`."""
    return pick_words(language, locale="locale of dates")


def tour_words(language: str) -> dict[str, object]:
    """For `Tour` and the cards of its alarms."""
    words = pick_words(
        language,
        new_urgent="New urgent issue",
        new_overdue="Just overdue",
        count_urgent="{count} urgent",
        count_overdue="{count} issues overdue",
        others="{count} more places",
        unlocated="Unlocated",
        origin="Source: {source}",
        latest="Latest: {category}",
    )
    return words | {"sources": name_sources(language)}
