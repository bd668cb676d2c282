"""What Python, JavaScript and the catalogues call each other by."""

import json
import re
from collections.abc import Iterator
from typing import Any

import dash
import pytest
from dash.development.base_component import Component

from dashboard import board_pieces, data_pieces, header_pieces, ids, issue_pieces, live_pieces, quality_pieces
from dashboard.pages import ASSETS, quality
from dashboard.pages.map import Picture, draw_map
from dashboard.pages.wall import draw_wall, read_wish
from dashboard.text import LANGUAGES, text
from data.preferences import read_preferences
from data.store import Store
from tests.factories import add_tree

NAMED = {value for name, value in vars(ids).items() if name.isupper()}
SCRIPT = (ASSETS / "gridboard.js").read_text(encoding="utf-8")
COMPONENTS = re.findall(r'^        (\w+): "([\w./]+)",$', SCRIPT, re.MULTILINE)
CALLBACKS = re.findall(r'^        (\w+): \["([\w.]+)", "(\w+)"\],$', SCRIPT, re.MULTILINE)
IMPORT = re.compile(r'^import {([^}]+)} from "(\..+)";$', re.MULTILINE)
EXPORT = r"^export [^=]*\b{}\b"


@pytest.fixture
def street(store: Store) -> Store:
    """A store with a small street."""
    add_tree(store)
    return store


@pytest.fixture
def map_page(street: Store) -> list[Any]:
    """The pieces of the map page."""
    levels = [{"name": "grid", "rank": 30, "min_zoom": 12, "count": 2, "shown": True}]
    picture = Picture("zh", "light", "open_issues", None, "map", levels, False, None, None, None)
    return draw_map(street, read_preferences(street), picture)


@pytest.fixture
def wall_page(street: Store) -> list[Any]:
    """The pieces of the wall."""
    return draw_wall(street, read_preferences(street), read_wish({}, ["street", "community", "grid"]))


def walk(piece: Any) -> Iterator[Component]:
    """All components in a piece of a page."""
    if isinstance(piece, (list, tuple)):
        for each in piece:
            yield from walk(each)
    if isinstance(piece, Component):
        yield piece
        yield from walk(getattr(piece, "children", None))


def list_ids(page: list[Any]) -> set[str]:
    return {component.id for component in walk(page) if getattr(component, "id", None)}


def test_each_id_is_on_a_page(street: Store, map_page: list[Any], wall_page: list[Any]) -> None:
    elsewhere = list_ids(quality.draw_map(street, "light", "zh"))
    assert NAMED - list_ids(map_page) - list_ids(wall_page) - elsewhere == {ids.LANGUAGE}


def test_each_id_on_a_page_is_written_down(map_page: list[Any], wall_page: list[Any]) -> None:
    assert list_ids(map_page) | list_ids(wall_page) <= NAMED


def test_each_chart_of_the_wall_is_there_to_be_filled(wall_page: list[Any]) -> None:
    targets = {piece.target for piece in walk(wall_page) if isinstance(piece, board_pieces.BoardChart)}
    assert targets == {ids.OPEN_SPARK, ids.OVERDUE_SPARK, ids.DAYS_CHART} <= list_ids(wall_page)


def test_no_callback_of_another_page_writes_to_the_wall(wall_page: list[Any]) -> None:
    written = {callback["output"].split(".")[0] for callback in dash._callback.GLOBAL_CALLBACK_LIST}
    assert list_ids(wall_page) & written <= {ids.MAP}


def test_each_component_is_registered_in_the_browser() -> None:
    modules = (live_pieces, header_pieces, board_pieces, issue_pieces, data_pieces, quality_pieces)
    kinds = {name: kind for module in modules for name, kind in vars(module).items()}
    pieces = {name for name, kind in kinds.items() if isinstance(kind, type)} - {"GridboardComponent"}
    assert {name for name, _ in COMPONENTS} == pieces | {"GridMap"}


def test_each_module_that_is_registered_exports_its_name() -> None:
    pairs = [(file, name) for name, file in COMPONENTS] + [(file, function) for _, file, function in CALLBACKS]
    missing = [
        pair for pair in pairs if f"function {pair[1]}(" not in (ASSETS / "modules" / pair[0]).read_text("utf-8")
    ]
    assert missing == []


def test_each_name_that_a_module_imports_is_exported_by_the_other() -> None:
    texts = {path: path.read_text("utf-8") for path in (ASSETS / "modules").rglob("*.mjs")}
    imports = [(path, names, other) for path, text in texts.items() for names, other in IMPORT.findall(text)]
    pairs = [
        (path.name, name.split()[0], texts[(path.parent / other).resolve()])
        for path, names, other in imports
        for name in re.findall(r"\w+(?: as \w+)?", names)
    ]
    assert [pair[:2] for pair in pairs if not re.search(EXPORT.format(pair[1]), pair[2], re.MULTILINE)] == []


def test_each_clientside_callback_is_registered() -> None:
    named = {
        part["clientside_function"]["function_name"]
        for part in dash._callback.GLOBAL_CALLBACK_LIST
        if part["clientside_function"]
    }
    assert named == {name for name, _, _ in CALLBACKS}


def test_the_page_asks_for_the_maplibre_that_is_pinned() -> None:
    pinned = json.loads((ASSETS.parent / "package.json").read_text(encoding="utf-8"))["dependencies"]["maplibre-gl"]
    assert f'"/maplibre/{pinned}/"' in (ASSETS / "modules" / "maplibre.mjs").read_text(encoding="utf-8")


def test_all_languages_have_the_same_words() -> None:
    assert [set(text(language)) for language in LANGUAGES] == [set(text(LANGUAGES[0]))] * len(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_left_empty(language: str) -> None:
    assert [key for key, word in text(language).items() if not word] == []


def test_no_word_is_left_over() -> None:
    sources = (path for folder in ("dashboard", "data") for path in (ASSETS.parent / folder).rglob("*.py"))
    written = "".join(path.read_text("utf-8") for path in sources)
    assert [key for key in text(LANGUAGES[0]) if f'"{key}"' not in written] == []


def test_a_component_refuses_a_property_that_it_does_not_have() -> None:
    with pytest.raises(TypeError):
        live_pieces.LiveFigure(nothing=1)
