"""Systems of codes, each with the rule that its codes follow.

Which system a code is of is told, never taken from its length: fifteen digits may be a unit grid's or a community's in
the registers of the police. A system that is not named here, as `local`, has no rule that we know.

Sources: GB/T 2260-2007 (province, prefecture, county), GB/T 10114-2003 (street or town), the rules of the statistical
codes of 2009, 国统字〔2009〕91号 (community or village), DB11/T 2157-2023 (unit grid: serial within its community),
GB/T 30428.2 (component: class, subclass, serial within its county), CJ/T 349-2010 (professional grid: class of the
object, division, serial, 00 where the community is not divided), GA/T 2000.33-2020 (community of the police: we know no
more than its length). A number that no source known to us forbids is taken: merged communities have one from 601 on.
"""

from collections.abc import Container
from dataclasses import dataclass

PROVINCES = frozenset(
    {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82}
)


@dataclass(frozen=True)
class Part:
    """Neighbouring digits of a code: what they name, how many they are, which numbers are given out (None: all)."""

    noun: str
    digits: int
    given: Container[int] | None = None


@dataclass(frozen=True)
class BrokenRule:
    """Why a code is none of its system.

    `kind`: `not digits`; `length`, where `wanted` is the right number of digits; `not given out`, where `noun` is the
    part of the code that is wrong and `value` its digits. Otherwise `noun` is the system and `value` the code.
    """

    kind: str
    noun: str
    value: str
    wanted: int | None = None

    def __str__(self) -> str:
        if self.kind == "not digits":
            return f"a code of {self.noun} holds nothing but digits"
        if self.kind == "length":
            return f"a code of {self.noun} has {self.wanted} digits, not {len(self.value)}"
        return f"its {self.noun}, {self.value}, is not given out"


COUNTY = (
    Part("province", 2, PROVINCES),
    Part("prefecture", 2),
    Part("county", 2),  # 00 is a city without counties: 4419, Dongguan, has towns right beneath it
)
STREET = Part("street or town", 3, range(1, 600))
COMMUNITY = Part("community or village", 3, range(1, 1_000))  # from 601 on those that were merged

CODE_SYSTEMS: dict[str, tuple[Part, ...]] = {
    "county": COUNTY,
    "township": (*COUNTY, STREET),
    "community": (*COUNTY, STREET, COMMUNITY),
    "unit_grid": (*COUNTY, STREET, COMMUNITY, Part("serial", 3)),
    "police_community": (Part("whole", 15),),
    "component": (*COUNTY, Part("class", 2), Part("subclass", 2), Part("serial", 6)),
    "professional_grid": (Part("object class", 6), *COUNTY, STREET, COMMUNITY, Part("serial", 2)),
}
"""System → the parts that its codes consist of, 6, 9, 12, 15, 15, 16 and 20 digits."""


def count_digits(code_system: str) -> int | None:
    """How many digits a code of the system has; None for a system without a rule."""
    parts = CODE_SYSTEMS.get(code_system)
    return sum(part.digits for part in parts) if parts else None


def check_code(code_system: str, code: str) -> BrokenRule | None:
    """The first rule of its system that a code breaks; None when it fits, or when the system has no rule."""
    digits = count_digits(code_system)
    if digits is None:
        return None
    if not (code.isascii() and code.isdigit()):
        return BrokenRule("not digits", code_system, code)
    if len(code) != digits:
        return BrokenRule("length", code_system, code, digits)
    return _find_foreign_part(code_system, code)


def _find_foreign_part(code_system: str, code: str) -> BrokenRule | None:
    for part in CODE_SYSTEMS[code_system]:
        value, code = code[: part.digits], code[part.digits :]
        if part.given is not None and int(value) not in part.given:
            return BrokenRule("not given out", part.noun, value)
    return None
