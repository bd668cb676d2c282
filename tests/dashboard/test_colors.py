"""The colors of the style sheets, measured."""

import re
from collections.abc import Iterable
from itertools import combinations
from math import cbrt, dist

import pytest

from dashboard.pages import ASSETS

SHEET = (ASSETS / "1_tokens.css").read_text(encoding="utf-8")
THEMES = ("light", "dark")
RAMPS = ("issue", "overdue", "people")
CLASSES = 7

Matrix = tuple[tuple[float, ...], ...]

READABLE = 4.5
"""Least contrast of text on the tablet (WCAG 2.2, 1.4.3 level AA)."""
READABLE_FROM_AFAR = 7
"""Least contrast of text on the wall (level AAA)."""
TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = (0.9505, 1.0, 1.089)
APART = 7.5
"""Least distance of two classes in CIE 1976 L*a*b*; about 2.3 is just noticed side by side."""
SIGHTS = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""What linear RGB becomes to eyes without one kind of cones (Machado, Oliveira, Fernandes 2009, severity 1.0)."""


def read_theme(theme: str) -> dict[str, str]:
    """Token → color as `#rrggbb`, of one theme; other values are left out."""
    return read_block(f'.page[data-theme="{theme}"]')


def read_wall(theme: str) -> dict[str, str]:
    """The same as the wall has it."""
    return read_theme(theme) | read_block(f'.wall[data-theme="{theme}"]')


def read_block(selector: str) -> dict[str, str]:
    block = SHEET.split(f"{selector} {{", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#\w{6});", block))


def read_flip(theme: str) -> int:
    """The place on the ramp from which on the ink changes."""
    return [int(flip) for flip in re.findall(r"--ramp-flip: (\d);", SHEET)][THEMES.index(theme)]


def read_linear(color: str) -> tuple[float, ...]:
    """Linear red, green, blue, 0…1 (IEC 61966-2-1)."""
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)


def measure_luminance(color: str) -> float:
    """Relative luminance 0…1 (WCAG 2.2)."""
    red, green, blue = read_linear(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def multiply(matrix: Matrix, vector: Iterable[float]) -> tuple[float, ...]:
    vector = tuple(vector)
    return tuple(sum(factor * part for factor, part in zip(row, vector, strict=True)) for row in matrix)


def see(color: str, sight: str) -> tuple[float, float, float]:
    """L*, a*, b* (white D65) of a color as these eyes see it."""
    linear = [min(1.0, max(0.0, part)) for part in multiply(SIGHTS[sight], read_linear(color))]
    parts = zip(multiply(TO_XYZ, linear), WHITE, strict=True)
    x, y, z = (
        cbrt(part / white) if part / white > 0.008856 else 7.787 * part / white + 16 / 116 for part, white in parts
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def measure_contrast(one: str, other: str) -> float:
    """Contrast ratio 1…21 (WCAG 2.2)."""
    dark, bright = sorted((measure_luminance(one), measure_luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ramp", RAMPS)
def test_a_ramp_goes_one_way_in_lightness(theme: str, ramp: str) -> None:
    colors = read_theme(theme)
    lightness = [measure_luminance(colors[f"ramp-{ramp}-{place}"]) for place in range(CLASSES)]
    assert lightness == sorted(lightness, reverse=theme == "light")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ramp", RAMPS)
def test_a_count_can_be_read_on_every_class(theme: str, ramp: str) -> None:
    colors, flip = read_theme(theme), read_flip(theme)
    inks = [colors["map-ink-deep" if place >= flip else "map-ink"] for place in range(CLASSES)]
    contrasts = [measure_contrast(ink, colors[f"ramp-{ramp}-{place}"]) for place, ink in enumerate(inks)]
    assert min(contrasts) >= READABLE


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ink", ["text", "quiet", "accent", "alarm", "soon", "stale"])
@pytest.mark.parametrize("ground", ["surface", "inset"])
def test_text_can_be_read(theme: str, ink: str, ground: str) -> None:
    colors = read_theme(theme)
    assert measure_contrast(colors[ink], colors[ground]) >= READABLE


@pytest.mark.parametrize("theme", THEMES)
def test_a_pressed_button_can_be_read(theme: str) -> None:
    colors = read_theme(theme)
    assert measure_contrast(colors["on-accent"], colors["accent"]) >= READABLE


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ink", ["text", "quiet", "accent", "alarm", "soon", "stale", "good"])
@pytest.mark.parametrize("ground", ["surface", "ground"])
def test_text_on_the_wall_can_be_read_from_afar(theme: str, ink: str, ground: str) -> None:
    colors = read_wall(theme)
    assert measure_contrast(colors[ink], colors[ground]) >= READABLE_FROM_AFAR


@pytest.mark.parametrize("ramp", RAMPS)
def test_a_count_on_the_dark_map_can_be_read_from_afar(ramp: str) -> None:
    colors, flip = read_theme("dark"), read_flip("dark")
    inks = [colors["map-ink-deep" if place >= flip else "map-ink"] for place in range(CLASSES)]
    contrasts = [measure_contrast(ink, colors[f"ramp-{ramp}-{place}"]) for place, ink in enumerate(inks)]
    assert min(contrasts) >= READABLE_FROM_AFAR


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("ramp", RAMPS)
def test_the_classes_of_the_dark_map_are_told_apart_by_all_eyes(ramp: str, sight: str) -> None:
    seen = [see(read_theme("dark")[f"ramp-{ramp}-{place}"], sight) for place in range(CLASSES)]
    assert min(dist(one, other) for one, other in combinations(seen, 2)) >= APART
    assert [lightness for lightness, _, _ in seen] == sorted(lightness for lightness, _, _ in seen)
