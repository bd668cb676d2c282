"""What loads say, in the reader's language: their sentences are English; `sentences.po` holds the Chinese ones."""

import re
from functools import lru_cache

from babel.messages.pofile import read_po

from dashboard.text import FOLDER

PLACE = re.compile(r"\{(\w+)\}")
LONGEST = 2_000
AND = "; "

Template = tuple[re.Pattern[str], str]


def translate(sentence: str, language: str) -> str:
    """The sentence in the language, what stands in its places too; as it is where nobody translated it."""
    return sentence if language == "en" or len(sentence) > LONGEST else _translate(sentence)


def _translate(sentence: str) -> str:
    """What is joined by `; ` part by part, unless it is one sentence; each may have hundreds of parts."""
    chinese = []
    while (found := _find_chinese(sentence)) is None:
        part, joint, sentence = sentence.partition(AND)
        chinese.append(_find_chinese(part) or part)
        if not joint:
            return "；".join(chinese)
    return "；".join([*chinese, found])


@lru_cache(maxsize=4096)
def _find_chinese(sentence: str) -> str | None:
    for pattern, chinese in _read_templates():
        if found := pattern.fullmatch(sentence):
            return chinese.format(**{name: _translate(part) for name, part in found.groupdict().items()})
    return None


@lru_cache(maxsize=1)
def _read_templates() -> list[Template]:
    """Those that say most by themselves come first."""
    with (FOLDER / "sentences.po").open("rb") as file:
        pairs = [(str(message.id), str(message.string)) for message in read_po(file, locale="zh") if message.id]
    pairs.sort(key=lambda pair: -len(PLACE.sub("", pair[0])))
    return [(_compile(english), chinese) for english, chinese in pairs]


def _compile(english: str) -> re.Pattern[str]:
    parts = PLACE.split(english)
    return re.compile("".join(f"(?P<{part}>.+?)" if index % 2 else re.escape(part) for index, part in enumerate(parts)))
