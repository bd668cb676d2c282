"""The colors of the style sheets, measured."""

import re

import pytest

from dashboard.pages import ASSETS

SHEET = (ASSETS / "1_tokens.css").read_text(encoding="utf-8")
THEMES = ("light", "dark")
RAMPS = ("issue", "overdue", "people")
CLASSES = 7
READABLE = 4.5
"""Least contrast of text on the tablet (WCAG 2.2, 1.4.3 level AA)."""


def read_theme(theme: str) -> dict[str, str]:
    """Token → color as `#rrggbb`, of one theme; other values are left out."""
    block = re.search(rf'data-theme="{theme}"\] \{{(.*?)\n\}}', SHEET, re.DOTALL)
    assert block is not None
    return dict(re.findall(r"--([\w-]+): (#\w{6});", block[1]))


def read_flip(theme: str) -> int:
    """The place on the ramp from which on the ink changes."""
    return [int(flip) for flip in re.findall(r"--ramp-flip: (\d);", SHEET)][THEMES.index(theme)]


def measure_luminance(color: str) -> float:
    """Relative luminance 0…1 (WCAG 2.2)."""
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


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
