"""What a job and a preview say, in the reader's language."""

from typing import Any

from dashboard.text.sentences import translate

SPOKEN = ("fault", "told", "reason", "field", "step")
"""Members of JSON that hold sentences of the loaders."""


def translate_told(told: Any, language: str) -> Any:
    """The same JSON with its sentences in the language."""
    if isinstance(told, list):
        return [translate_told(each, language) for each in told]
    if not isinstance(told, dict):
        return told
    return {name: _translate_member(name, value, language) for name, value in told.items()}


def _translate_member(name: str, value: Any, language: str) -> Any:
    if name in SPOKEN and isinstance(value, str):
        return translate(value, language)
    return translate_told(value, language)
