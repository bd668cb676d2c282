"""Revisions: what a screen knows, as an opaque word that any web process can continue from."""

import hashlib
import re
from dataclasses import dataclass

PATTERN = re.compile(r"([0-9a-f]{12})\.(\d{1,19}):(\d{1,19}):((?:\d{1,19}(?:,\d{1,19})*)?)")


@dataclass(frozen=True)
class Snapshot:
    """What a statement saw: every transaction below `xmax` but those in `in_progress` (none lies below `xmin`)."""

    xmin: int
    xmax: int
    in_progress: tuple[int, ...] = ()

    @classmethod
    def parse(cls, text: str) -> "Snapshot":
        """From the text of PostgreSQL's `pg_snapshot`, `xmin:xmax:xip,xip…`."""
        xmin, xmax, running = text.split(":")
        return cls(int(xmin), int(xmax), tuple(int(xid) for xid in running.split(",") if xid))

    def __str__(self) -> str:
        return f"{self.xmin}:{self.xmax}:{','.join(map(str, self.in_progress))}"

    def sees(self, xid: int) -> bool:
        """Whether what this transaction committed was there for the statement."""
        return xid < self.xmax and xid not in self.in_progress

    def covers(self, other: "Snapshot") -> bool:
        """Whether it sees everything that another one sees."""
        return other.xmax <= self.xmax and not any(other.sees(xid) for xid in self.in_progress)


@dataclass(frozen=True)
class Revision:
    """A snapshot, and the hashed identity of the cluster that gave out its transaction ids."""

    identity: str
    snapshot: Snapshot

    def __str__(self) -> str:
        return f"{self.identity}.{self.snapshot}"


def hash_identity(identity: str) -> str:
    """Twelve hexadecimal digits that tell clusters apart without naming them."""
    return hashlib.sha256(identity.encode()).hexdigest()[:12]


def parse_revision(text: str | None) -> Revision | None:
    """The revision that a screen sent; None when it is none that this program could have written."""
    match = PATTERN.fullmatch(text or "")
    if match is None:
        return None
    snapshot = Snapshot.parse(":".join(match.groups()[1:]))
    running = snapshot.in_progress
    is_sound = 0 < snapshot.xmin <= snapshot.xmax and all(snapshot.xmin <= xid < snapshot.xmax for xid in running)
    return Revision(match[1], snapshot) if is_sound and list(running) == sorted(set(running)) else None
