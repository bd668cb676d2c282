"""The open issues of the chosen area, as its panel lists them: never a title, nothing of a petition but its count."""

from typing import Any
from urllib.parse import urlencode

from dashboard.issue_rows import STOPPED
from dashboard.text import text
from dashboard.text.words import name_level, name_source
from data.issues import count_open_petitions, read_open_issues
from data.store import Store

MOST_ISSUES = 8


def write_issues(store: Store, selected: dict[str, Any], language: str) -> dict[str, Any]:
    """What `IssueList` shows: `area`, `rows`, `empty` (said instead of rows), `notes`, and the address of `all`."""
    words, area_id = text(language), selected["id"]
    issues, petitions = read_open_issues(store, area_id, MOST_ISSUES + 1), count_open_petitions(store, area_id)
    level = name_level(language, selected["level"])
    return {
        "area": area_id,
        "rows": [describe_issue(issue, language) for issue in issues[:MOST_ISSUES]],
        "empty": None if issues or petitions else words["No open issue here"].format(level=level),
        "notes": write_notes(petitions, len(issues) > MOST_ISSUES, language),
        "all": f"/issues?{urlencode({'area': selected['code']})}",
    }


def describe_issue(issue: Any, language: str) -> dict[str, Any]:
    """Category, source, areas and deadline."""
    return {
        "id": issue.id,
        "category": issue.category,
        "place": " · ".join([" ".join(issue.names), name_source(language, issue.source)]),
        "is_urgent": issue.is_urgent,
        "due_at": issue.due_at.isoformat() if issue.due_at else None,
        "runs": issue.status not in STOPPED,
    }


def write_notes(petitions: int, is_cut: bool, language: str) -> list[str]:
    """That petitions are counted only, and that a long list ends early."""
    words = text(language)
    notes = [words["{count} petitions are counted only"].format(count=petitions)] if petitions else []
    if is_cut:
        notes.append(words["The first {count} by deadline"].format(count=MOST_ISSUES))
    return notes
