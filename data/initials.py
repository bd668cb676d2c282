"""Pinyin initials of names: 桂清路社区 → gqlsq."""

import unicodedata
from itertools import islice, product

MOST_READINGS = 8


def spell_initials(name: str) -> list[str]:
    """The initials of a name, the usual reading first: 长 is `c` or `z`. None for a name without Chinese.

    Letters and digits between the characters stay, spaces and signs do not.
    """
    from pypinyin import Style, pinyin  # here, because its dictionaries take 50 MB and only new names need them

    plain = "".join(sign for sign in unicodedata.normalize("NFKC", name).lower() if sign.isalnum())
    readings = pinyin(plain, style=Style.FIRST_LETTER, heteronym=True)
    spelled = ["".join(choice) for choice in islice(product(*readings), MOST_READINGS)]
    return [] if spelled == [plain] else list(dict.fromkeys(spelled))
