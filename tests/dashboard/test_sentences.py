"""What loads say is said in Chinese too."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.text.sentences import translate

DATA = Path(__file__).parents[2] / "data"
SOURCES = [*sorted((DATA / "loading").glob("*.py")), *sorted((DATA / "uploads").glob("*.py"))]
SPOKEN = ("FileFault", "StoreBusy", "LoadCancelled", "DemoStoreFault")
COMPOSED = {"7: 7; 7", "7, layer 7, holds 7, not 7s", "7 has 7 7; there are: 7", "7 is 7: 7", "7 is 7: 7 are read"}
"""What stands in them decides: those are translated one by one."""
CHINESE = re.compile(r"[一-鿿]")


def list_sentences(source: Path) -> Iterator[str]:
    """The sentences of the faults that a module raises, with 7 in their places."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in SPOKEN and node.args:
            yield from filter(None, [write_sentence(node.args[0])])


def write_sentence(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant):
        return str(node.value)
    parts = node.values if isinstance(node, ast.JoinedStr) else []
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in parts) or None


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_every_fault_of_a_file_is_said_in_chinese(source):
    said = {sentence: translate(sentence, "zh") for sentence in {*list_sentences(source)} - COMPOSED if " " in sentence}
    assert [sentence for sentence, chinese in said.items() if not CHINESE.search(chinese)] == []


def test_what_stands_in_a_sentence_is_said_in_chinese_too():
    sentence = "a.csv: none of 3 rows fits; row 1, geometry: the geometry is empty"
    assert translate(sentence, "zh") == "a.csv：3 行中没有一行可用；第 1 行，图形：图形为空"


def test_a_sentence_of_hundreds_of_parts_is_said():
    assert translate("it holds no rows" + "; x" * 500, "zh") == "文件中没有数据行" + "；x" * 500


def test_a_sentence_that_nobody_translated_stays_as_it_is():
    assert translate("the moon is full", "zh") == "the moon is full"
