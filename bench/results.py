"""The report of all benches, `bench/RESULTS.md`: a section each, replaced when that bench runs again."""

import os
import platform
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

FILE = Path(__file__).parent / "RESULTS.md"
INTRODUCTION = """# Measurements

Written by `make bench`, on one machine, all sides of a table in one run. Run it on yours: the relations hold, the
seconds do not.
"""


def write_table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [heading, ["---"] * len(heading), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def write_section(title: str, text: str, file: Path = FILE) -> None:
    """Put a bench's text into the report, in the place of its former one."""
    former = file.read_text(encoding="utf-8") if file.exists() else INTRODUCTION
    introduction, *sections = re.split(r"^(?=## )", former, flags=re.MULTILINE)
    kept = {section.partition("\n")[0]: section.strip() for section in sections}
    lines = re.sub(r"\n{3,}", "\n\n", text.strip())
    kept[f"## {title}"] = f"## {title}\n\n{lines}"
    file.write_text("\n\n".join([introduction.strip(), *kept.values()]) + "\n", encoding="utf-8")


def describe_machine() -> str:
    """What it is, and how busy before a bench begins."""
    day = datetime.now(UTC).date()
    return f"{day}, {os.cpu_count()} cores of {platform.machine()}, load before {os.getloadavg()[0]:.1f}."
