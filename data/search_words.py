"""What areas are searched by, kept beside them: whoever writes areas brings it up to date in the same transaction."""

from data.initials import spell_initials
from data.store import Transaction

FORGET_CLOSED = """
DELETE FROM area_search s
USING area a
WHERE a.id = s.area_id AND (a.valid_to IS NOT NULL OR a.system <> 'governance')
"""

FIND_OUTDATED = """
SELECT a.id, a.level, a.code, a.name
FROM area a LEFT JOIN area_search s ON s.area_id = a.id
WHERE a.valid_to IS NULL AND a.system = 'governance'
    AND (s.level, s.code, s.name) IS DISTINCT FROM (a.level, a.code, a.name)
"""

WRITE_WORDS = """
INSERT INTO area_search (area_id, level, code, name, initials)
SELECT * FROM unnest(%(ids)s::integer[], %(levels)s::text[], %(codes)s::text[], %(names)s::text[], %(initials)s::text[])
ON CONFLICT (area_id) DO UPDATE
SET level = excluded.level, code = excluded.code, name = excluded.name, initials = excluded.initials
"""


def write_search_words(transaction: Transaction) -> int:
    """Bring the words of all areas up to date; how many areas had none, or former ones."""
    transaction.execute(FORGET_CLOSED)
    areas = transaction.read(FIND_OUTDATED)
    if not areas:
        return 0
    ids, levels, codes, names = (list(column) for column in zip(*areas, strict=True))
    initials = ["\n".join(spell_initials(name)) for name in names]
    return transaction.execute(
        WRITE_WORDS, {"ids": ids, "levels": levels, "codes": codes, "names": names, "initials": initials}
    )
