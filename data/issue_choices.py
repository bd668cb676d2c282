"""What issues can be filtered by: the sources and categories that there are, without those of petitions alone."""

from data.store import Store

MOST_CHOICES = 200

# From value to value along the index: reading a million rows to find twelve categories would take its time.
LIST_SOURCES = """
WITH RECURSIVE found AS (
    (SELECT source FROM issue ORDER BY source LIMIT 1)
    UNION ALL
    SELECT (SELECT i.source FROM issue i WHERE i.source > found.source ORDER BY i.source LIMIT 1)
    FROM found WHERE found.source IS NOT NULL
)
SELECT source FROM found WHERE NOT is_petition(source) LIMIT %(most)s
"""

LIST_CATEGORIES = """
WITH RECURSIVE found AS (
    (SELECT category FROM issue ORDER BY category LIMIT 1)
    UNION ALL
    SELECT (SELECT i.category FROM issue i WHERE i.category > found.category ORDER BY i.category LIMIT 1)
    FROM found WHERE found.category IS NOT NULL
)
SELECT category FROM found
WHERE EXISTS (SELECT FROM issue i WHERE i.category = found.category AND NOT is_petition(i.source))
LIMIT %(most)s
"""


def list_sources(store: Store) -> list[str]:
    """The sources that have issues, petitions left out."""
    return [row.source for row in store.read(LIST_SOURCES, {"most": MOST_CHOICES})]


def list_categories(store: Store) -> list[str]:
    """The categories of issues that are no petitions; of free texts the first `MOST_CHOICES`."""
    return [row.category for row in store.read(LIST_CATEGORIES, {"most": MOST_CHOICES})]
