"""The words of the list of issues and of an issue's page."""

from dashboard.text import pick_words, text
from dashboard.text.words import STATUSES, deadline_words, name_source, name_sources, name_statuses

COLUMNS = {
    "category": "Category",
    "status": "Status",
    "place": "Area",
    "source": "Source",
    "reported": "Reported",
    "deadline": "Deadline",
}
ORDER_WORDS = {"deadline": "Overdue first, by deadline", "newest": "Newest first", "oldest": "Oldest first"}


def name_choices(sources: list[str], categories: list[str], language: str) -> dict[str, list[list[str]]]:
    """Parameter → the values that it can have, each with its name; the first is no limit."""
    words = text(language)
    statuses = [["open", words["Open"]], ["all", words["All"]], *([name, words[name]] for name in STATUSES)]
    return {
        "status": statuses,
        "source": [["", words["All"]], *([name, name_source(language, name)] for name in sources)],
        "category": [["", words["All"]], *([name, name] for name in categories)],
        "order": [[name, words[key]] for name, key in ORDER_WORDS.items()],
    }


def register_words(language: str) -> dict[str, object]:
    """For `IssueRegister`."""
    words = pick_words(
        language,
        filters="Filters",
        drop="Drop the limit to",
        overdue="Overdue",
        order="Order",
        since="Reported since",
        until="Reported until",
        loading="Loading",
        issues="Issues",
        failed="Could not be fetched",
        again="Try again",
        show="Show",
        none="No issue fits",
        found="{count} issues",
        petitions="{count} petitions are counted only",
        clear="Clear filters",
        cut="The file holds the first {count}",
        export="Export",
        exporting="Exporting",
        changed="{count} of these changed",
        uncertain="The list may have changed meanwhile",
        urgent="Urgent",
        unlocated="Unlocated",
        locale="locale of dates",
    )
    return words | {
        "columns": pick_words(language, **COLUMNS),
        "statuses": name_statuses(language),
        "sources": name_sources(language),
        "deadline": deadline_words(language),
    }
