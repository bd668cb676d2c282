"""The sentences about findings: a finding is kept as parts, and told in the reader's language."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.text import Words, text
from dashboard.text.words import name_level, name_source

SEVERITIES = ("", "Severe", "Moderate", "Minor")
KINDS = {
    "gap": "Gap",
    "overlap": "Overlap",
    "duplicate": "Duplicate",
    "uncovered": "Not covered",
    "outside": "Outside its parent",
    "invalid": "Invalid shape",
    "sliver": "Sliver",
    "orphan_area": "Area without a parent",
    "orphan_building": "Building in no grid",
    "orphan_issue": "Issue in no grid",
    "orphan_roster": "Roster rows in no grid",
    "code": "Code against its rule",
    "oversized": "Grid too large",
    "undersized": "Grid too small",
    "no_post": "No post",
    "across": "Building across boundaries",
}
SENTENCES = {
    "gap": "{size} m² between {areas}",
    "overlap": "{size} m² belong to {areas}",
    "duplicate": "The same ground: {areas}",
    "uncovered": "{size} m² of {areas}: the level {level} leaves them free",
    "outside": "{areas}: {size} m² lie outside",
    "invalid": "The shape of {areas} is invalid",
    "sliver": "{areas}: {size} m², too thin",
    "orphan_area": "{areas} hangs on no area",
    "orphan_building": "{areas} belongs to no grid",
    "orphan_issue": "{count} issues of {source}",
    "orphan_roster": "{count} rows of {source}",
    "code": "{areas}: the code is none of its system",
    "oversized": "{areas}: {households} households, {residents} residents",
    "undersized": "{areas}: {households} households",
    "no_post": "{areas}: nobody is named",
    "across": "{areas}: {size} m² across",
}
LEVEL_WITHOUT_POSTS = "{level}: none of {count} has a post"
FIELDS = {
    "name": "Name",
    "households": "Households",
    "residents": "Residents",
    "post": "Post",
    "post_phone": "Phone of the post",
    "area": "Area",
    "point": "Point",
    "address": "Address",
    "deadline": "Deadline",
    "organization": "Organization",
}
LAYERS = {"issue": "Open issues", "roster": "Roster", "road": "Roads", "landmark": "Landmarks"}
MOST_NAMED = 4


def write_sentence(finding: Any, labels: Mapping[int, str], language: str) -> str:
    """One finding in words."""
    words = text(language)
    named = _name_areas(finding.area_ids, labels, words)
    parts = {name: words["unknown"] if part is None else part for name, part in finding.parts.items()}
    values = parts | {
        "areas": named,
        "level": name_level(language, finding.level) if finding.level else "",
        "size": _write_size(finding.value),
        "count": words["few"] if finding.value is None else f"{finding.value:,.0f}",
        "source": name_source(language, str(parts.get("source", ""))),
    }
    key = LEVEL_WITHOUT_POSTS if finding.kind == "no_post" and not finding.area_ids else SENTENCES[finding.kind]
    return words[key].format(**values)


def _name_areas(ids: Sequence[int], labels: Mapping[int, str], words: Words) -> str:
    named = [labels.get(area_id, str(area_id)) for area_id in ids[:MOST_NAMED]]
    return words["list separator"].join([*named, *(["…"] if len(ids) > MOST_NAMED else [])])


def _write_size(value: float | None) -> str:
    return "" if value is None else f"{value:,.1f}" if value < 100 else f"{value:,.0f}"


def name_layer(layer: str, language: str) -> str:
    """A row of the table of completeness."""
    return text(language)[LAYERS[layer]] if layer in LAYERS else name_level(language, layer)


def quality_words(language: str) -> dict[str, object]:
    """For `FindingRegister`."""
    words = text(language)
    names = {
        "check": "Check now",
        "again": "Check again",
        "stop": "Stop",
        "running": "Checking: {seconds} s",
        "failed": "The check could not be done",
        "never": "Nothing was checked yet",
        "right": "Nothing is wrong",
        "stale": "The boundaries changed since",
        "checked": "Checked {moment}",
        "all": "All",
        "more": "Show more",
        "nowhere": "Without a place on the map",
        "lost": "Could not be fetched",
        "complete": "Completeness",
        "findings": "Findings",
        "cut": "The map shows the first {count}",
        "close": "Close",
    }
    return {name: words[key] for name, key in names.items()}
