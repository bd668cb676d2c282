"""What keeps people from using a page: axe's findings, too little contrast, targets too small or too near."""

from itertools import combinations
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
GRAVE = ("serious", "critical")
SIZES = ((1180, 820), (820, 1180), (390, 844), (844, 390))
LEAST_SIZE, LEAST_GAP = 44, 8

TARGETS = """:is(button, a[href], select, input:not([type=radio], [type=checkbox]), summary,
    label:has([type=radio], [type=checkbox]), [role=option], [role=slider])"""
REACHED = """nodes => nodes.map(node => [node, node.getBoundingClientRect()])
    .filter(([node, box]) => node.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)))
    .map(([, box]) => [box.left, box.top, box.right, box.bottom])"""
COVER = ".search:has(.search-found:not([hidden]))"
"""What lies over the page while it is open: what shows beside it is not beside it."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in px."""


def list_findings(page: Page) -> list[str]:
    """What axe finds serious or critical: the rule and the element."""
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    grave = [rule for rule in found["violations"] if rule["impact"] in GRAVE]
    return [f"{rule['id']} {node['html'][:120]}" for rule in grave for node in rule["nodes"]]


def list_faint(page: Page) -> list[str]:
    """Texts whose contrast is under 4.5: how much, and which."""
    return [str(text) for text in page.evaluate(CONTRAST)]


def list_narrow(page: Page, size: tuple[int, int]) -> list[str]:
    """Targets that are too small or too near to another one on a screen of this size, and a page wider than it."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.wait_for_timeout(300)
    place = COVER if page.query_selector(COVER) else ".page"
    boxes = [tuple(box) for box in page.eval_on_selector_all(f"{place} {TARGETS}", REACHED)]
    small = [f"{size}: {box}" for box in boxes if _measure_side(box) < LEAST_SIZE]
    near = [f"{size}: {pair}" for pair in combinations(boxes, 2) if _is_near(*pair)]
    width = page.evaluate("document.documentElement.scrollWidth")
    return small + near + ([f"{size}: the page is {width} wide"] if width > size[0] else [])


def _measure_side(box: Box) -> float:
    left, top, right, bottom = box
    return round(min(right - left, bottom - top), 1)


def _is_near(one: Box, other: Box) -> bool:
    return round(_measure_gap(one, other), 1) < LEAST_GAP


def _measure_gap(one: Box, other: Box) -> float:
    """How far two boxes are apart, in px; negative where they overlap."""
    beside = max(other[0] - one[2], one[0] - other[2])
    above = max(other[1] - one[3], one[1] - other[3])
    return max(beside, above)
