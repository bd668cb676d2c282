"""Checks the limits of size that no linter knows: `python -m tests.limits` names each place that passes one.

* A source file has at most 250 lines: Python outside of tests, and our JavaScript.
* A function has at most 40 lines: its body without the docstring; tests too.
* Blocks nest at most two deep in a function: `if`, `for`, `while`, `try` and `match`. `elif` is no deeper than its
  `if`. `with` is not counted: it opens no other way through the function. A function in a function begins at zero.

Arguments and complexity are checked by ruff.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

FILE_LINES = 250
FUNCTION_LINES = 40
NESTING = 2

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ("app.py", "dashboard", "layers", "data", "assets", "bench", "tests")
SCRIPTS = (".js", ".mjs")

Function = ast.FunctionDef | ast.AsyncFunctionDef
BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.Try, ast.TryStar, ast.Match)
SCRIPT_FUNCTION = re.compile(r"^(\s*).*(\bfunction\b.*|=>|^\s*(static |async |get |set )*[\w#]+\(.*\)) \{$")


def list_sources(root: Path = ROOT) -> list[Path]:
    """Return the files that the limits hold for."""
    places = [root / name for name in SOURCES]
    files = [path for place in places for path in ([place] if place.is_file() else sorted(place.rglob("*")))]
    return [path for path in files if path.suffix in (".py", *SCRIPTS)]


def check_file(path: Path) -> Iterator[str]:
    """Yield one line for each limit that a file passes."""
    text = path.read_text(encoding="utf-8")
    count = len(text.splitlines())
    if count > FILE_LINES and path.relative_to(ROOT).parts[0] != "tests":
        yield f"{path.relative_to(ROOT)}: {count} lines, the limit is {FILE_LINES}"
    check = check_functions if path.suffix == ".py" else check_script
    for line, fault in check(text):
        yield f"{path.relative_to(ROOT)}:{line}: {fault}"


def check_functions(text: str) -> Iterator[tuple[int, str]]:
    """Yield line and fault for each Python function that is too long or nested too deep."""
    for function in (node for node in ast.walk(ast.parse(text)) if isinstance(node, Function)):
        count = count_lines(function)
        if count > FUNCTION_LINES:
            yield function.lineno, f"{function.name} has {count} lines, the limit is {FUNCTION_LINES}"
        for line in find_deep(function.body, 0):
            yield line, f"nested deeper than {NESTING} blocks in {function.name}"


def count_lines(function: Function) -> int:
    """Count the lines of a function's body without its docstring."""
    has_docstring = ast.get_docstring(function) is not None
    body = function.body[1:] if has_docstring else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def find_deep(nodes: Iterable[ast.AST], depth: int) -> Iterator[int]:
    """Yield the line of each block that stands in more than NESTING others' reach, counted within one function."""
    for node in nodes:
        if isinstance(node, Function | ast.ClassDef | ast.Lambda):
            continue
        deeper = depth + isinstance(node, BLOCKS)
        if deeper > NESTING and deeper > depth:
            yield node.lineno  # type: ignore[attr-defined]  # every block has a line
        yield from find_deep(list_children(node), deeper)


def list_children(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what stands in a node; an `elif` gives its own parts, as it is no deeper than its `if`."""
    for child in ast.iter_child_nodes(node):
        if isinstance(node, ast.If) and isinstance(child, ast.If) and node.orelse == [child]:
            yield from list_children(child)
        else:
            yield child


def check_script(text: str) -> Iterator[tuple[int, str]]:
    """Yield line and fault for each function of a JavaScript file that is too long.

    Told by the layout: a function begins on a line that ends with ` {` and ends with the `}` of the same indent.
    """
    lines = text.splitlines()
    beginnings = [(number, found[1]) for number, line in enumerate(lines, 1) if (found := SCRIPT_FUNCTION.match(line))]
    for number, indent in beginnings:
        count = count_until(lines[number:], indent + "}")
        if count > FUNCTION_LINES:
            yield number, f"a function has {count} lines, the limit is {FUNCTION_LINES}"


def count_until(lines: list[str], end: str) -> int:
    """Count the lines before the first that begins with `end`."""
    return next((number for number, line in enumerate(lines) if line.startswith(end)), len(lines))


def main() -> int:
    """Print every place that passes a limit; 1 when there is one."""
    faults = [fault for path in list_sources() for fault in check_file(path)]
    sys.stdout.write("".join(f"{fault}\n" for fault in faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
