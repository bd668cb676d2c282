"""A job of the desk for files, as all operators see it."""

import json
import secrets
from dataclasses import asdict, dataclass, field
from typing import Any

Told = dict[str, Any]


@dataclass
class Job:
    """A load or its rehearsal.

    `state`: running, done, failed, cancelled, or lost: the server ended while it ran; `was_loaded`: of a load that was
    not done, whether the store holds it all the same, None where nobody knows.
    """

    upload: str
    name: str
    task: str
    what: str
    told: Told
    began_at: str
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    was_loaded: bool | None = False
    state: str = "running"
    progress: Told = field(default_factory=dict)
    result: Told | None = None
    fault: str | None = None

    def hear(self, progress: Told) -> None:
        """How far it is."""
        self.progress = progress

    def describe(self) -> Told:
        """As JSON, for every operator."""
        return asdict(self)


def read_note(note: str) -> Job | None:
    """The job that a former process left; None for a note that is none."""
    try:
        return Job(**json.loads(note) | {"state": "lost"})
    except (ValueError, TypeError):
        return None
