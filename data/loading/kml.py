"""What a KML file may not hold: links to data elsewhere, and entities."""

import mmap
import re
from pathlib import Path

from data.faults import FileFault

LINK = re.compile(rb"<(?:\w+:)?NetworkLink\b")
ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)\b", re.IGNORECASE)


def refuse_links(path: Path) -> None:
    """Raise `FileFault` when the file leaves data to other places, or could grow while it is read."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
        has_link, has_entity = LINK.search(text), ENTITY.search(text)
    if has_entity:
        raise FileFault(f"{path.name} declares a document type or entities, which is not read")
    if has_link:
        raise FileFault(f"{path.name} links to data elsewhere (NetworkLink), which is not fetched: save that data here")
