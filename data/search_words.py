"""What areas are searched by, kept beside them: whoever writes areas brings it up to date in the same transaction."""

from data.initials import spell_initials
from data.store import Transaction

FORGET_CLOSED = """
DELETE FROM area_search s
USING area a
WHERE a.id = s.area_id AND (a.valid_to IS NOT NULL OR a.system <> 'governance')
"""

CREATE_OUTDATED = """
CREATE TEMP TABLE outdated_area ON COMMIT DROP AS
SELECT a.id, a.level, a.code, a.name
FROM area a LEFT JOIN area_search s ON s.area_id = a.id
WHERE a.valid_to IS NULL AND a.system = 'governance'
    AND (s.level, s.code, s.name) IS DISTINCT FROM (a.level, a.code, a.name)
"""

WRITE_PLAIN = """
INSERT INTO area_search (area_id, level, code, name, initials)
SELECT id, level, code, name, '' FROM outdated_area WHERE octet_length(name) = length(name)
ON CONFLICT (area_id) DO UPDATE
SET level = excluded.level, code = excluded.code, name = excluded.name, initials = excluded.initials
"""

FIND_OTHERS = """
SELECT id, name FROM outdated_area
WHERE octet_length(name) > length(name) AND id > %(after)s
ORDER BY id
LIMIT %(batch)s
"""

WRITE_WORDS = """
INSERT INTO area_search (area_id, level, code, name, initials)
SELECT o.id, o.level, o.code, o.name, spelled.initials
FROM unnest(%(ids)s::integer[], %(initials)s::text[]) AS spelled (id, initials) JOIN outdated_area o USING (id)
ON CONFLICT (area_id) DO UPDATE
SET level = excluded.level, code = excluded.code, name = excluded.name, initials = excluded.initials
"""

DROP_OUTDATED = """
DROP TABLE outdated_area
"""

BATCH = 20_000


def write_search_words(transaction: Transaction) -> int:
    """Bring the words of all areas up to date; how many areas had none, or former ones."""
    transaction.execute(FORGET_CLOSED)
    outdated = transaction.execute(CREATE_OUTDATED)
    if outdated:
        transaction.execute(WRITE_PLAIN)  # a name of ASCII alone has no initials
        _write_others(transaction)
    transaction.execute(DROP_OUTDATED)
    return outdated


def _write_others(transaction: Transaction) -> None:
    after = 0
    while areas := transaction.read(FIND_OTHERS, {"after": after, "batch": BATCH}):
        initials = ["\n".join(spell_initials(area.name)) for area in areas]
        transaction.execute(WRITE_WORDS, {"ids": [area.id for area in areas], "initials": initials})
        after = areas[-1].id
