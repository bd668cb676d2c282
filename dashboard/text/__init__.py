"""All words on the screen, from gettext catalogues; a word's key is a short English text."""

from functools import lru_cache
from pathlib import Path

from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent
LANGUAGES = ("zh", "en")
DEFAULT = LANGUAGES[0]

Words = dict[str, str]
"""English key → text in the language; a key that is in no catalogue raises `KeyError`."""


@lru_cache(maxsize=len(LANGUAGES))
def text(language: str) -> Words:
    """The words of a language; of the default one for a language that we do not have."""
    if language not in LANGUAGES:
        return text(DEFAULT)
    with (FOLDER / f"{language}.po").open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file, locale=language) if message.id}


def pick_words(language: str, **keys: str) -> Words:
    """Some words for a component that runs in the browser: its name for each → the text."""
    words = text(language)
    return {name: words[key] for name, key in keys.items()}
