"""Where a file that is loaded comes from."""

from dataclasses import dataclass

COMMAND, PAGE = "command", "page"


@dataclass(frozen=True)
class Origin:
    """`way`: `COMMAND` or `PAGE`; `name`: the file's name as a person knows it, where it is kept under another one.

    `job`: the random word by which who ordered the load finds it again in the record of loads.
    """

    way: str = COMMAND
    name: str | None = None
    job: str | None = None
