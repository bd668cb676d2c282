"""What the page `/quality` shows beside its rows, in a reader's language."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from dashboard.check_run import CheckRun
from dashboard.moments import describe_moment
from dashboard.text import text
from dashboard.text.finding_words import FIELDS, KINDS, SEVERITIES, name_layer, write_sentence
from data.areas import read_labels
from data.findings import Check, count_findings, read_check
from data.people import PeopleRule
from data.preferences import read_people_rule
from data.store import Store

SUMMIT = 0
"""The rank of what lies on no area: it belongs to the whole."""


def describe_state(store: Store, run: CheckRun, now: datetime, language: str) -> dict[str, Any]:
    """`{"run", "check"}`: the check that runs, and the last one (null before the first)."""
    check = read_check(store)
    return {"run": run.describe(), "check": describe_check(store, check, now, language) if check else None}


def describe_check(store: Store, check: Check, now: datetime, language: str) -> dict[str, Any]:
    """When it ended, whether boundaries changed since, `[kind, severity, name, count]` and the completeness."""
    words, rule = text(language), read_people_rule(store)
    filled = [
        [name_layer(layer, language), words[FIELDS[field]], n, total]
        for layer, field, n, total in check.filled
        if layer != "roster" or all(_is_shown(rule, people) for people in (n, total - n, total))
    ]
    return {
        "id": check.id,
        "moment": describe_moment(check.finished_at, now, words["locale of dates"]),
        "is_stale": check.is_stale,
        "counts": [[row.kind, row.severity, words[KINDS[row.kind]], row.count] for row in count_findings(store, check)],
        "filled": filled,
    }


def describe_rows(store: Store, found: Sequence[Any], language: str) -> list[dict[str, Any]]:
    """Findings as the page draws them; a number of people that is not shown is not told."""
    words, rule = text(language), read_people_rule(store)
    labels = read_labels(store, {area_id for row in found for area_id in row.area_ids})
    rows = []
    for row in found:
        is_hidden = row.kind == "orphan_roster" and not _is_shown(rule, int(row.value))
        told = row._replace(value=None) if is_hidden else row
        rows.append(
            {
                "id": row.id,
                "severity": row.severity,
                "rank": words[SEVERITIES[row.severity]],
                "kind": words[KINDS[row.kind]],
                "sentence": write_sentence(told, labels, language),
                "box": None if row.west is None else [row.west, row.south, row.east, row.north],
            }
        )
    return rows


def _is_shown(rule: PeopleRule, people: int) -> bool:
    return rule.show([0, 0, people, 0], SUMMIT)[2] is not None
