"""Refusing tables that tell of persons: the store takes numbers of heads, never names, phones or identity numbers."""

import re
from collections.abc import Iterable, Sequence

from data.faults import FileFault

CHINESE_HEADINGS = (
    "姓名",
    "名字",
    "人名",
    "电话",
    "手机",
    "联系方式",
    "身份证",
    "证件号",
    "出生",
    "生日",
    "微信",
    "邮箱",
)
PERSONAL_WORDS = {
    *("phone", "telephone", "tel", "mobile", "cellphone", "wechat", "email", "mail", "passport", "identity", "ssn"),
    *("idcard", "idno", "idnumber", "birth", "birthday", "birthdate", "surname", "firstname", "lastname", "fullname"),
}
NAME_WORDS = {"name", "names"}
NAMED_THINGS = {"organization", "organisation", "branch", "team", "unit", "area", "grid", "community", "street", "kind"}
ID_WORDS = {"card", "number", "no", "num"}

# Mainland China: mobile numbers; identity numbers, whose middle is a day of birth (GB 11643).
MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
ROUNDED_IDENTITY = re.compile(r"[1-8]\.\d+E\+17")  # a spreadsheet took its 18 digits for a number
IDENTITY = re.compile(r"(?<!\d)\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)")


def refuse_person_headings(file: str, header: Sequence[str]) -> None:
    """Raises `FileFault` naming the first column whose heading is that of a person's name, phone or identity."""
    for heading in header:
        if is_personal(heading):
            raise FileFault(_describe(file, heading, "by its heading"))


def refuse_person_cells(file: str, header: Sequence[str], rows: Iterable[Sequence[str]], code: int) -> None:
    """Raises `FileFault` naming the first column with a mobile or identity number; `code`: the area codes' column."""
    for cells in rows:
        place = next((place for place, cell in enumerate(cells) if place != code and tells_of_person(cell)), None)
        if place is not None:
            heading = header[place] if place < len(header) else "without a heading"
            raise FileFault(_describe(file, heading, "by its content"))


def tells_of_person(cell: str) -> bool:
    """Whether a text holds a mobile or identity number."""
    told = MOBILE.search(cell) or IDENTITY.search(cell) if len(cell) >= 11 else None
    return told is not None or ROUNDED_IDENTITY.fullmatch(cell.strip()) is not None


def is_personal(heading: str) -> bool:
    """Whether a heading is that of a person's name, phone or identity."""
    if any(word in heading for word in CHINESE_HEADINGS):
        return True
    words = re.findall(r"[a-z]+", re.sub(r"([a-z])([A-Z])", r"\1 \2", heading).lower())
    if PERSONAL_WORDS & {*words, "".join(words)} or ("id" in words and ID_WORDS & {*words}):
        return True
    return bool(NAME_WORDS & {*words}) and not NAMED_THINGS & {*words}


def _describe(file: str, heading: str, how: str) -> str:
    return (
        f"{file}: the column {heading} tells, {how}, of persons: leave out names, phones and identity numbers; "
        "a roster is area code, organization, kind and count"
    )
