"""Colors and the font of a theme for what Python draws, read from the style sheet that defines them."""

import re
from functools import lru_cache
from pathlib import Path

SHEET = Path(__file__).parents[1] / "assets" / "1_tokens.css"
COMMON, LIGHT, DARK = ":root", '.page[data-theme="light"]', '.page[data-theme="dark"]'


@lru_cache(maxsize=2)
def read_tokens(theme: str) -> dict[str, str]:
    """Name → value of the custom properties of `light` or `dark`, without their dashes."""
    sheet = SHEET.read_text(encoding="utf-8")
    return _read_block(sheet, COMMON) | _read_block(sheet, DARK if theme == "dark" else LIGHT)


def _read_block(sheet: str, selector: str) -> dict[str, str]:
    block = sheet.split(f"{selector} {{", 1)[1].split("}", 1)[0]
    return {name: value.strip() for name, value in re.findall(r"--([\w-]+):\s*([^;]+);", block)}
