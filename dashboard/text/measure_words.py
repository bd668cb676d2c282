"""The words of what fills the map: measures, what they are taken per, classes; of map, table, legend and ranks."""

from dashboard.text import pick_words
from dashboard.text.words import LEVEL_WORDS, age_words, name_measures

PER_WORDS = {"households": "Per 1,000 households", "residents": "Per 10,000 residents", "open": "% of open"}


def list_pers(measure: str) -> tuple[str, ...]:
    """What a measure can be taken per; only of open issues a share can be overdue."""
    return tuple(per for per in PER_WORDS if per != "open" or measure == "overdue_issues")


def map_words(language: str) -> dict[str, object]:
    """For `GridMap` and its table."""
    words = pick_words(
        language,
        map="Map of the street",
        area="Area",
        areas="Areas with their figures",
        no_webgl="This browser cannot draw the map: here are the areas as a table",
        open="Open {name}",
        close="Close {name}",
        failed="Could not be fetched",
        again="Try again",
    )
    return legend_words(language) | gap_words(language) | words


def legend_words(language: str) -> dict[str, object]:
    """For `Legend`."""
    words = pick_words(
        language,
        title="{measure} by {level}",
        zoom_in="Zoom in to see counts",
        others="Other systems",
        all_same="All equal: {value}",
        all_zero="All are 0",
        failed="What fills the map could not be fetched: trying again",
    )
    names = {
        "measures": name_measures(language),
        "pers": pick_words(language, **PER_WORDS),
        "levels": pick_words(language, **LEVEL_WORDS),
        "ages": age_words(language),
    }
    return gap_words(language) | words | names


def gap_words(language: str) -> dict[str, str]:
    """Why an area has no value."""
    return pick_words(language, not_shown="Not shown", no_data="No data", none_open="None open")


def rank_words(language: str) -> dict[str, object]:
    """For `RankList`."""
    names = {"measures": name_measures(language), "pers": pick_words(language, **PER_WORDS)}
    return gap_words(language) | pick_words(language, more="Show {count} more") | names


def class_words(language: str) -> dict[str, object]:
    """For `ClassChoice`."""
    words = pick_words(
        language,
        classes="Classes",
        automatic="Automatic",
        quantile="Quantiles",
        equal="Equal steps",
        own="Own edges",
        edges="Edges",
        edges_hint="1 to 6 rising numbers, such as {example}",
        most="Maximum (may stay empty)",
        lower="Lower end included (≤ x <)",
        upper="Upper end included (< x ≤)",
        ends="Ends",
        apply="Apply",
        close="Close",
        no_number="“{text}” is not a number",
        no_whole="Edges of counts are whole numbers",
        no_decimal="Edges have at most one decimal",
        no_order="Edges rise, and are above 0",
        no_room="1 to 6 edges, with a maximum at most 5",
        no_most="The maximum is above the last edge",
    )
    return legend_words(language) | words
