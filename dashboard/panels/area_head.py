"""Who the chosen area is, and who answers for it."""

from typing import Any

from dash import html

from dashboard.text import text
from data.areas import Area


def write_head(area: Area, language: str) -> list[Any]:
    """Who the area is, and who answers for it."""
    named = html.H2(name_in_community(area), **{"data-area": str(area.id)})
    known = [write_code(area.code_system, area.code, language), *write_bases(area.households, area.residents, language)]
    return [named, html.P(" · ".join(known), className="quiet"), write_post(area, language)]


def name_in_community(area: Area) -> str:
    """The area's name after that of what it lies in; the street's own stays out of it."""
    return " · ".join(name for _, _, name, _ in area.path[1:][-2:]) or area.name


def write_code(system: str, code: str, language: str) -> str:
    """A code after its system."""
    return f"{text(language).get(system, system)} {code}"


def write_bases(households: int | None, residents: int | None, language: str) -> list[str]:
    """How many live there; what is not known is left out."""
    known = {"{count} households": households, "{count} residents": residents}
    return [text(language)[key].format(count=f"{count:,}") for key, count in known.items() if count is not None]


def write_post(area: Area, language: str) -> html.P | None:
    """The responsible post and its duty phone, never a person's name."""
    if not area.post:
        return None
    phone = html.A(area.post_phone, href=f"tel:{area.post_phone}", className="phone") if area.post_phone else None
    return html.P([html.Span(area.post, title=text(language)["Responsible post"]), phone], className="post")
