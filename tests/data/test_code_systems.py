"""Which codes their systems give out."""

import pytest

from data.code_systems import CODE_SYSTEMS, check_code, count_digits


@pytest.mark.parametrize(
    ("code_system", "code"),
    [
        ("county", "520113"),
        ("township", "520113003"),
        ("township", "441900003"),  # a street right beneath a city
        ("community", "520113003005"),
        ("community", "520113003601"),  # merged of several
        ("unit_grid", "520113003601000"),
        ("unit_grid", "320582110152102"),  # as it stands in a real record
        ("police_community", "990000000000000"),
        ("component", "3205820102048188"),  # as it stands in a real record
        ("professional_grid", "01020352011300360100"),
        ("local", "anything: 7"),
    ],
)
def test_a_code_of_its_system_fits(code_system: str, code: str) -> None:
    assert check_code(code_system, code) is None


@pytest.mark.parametrize(
    ("code_system", "code", "told"),
    [
        ("county", "52011", "a code of county has 6 digits, not 5"),
        ("county", "990113", "its province, 99, is not given out"),
        ("township", "520113000", "its street or town, 000, is not given out"),
        ("community", "520113003000", "its community or village, 000, is not given out"),
        ("component", "9905820102048188", "its province, 99, is not given out"),
        ("professional_grid", "01020352011300300001", "its community or village, 000, is not given out"),
        ("unit_grid", "５２０１１３００３００５００１", "a code of unit_grid holds nothing but digits"),
        ("community", "5201130030-5", "a code of community holds nothing but digits"),
    ],
)
def test_a_code_that_breaks_its_rule_is_named_with_it(code_system: str, code: str, told: str) -> None:
    assert str(check_code(code_system, code)) == told


def test_two_systems_of_one_length_have_their_own_rules() -> None:
    assert count_digits("unit_grid") == count_digits("police_community") == 15
    assert check_code("police_community", "520113003000000") is None
    assert check_code("unit_grid", "520113003000000") is not None


def test_the_systems_have_6_9_12_15_16_and_20_digits() -> None:
    assert sorted({count_digits(name) for name in CODE_SYSTEMS}) == [6, 9, 12, 15, 16, 20]
