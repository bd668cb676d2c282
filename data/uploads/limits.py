"""How much of the machine a child that reads an upload may take."""

import resource
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """`memory` and `file` in bytes, `processor` and `patience` (of who waits for it) in seconds."""

    memory: int
    processor: int
    file: int
    patience: int
    files: int = 64


READING = Limits(memory=2 << 30, processor=60, file=1 << 30, patience=90)
LOADING = Limits(memory=4 << 30, processor=4 * 3600, file=2 << 30, patience=24 * 3600)


def take_limits(limits: Limits) -> None:
    """Hold this process to them from now on; what it passes ends it or raises in it."""
    for name, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.processor),
        (resource.RLIMIT_FSIZE, limits.file),
        (resource.RLIMIT_NOFILE, limits.files),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(name, (most, most))
