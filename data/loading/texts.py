"""Field values of a file, read as codes, names and numbers.

Each reader returns the value and None, or None and the reason why it does not fit.
"""

import math
import re
from collections.abc import Callable
from typing import Any

from data.code_systems import CODE_SYSTEMS, check_code

Reading = tuple[str | None, str | None]

MAX_CODE, MAX_NAME = 100, 300
EXACT = 2.0**53  # from here on a floating-point number has lost the last digits of a code
MAX_NUMBER = 2**31 - 1
SCIENTIFIC = re.compile(r"\d\.\d+E\+\d+")
ROUNDED = "the column holds rounded numbers: keep codes as text"
EXCEL_ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class RoundedNumber(float):
    """A number whose last digits its file has lost."""


def read_code(value: Any) -> Reading:
    """A code as text. A whole number in a column of floating-point numbers is written without its point."""
    if isinstance(value, float) and abs(value) >= EXACT and math.isfinite(value):
        return None, ROUNDED
    if isinstance(value, RoundedNumber) or (isinstance(value, str) and SCIENTIFIC.fullmatch(value.strip())):
        return None, ROUNDED
    return _read_text(value, MAX_CODE, "code")


def make_code_reader(code_system: str) -> Callable[[Any], Reading]:
    """A reader of codes that follow the rule of their system, where it has one; what breaks it is still told."""

    def read_ruled_code(value: Any) -> Reading:
        code, reason = read_code(value)
        broken = check_code(code_system, code) if code is not None else None
        return code, str(broken) if broken else reason

    return read_ruled_code if code_system in CODE_SYSTEMS else read_code


def read_optional_code(value: Any) -> Reading:
    """A code as text; nothing stays nothing."""
    return (None, None) if is_blank(value) else read_code(value)


def read_name(value: Any) -> Reading:
    """A name as text."""
    return _read_text(value, MAX_NAME, "name")


def read_optional_name(value: Any) -> Reading:
    """A name as text; nothing stays nothing."""
    return (None, None) if is_blank(value) else read_name(value)


def read_kind(value: Any) -> Reading:
    """A kind of line or place, such as `river` or `school`."""
    return _read_text(value, MAX_CODE, "kind")


def read_number(value: Any) -> Reading:
    """A number of households or residents, rounded to a whole one; nothing stays nothing."""
    if is_blank(value):
        return None, None
    try:
        number = round(float(value))
    except (TypeError, ValueError, OverflowError):
        return None, "it is not a number"
    return (str(number), None) if 0 <= number <= MAX_NUMBER else (None, "it is not between 0 and 2,147,483,647")


def is_blank(value: Any) -> bool:
    """Whether a field says nothing: NULL, NaN or white space."""
    return value is None or value != value or (isinstance(value, str) and not value.strip())


def write_field(text: str | None) -> str:
    r"""A value in PostgreSQL's COPY text format; None is \N."""
    if text is None:
        return r"\N"
    if text.isalnum():
        return text
    return text.replace("\\", r"\\").replace("\t", r"\t").replace("\n", r"\n").replace("\r", r"\r").replace("\0", "")


def show_value(value: Any) -> str:
    """A value as a report shows it: short, on one line, without control characters."""
    if value is None or value != value:
        return ""
    text = "".join(letter if letter.isprintable() else "·" for letter in str(value)[:61])
    return text if len(text) <= 60 else f"{text[:59]}…"


def _read_text(value: Any, limit: int, what: str) -> Reading:
    if is_blank(value):
        return None, f"there is no {what}"
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
    if text in EXCEL_ERRORS:
        return None, f"the {what} is an error of Excel"
    if len(text) > limit:
        return None, f"the {what} is longer than {limit} characters"
    return (None, f"the {what} holds a control character") if CONTROL.search(text) else (text, None)
