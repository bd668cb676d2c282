"""Finding areas, addresses and issues by what somebody types. Petitions are found by nothing."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from data.store import Store

MOST_SIGNS = 64
"""Of what is typed so much is read."""
MOST_AREAS, MOST_ADDRESSES, MOST_ISSUES = 8, 5, 5
TRIGRAM = 3
"""From so many signs on references and addresses are found by their middle, too."""
MOST_CANDIDATES = 2000


@dataclass(frozen=True)
class Sought:
    """What is looked for: `text` without spaces; `words`, for LIKE, stand in this order with anything between them."""

    text: str
    words: str
    middles: tuple[str, ...]
    """What trigrams find anywhere: all as one word; then the words, when one of them has three signs."""

    @property
    def start(self) -> str:
        """The pattern of what begins so."""
        return f"{self.words}%"

    @property
    def inside(self) -> str:
        """The pattern of what holds it anywhere."""
        return f"%{self.words}%"

    @property
    def line(self) -> str:
        """The pattern of a text of which one line is this."""
        return f"%\n{self.words}\n%"

    @property
    def line_start(self) -> str:
        """The pattern of a text of which one line begins so."""
        return f"%\n{self.words}%"


def read_sought(typed: str) -> Sought | None:
    """What was typed, as `search_form` of the schema would write it; None when there is nothing to look for."""
    plain = unicodedata.normalize("NFKC", typed[:MOST_SIGNS]).lower()
    words = "".join(sign if sign.isprintable() else " " for sign in plain).split()
    if not words:
        return None
    text = "".join(words)
    long = [each for each in ([text], words) if any(len(word) >= TRIGRAM for word in each)]
    middles = tuple(dict.fromkeys(f"%{_write_pattern(each)}%" for each in long))
    return Sought(text, _write_pattern(words), middles)


def _write_pattern(words: list[str]) -> str:
    return "%".join(re.sub(r"([\\%_])", r"\\\1", word) for word in words)


SEARCH_AREAS = """
WITH found AS MATERIALIZED (
    SELECT s.area_id, l.rank, s.name,
        CASE WHEN s.form LIKE %(line)s THEN 0 WHEN s.form LIKE %(line_start)s THEN 1 ELSE 2 END AS place,
        CASE WHEN %(is_name)s THEN similarity(search_form(s.name), %(text)s) ELSE 0 END AS likeness
    FROM area_search s JOIN level l ON l.name = s.level
    WHERE s.form LIKE %(inside)s
    ORDER BY place, likeness DESC, l.rank, s.name, s.area_id
    LIMIT %(most)s
)
SELECT a.id, a.code, a.level, a.name, above.names AS path
FROM found f JOIN area a ON a.id = f.area_id AND a.valid_to IS NULL,
    LATERAL (
        WITH RECURSIVE path AS (
            SELECT a.parent_id, NULL::text AS name, 0 AS step
            UNION ALL
            SELECT up.parent_id, up.name, path.step + 1 FROM area up JOIN path ON up.id = path.parent_id
        )
        SELECT array_remove(array_agg(name ORDER BY step DESC), NULL) AS names FROM path
    ) AS above
ORDER BY f.place, f.likeness DESC, f.rank, f.name, f.area_id
"""


def search_areas(store: Store, sought: Sought) -> list[Any]:
    """Open areas by name, code or the initials of the name: id, code, level, name, path (names from the top down).

    First those that are called so, then those that begin so; among them the most alike, then the higher levels. How
    alike is asked of names only: a sign or a number stands in half of the codes.
    """
    is_name = len(sought.text) > 1 and not sought.text.isdecimal()
    patterns = {"line": sought.line, "line_start": sought.line_start, "inside": sought.inside}
    return store.read(SEARCH_AREAS, patterns | {"text": sought.text, "is_name": is_name, "most": MOST_AREAS})


SEARCH_ADDRESSES = """
WITH candidate AS MATERIALIZED (
    SELECT address, area_id
    FROM issue
    WHERE search_form(address) LIKE %(pattern)s AND address IS NOT NULL AND NOT is_petition(source)
        AND area_id IS NOT NULL
    LIMIT %(candidates)s
), found AS (
    SELECT address, area_id, search_form(address) LIKE %(start)s AS begins,
        similarity(search_form(address), %(text)s) AS likeness
    FROM candidate
    GROUP BY address, area_id
    ORDER BY begins DESC, likeness DESC, address, area_id
    LIMIT %(most)s
)
SELECT f.address, a.id, a.code, a.level, a.name, told.issues
FROM found f JOIN area a ON a.id = f.area_id AND a.valid_to IS NULL,
    LATERAL (
        SELECT count(*) AS issues
        FROM issue i
        WHERE search_form(i.address) = search_form(f.address) AND i.address = f.address AND i.area_id = f.area_id
            AND i.address IS NOT NULL AND NOT is_petition(i.source)
    ) AS told
ORDER BY f.begins DESC, f.likeness DESC, f.address, f.area_id
"""


def search_addresses(store: Store, sought: Sought) -> list[Any]:
    """Addresses of issues: address, the area it lies in (id, code, level, name), how many issues are there.

    Those that begin so first; with three signs also those that hold it in their middle.
    """
    return _search_widening(store, SEARCH_ADDRESSES, sought, MOST_ADDRESSES)


SEARCH_ISSUES = """
WITH candidate AS MATERIALIZED (
    (SELECT id, source, source_reference, category, status
     FROM issue
     WHERE search_form(source_reference) = %(text)s AND NOT is_petition(source)
     LIMIT %(most)s)
    UNION
    (SELECT id, source, source_reference, category, status
     FROM issue
     WHERE search_form(source_reference) LIKE %(pattern)s AND NOT is_petition(source)
     LIMIT %(candidates)s)
)
SELECT id, source, source_reference, category, status
FROM candidate
ORDER BY search_form(source_reference) = %(text)s DESC, search_form(source_reference) LIKE %(start)s DESC,
    is_open(status) DESC, id DESC
LIMIT %(most)s
"""


def search_issues(store: Store, sought: Sought) -> list[Any]:
    """Issues by their source's reference: id, source, source_reference, category, status.

    The one that is called so first, then those that begin so, open ones before closed; then as addresses.
    """
    return _search_widening(store, SEARCH_ISSUES, sought, MOST_ISSUES)


FORCE_INDEX = """
SET LOCAL enable_seqscan = off
"""
"""The planner thinks that what is rare is frequent, and would look for the first of it in a million rows."""


def _search_widening(store: Store, query: str, sought: Sought, most: int) -> list[Any]:
    """By the beginning, which is quick with a single sign; by the middle when that found too few, first as one word."""
    values = {"start": sought.start, "text": sought.text, "most": most, "candidates": MOST_CANDIDATES}
    with store.transaction() as transaction:
        transaction.execute(FORCE_INDEX)
        found = transaction.read(query, values | {"pattern": sought.start})
        if len(found) == most:
            return found
        wider = (transaction.read(query, values | {"pattern": pattern}) for pattern in sought.middles)
        return next((rows for rows in wider if rows), found)
