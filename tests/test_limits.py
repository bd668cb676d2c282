"""The limits of size see what they are meant to see."""

from tests.limits import check_functions, check_script

DEEP = """
def climb(steps):
    for step in steps:
        if step:
            pass
        elif steps:
            while step:
                pass
"""

FLAT = """
def walk(steps):
    '''A docstring,

    however long.
    '''
    with steps:
        for step in steps:
            if step:
                pass
            elif steps:
                def rest():
                    if step:
                        pass
"""


def test_a_third_block_is_too_deep() -> None:
    assert list(check_functions(DEEP)) == [(7, "nested deeper than 2 blocks in climb")]


def test_with_elif_and_inner_functions_go_no_deeper() -> None:
    assert list(check_functions(FLAT)) == []


def test_a_function_of_41_lines_is_too_long_and_its_docstring_does_not_count() -> None:
    text = "def work():\n    '''One line.'''\n" + "    pass\n" * 41
    assert list(check_functions(text)) == [(1, "work has 41 lines, the limit is 40")]
    assert list(check_functions(text.removesuffix("    pass\n"))) == []


def test_a_script_function_of_41_lines_is_too_long() -> None:
    text = "const work = () => {\n" + "  rest();\n" * 41 + "};\n"
    assert list(check_script(text)) == [(1, "a function has 41 lines, the limit is 40")]
    assert list(check_script(text.replace("  rest();\n", "", 1))) == []
